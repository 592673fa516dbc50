package io.github.logtraffic.identity;

import io.github.logtraffic.log.entry.ClientKey;
import java.nio.charset.StandardCharsets;

/**
 * Clears the last bits of addresses, so that many clients look the same. A name has no bits that could be cleared and mostly
 * says more than an address: all names become {@code anonymous}.
 */
public final class AddressMask implements Anonymizer {
    /** How many bits of an IPv4 address are cleared when nothing else is asked for: two of four bytes. */
    public static final int IPV4_BITS = 16;

    /** How many bits of an IPv6 address are cleared when nothing else is asked for: all but those of a site. */
    public static final int IPV6_BITS = 80;

    private static final byte[] ANONYMOUS = "anonymous".getBytes(StandardCharsets.US_ASCII);

    private final NetworkPrefix kept;

    /**
     * @param ipv4Bits how many bits to clear of IPv4 addresses, 1 to 32
     * @param ipv6Bits how many bits to clear of IPv6 addresses, 1 to 128
     */
    public AddressMask(int ipv4Bits, int ipv6Bits) {
        if (ipv4Bits < 1 || ipv6Bits < 1) {
            throw new IllegalArgumentException("mask of " + ipv4Bits + " and " + ipv6Bits + " bits");
        }
        kept = new NetworkPrefix(NetworkPrefix.IPV4_BITS - ipv4Bits, NetworkPrefix.IPV6_BITS - ipv6Bits);
    }

    /** How many leading bits are left: how reports write the networks that addresses have become. */
    public NetworkPrefix kept() {
        return kept;
    }

    @Override
    public void apply(ClientKey client) {
        if (!client.isName()) {
            client.setAddress(kept.high(client.high(), client.low()), kept.low(client.high(), client.low()));
        } else if (!Pseudonymizer.isNobody(client)) {
            client.setName(ANONYMOUS, 0, ANONYMOUS.length);
        }
    }
}
