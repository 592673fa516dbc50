package io.github.logtraffic.identity;

import io.github.logtraffic.log.entry.ClientAddress;

/**
 * How many leading bits of an address say who it is: all of them, or those of its network.
 *
 * @param ipv4Bits 0 to 32
 * @param ipv6Bits 0 to 128
 */
public record NetworkPrefix(int ipv4Bits, int ipv6Bits) {
    /** The bits of an IPv4 address. */
    public static final int IPV4_BITS = 32;

    /** The bits of an IPv6 address. */
    public static final int IPV6_BITS = 128;

    /** Each address for itself. */
    public static final NetworkPrefix WHOLE_ADDRESS = new NetworkPrefix(IPV4_BITS, IPV6_BITS);

    /** Checks the ranges. */
    public NetworkPrefix {
        if (ipv4Bits < 0 || ipv4Bits > IPV4_BITS || ipv6Bits < 0 || ipv6Bits > IPV6_BITS) {
            throw new IllegalArgumentException("prefix " + ipv4Bits + ", " + ipv6Bits);
        }
    }

    /** Whether each address stands for itself. */
    public boolean isWholeAddress() {
        return ipv4Bits == IPV4_BITS && ipv6Bits == IPV6_BITS;
    }

    /** Of each kind of address so many bits as both have. */
    public NetworkPrefix and(NetworkPrefix other) {
        return new NetworkPrefix(Math.min(ipv4Bits, other.ipv4Bits), Math.min(ipv6Bits, other.ipv6Bits));
    }

    /** The upper 64 bits of the network of an address of 128 bits. */
    public long high(long high, long low) {
        return ClientAddress.isIpv4(high, low) ? high : high & mask(ipv6Bits);
    }

    /** The lower 64 bits of the network of an address of 128 bits. */
    public long low(long high, long low) {
        return ClientAddress.isIpv4(high, low)
                ? low & mask(Long.SIZE - IPV4_BITS + ipv4Bits)
                : low & mask(ipv6Bits - Long.SIZE);
    }

    private static long mask(int bits) {
        return bits <= 0 ? 0 : bits >= Long.SIZE ? -1L : -1L << (Long.SIZE - bits);
    }

    /** The network of a client as reports write it: with its length where it is more than one address. A name stays. */
    public String text(ClientAddress client) {
        if (client.isName()) {
            return client.toString();
        }
        ClientAddress network =
                ClientAddress.ofAddress(high(client.high(), client.low()), low(client.high(), client.low()));
        int bits = network.isIpv4() ? ipv4Bits : ipv6Bits;
        boolean isWhole = bits == (network.isIpv4() ? IPV4_BITS : IPV6_BITS);
        return isWhole ? network.toString() : network + "/" + bits;
    }
}
