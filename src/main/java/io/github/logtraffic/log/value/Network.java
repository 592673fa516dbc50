package io.github.logtraffic.log.value;

import io.github.logtraffic.log.entry.ClientAddress;
import io.github.logtraffic.log.entry.ClientKey;
import java.nio.charset.StandardCharsets;

/**
 * The addresses that begin with the same bits. An IPv4 network lies in {@code ::ffff:0:0/96}, as IPv4 addresses do in a
 * {@link ClientKey}; a network that is wider than that is one of IPv6 addresses only.
 *
 * @param high the upper 64 bits of the first address
 * @param low the lower 64 bits of the first address
 * @param bits how many leading bits the addresses share, 0 to 128
 */
public record Network(long high, long low, int bits) {
    private static final int IPV4_OFFSET = 96;
    private static final String EXPECTED = "expected an address or a network such as 10.0.0.0/8 or 2001:db8::/32";

    /** Checks the length, and clears the bits behind it. */
    public Network {
        if (bits < 0 || bits > 2 * Long.SIZE) {
            throw new IllegalArgumentException("network of " + bits + " bits");
        }
        high &= mask(bits);
        low &= mask(bits - Long.SIZE);
    }

    /**
     * Reads {@code 10.0.0.0/8}, {@code 2001:db8::/32} or one address, which is a network of its own. Bits behind the
     * length are ignored.
     *
     * @throws IllegalArgumentException with a message for the user that says what was expected
     */
    public static Network parse(String typed) {
        int slash = typed.indexOf('/');
        byte[] address = typed.substring(0, slash < 0 ? typed.length() : slash).getBytes(StandardCharsets.UTF_8);
        ClientKey key = new ClientKey();
        long ipv4 = IpAddresses.ipv4(address, 0, address.length);
        if (ipv4 >= 0) {
            key.setIpv4((int) ipv4);
        } else if (!IpAddresses.readIpv6(address, 0, address.length, key)) {
            throw new IllegalArgumentException(EXPECTED);
        }
        int offset = ipv4 >= 0 ? IPV4_OFFSET : 0;
        int most = 2 * Long.SIZE - offset;
        int length = slash < 0 ? most : length(typed.substring(slash + 1), most);
        return new Network(key.high(), key.low(), offset + length);
    }

    private static int length(String digits, int most) {
        int length = digits.isEmpty() ? -1 : 0;
        for (int i = 0; i < digits.length() && length >= 0; i++) {
            int digit = digits.charAt(i) - '0';
            length = digit < 0 || digit > 9 || length > most ? -1 : 10 * length + digit;
        }
        if (length < 0 || length > most) {
            throw new IllegalArgumentException(EXPECTED + "; the length is a number from 0 to " + most);
        }
        return length;
    }

    /** Whether this is a network of IPv4 addresses. */
    public boolean isIpv4() {
        return bits >= IPV4_OFFSET && ClientAddress.isIpv4(high, low);
    }

    /** Whether an address of 128 bits belongs to the network. */
    public boolean contains(long high, long low) {
        return (high & mask(bits)) == this.high
                && (low & mask(bits - Long.SIZE)) == this.low
                && (bits >= IPV4_OFFSET || !ClientAddress.isIpv4(high, low));
    }

    /** Whether all addresses of another network belong to this one. */
    public boolean contains(Network other) {
        return other.bits >= bits && contains(other.high, other.low);
    }

    /** The upper 64 bits of the last address. */
    public long lastHigh() {
        return high | ~mask(bits);
    }

    /** The lower 64 bits of the last address. */
    public long lastLow() {
        return low | ~mask(bits - Long.SIZE);
    }

    /** The network as users type it: {@code 192.0.2.0/24}, {@code 2001:db8::/32}; an address alone without a length. */
    public String cidr() {
        String first = ClientAddress.ofAddress(high, low).toString();
        return bits == 2 * Long.SIZE ? first : first + "/" + (isIpv4() ? bits - IPV4_OFFSET : bits);
    }

    private static long mask(int bits) {
        return bits <= 0 ? 0 : bits >= Long.SIZE ? -1L : -1L << (Long.SIZE - bits);
    }
}
