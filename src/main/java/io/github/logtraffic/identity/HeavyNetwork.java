package io.github.logtraffic.identity;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of the address space that sends much.
 *
 * @param level how large it is
 * @param network an address, or a network with its length; null at the levels of a system and of everything
 * @param asn the number of the autonomous system, 0 when not known and for everything
 * @param asName the name of the autonomous system, null when not known
 * @param all what it sends
 * @param unexplained what it sends without the parts of it that are in the report: what is spread over many
 * @param parts those in the report, by unexplained requests, the most first
 */
public record HeavyNetwork(
        Level level,
        @Nullable String network,
        long asn,
        @Nullable String asName,
        Count all,
        Count unexplained,
        List<HeavyNetwork> parts) {
    /** How large a part of the address space is, the smallest first. */
    public enum Level {
        /** One address. */
        ADDRESS(32, 128),

        /** What mostly is one customer: 256 IPv4 addresses, or the IPv6 addresses of one link. */
        SMALL_NETWORK(24, 64),

        /** What mostly is one provider's: 65,536 IPv4 addresses, or the IPv6 addresses of one site. */
        LARGE_NETWORK(16, 48),

        /** All networks that one operator announces. */
        SYSTEM(0, 0),

        /** All clients, also those that are names. */
        EVERYTHING(0, 0);

        private final int ipv4Bits;
        private final int ipv6Bits;

        Level(int ipv4Bits, int ipv6Bits) {
            this.ipv4Bits = ipv4Bits;
            this.ipv6Bits = ipv6Bits;
        }

        NetworkPrefix prefix() {
            return new NetworkPrefix(ipv4Bits, ipv6Bits);
        }
    }

    /** Keeps a copy. */
    public HeavyNetwork {
        parts = List.copyOf(parts);
    }
}
