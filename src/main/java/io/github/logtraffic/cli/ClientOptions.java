package io.github.logtraffic.cli;

import io.github.logtraffic.identity.NetworkPrefix;

/** Who is a client. */
final class ClientOptions {
    private int prefix4 = NetworkPrefix.IPV4_BITS;
    private int prefix6 = NetworkPrefix.IPV6_BITS;

    ClientOptions(OptionList options) {
        options.section("Clients:")
                .value(
                        "--prefix4",
                        "BITS",
                        typed -> prefix4 = Values.number(typed, 0, NetworkPrefix.IPV4_BITS),
                        "Count IPv4 clients by network of so many bits, e.g. 24.")
                .value(
                        "--prefix6",
                        "BITS",
                        typed -> prefix6 = Values.number(typed, 0, NetworkPrefix.IPV6_BITS),
                        "Count IPv6 clients by network of so many bits, e.g. 64.");
    }

    NetworkPrefix prefix() {
        return new NetworkPrefix(prefix4, prefix6);
    }
}
