package io.github.logtraffic.cli;

import io.github.logtraffic.identity.NetworkPrefix;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** Who is a client. */
@Command(optionListHeading = "%nClients:%n")
final class ClientOptions {
    @Option(
            names = "--prefix4",
            paramLabel = "BITS",
            converter = Ipv4Bits.class,
            description = "Count IPv4 clients by network of so many bits, e.g. 24.")
    int prefix4 = NetworkPrefix.IPV4_BITS;

    @Option(
            names = "--prefix6",
            paramLabel = "BITS",
            converter = Ipv6Bits.class,
            description = "Count IPv6 clients by network of so many bits, e.g. 64.")
    int prefix6 = NetworkPrefix.IPV6_BITS;

    NetworkPrefix prefix() {
        return new NetworkPrefix(prefix4, prefix6);
    }

    /** Converts the length of an IPv4 network's prefix. */
    static final class Ipv4Bits implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String typed) {
            return Values.number(typed, 0, NetworkPrefix.IPV4_BITS);
        }
    }

    /** Converts the length of an IPv6 network's prefix. */
    static final class Ipv6Bits implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String typed) {
            return Values.number(typed, 0, NetworkPrefix.IPV6_BITS);
        }
    }
}
