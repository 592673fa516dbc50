package io.github.logtraffic.log.entry;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/**
 * A client to keep and to show: an IPv4 address, an IPv6 address or a name.
 *
 * <p>The order is that of reports: IPv4 by number, IPv6 by number, names by their UTF-8 bytes. The text is RFC 5952's for
 * IPv6, dotted for IPv4 and for the IPv6 addresses that map one.
 */
public final class ClientAddress implements Comparable<ClientAddress> {
    /** The upper half of the lower 64 bits of an IPv4-mapped address. */
    static final long IPV4_MAPPED = 0xFFFF_0000_0000L;

    private static final byte[] NO_NAME = {};
    private static final char NOT_UTF_8 = '\uFFFD';
    private static final int GROUPS = 8;

    private final boolean isName;
    private final long high;
    private final long low;
    private final byte[] name;

    private ClientAddress(boolean isName, long high, long low, byte[] name) {
        this.isName = isName;
        this.high = high;
        this.low = low;
        this.name = name;
    }

    /** An address of 128 bits; {@code ::ffff:a.b.c.d} is the IPv4 address {@code a.b.c.d}. */
    public static ClientAddress ofAddress(long high, long low) {
        return new ClientAddress(false, high, low, NO_NAME);
    }

    /** What a key stands for at this moment. */
    public static ClientAddress of(ClientKey key) {
        return key.isName() ? ofName(key.nameBytes(), key.nameFrom(), key.nameTo()) : ofAddress(key.high(), key.low());
    }

    /** A name, by its UTF-8 bytes, which are copied. */
    public static ClientAddress ofName(byte[] bytes, int from, int to) {
        return new ClientAddress(true, 0, 0, Arrays.copyOfRange(bytes, from, to));
    }

    /** Whether an address of 128 bits stands for an IPv4 address. */
    public static boolean isIpv4(long high, long low) {
        return high == 0 && (low & 0xFFFF_FFFF_0000_0000L) == IPV4_MAPPED;
    }

    /** Whether this is an IPv4 address. */
    public boolean isIpv4() {
        return !isName && isIpv4(high, low);
    }

    /** Whether this is a name and no address. */
    public boolean isName() {
        return isName;
    }

    /** The upper 64 bits of the address, 0 for an IPv4 address and for a name. */
    public long high() {
        return high;
    }

    /** The lower 64 bits of the address, with {@code 0000FFFF} above an IPv4 address; 0 for a name. */
    public long low() {
        return low;
    }

    @Override
    public int compareTo(ClientAddress other) {
        int byKind = Integer.compare(kind(), other.kind());
        if (byKind != 0) {
            return byKind;
        }
        if (isName) {
            return Arrays.compareUnsigned(name, other.name);
        }
        int byHigh = Long.compareUnsigned(high, other.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    }

    private int kind() {
        return isName ? 2 : isIpv4() ? 0 : 1;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ClientAddress that && compareTo(that) == 0;
    }

    @Override
    public int hashCode() {
        return isName ? Arrays.hashCode(name) : Long.hashCode(high * 31 + low);
    }

    /** The client as it is written in reports; a byte of a name that is not UTF-8 is {@code \xHH}. */
    @Override
    public String toString() {
        if (isName) {
            String text = new String(name, StandardCharsets.UTF_8);
            return text.indexOf(NOT_UTF_8) < 0 ? text : Utf8Text.decode(name, 0, name.length, UnaryOperator.identity());
        }
        return isIpv4() ? ipv4Text() : ipv6Text();
    }

    private String ipv4Text() {
        return (low >>> 24 & 0xFF) + "." + (low >>> 16 & 0xFF) + "." + (low >>> 8 & 0xFF) + "." + (low & 0xFF);
    }

    private String ipv6Text() {
        int zerosFrom = -1;
        int zerosLength = 1; // RFC 5952, 4.2.2: one group of zeros alone is not shortened
        for (int group = 0; group < GROUPS; group++) {
            int end = group;
            while (end < GROUPS && group(end) == 0) {
                end++;
            }
            if (end - group > zerosLength) {
                zerosFrom = group;
                zerosLength = end - group;
            }
            group = Math.max(group, end - 1);
        }
        StringBuilder text = new StringBuilder(39);
        for (int group = 0; group < GROUPS; group++) {
            if (group == zerosFrom) {
                text.append("::");
                group += zerosLength - 1;
            } else {
                if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
                    text.append(':');
                }
                text.append(Integer.toHexString(group(group)));
            }
        }
        return text.toString();
    }

    private int group(int index) {
        long half = index < GROUPS / 2 ? high : low;
        return (int) (half >>> (48 - 16 * (index & 3))) & 0xFFFF;
    }
}
