package io.github.logtraffic.log.value;

import io.github.logtraffic.log.entry.ClientKey;

/**
 * Addresses from their text, as strictly as {@code inet_pton}: no leading zeros in IPv4 octets, at most four digits in an
 * IPv6 group, {@code ::} at most once and for at least one group.
 */
public final class IpAddresses {
    private static final int GROUPS = 8;
    private static final int GROUP_BITS = 16;
    private static final int LONGEST_IPV4 = "255.255.255.255".length();
    private static final int LONGEST_IPV6 = "ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255".length();

    private IpAddresses() {}

    /** The address as an unsigned number of 32 bits, -1 when the range is no IPv4 address. */
    public static long ipv4(byte[] bytes, int from, int to) {
        if (to - from > LONGEST_IPV4) {
            return -1;
        }
        long address = 0;
        int octet = 0;
        int digits = 0;
        int dots = 0;
        for (int at = from; at < to; at++) {
            int digit = bytes[at] - '0';
            if (digit >= 0 && digit <= 9) {
                if (digits > 0 && octet == 0) {
                    return -1;
                }
                octet = octet * 10 + digit;
                digits++;
                if (octet > 255) {
                    return -1;
                }
            } else if (bytes[at] == '.' && digits > 0 && dots < 3) {
                address = address << 8 | octet;
                octet = 0;
                digits = 0;
                dots++;
            } else {
                return -1;
            }
        }
        return dots == 3 && digits > 0 ? address << 8 | octet : -1;
    }

    /**
     * Sets the key to the IPv6 address that the range holds; false when it holds none. Groups are shifted into 128 bits
     * from the right; what stood before {@code ::} is put aside and at the end shifted to the left end. One method, and
     * longer than others, because its state would otherwise have to live in an object per address.
     */
    public static boolean readIpv6(byte[] bytes, int from, int to, ClientKey client) {
        if (to - from < 2 || to - from > LONGEST_IPV6) {
            return false;
        }
        long high = 0;
        long low = 0;
        long headHigh = 0; // what stood before ::
        long headLow = 0;
        int headGroups = -1;
        int groups = 0;
        int at = from;
        if (bytes[at] == ':') {
            if (bytes[at + 1] != ':') {
                return false;
            }
            headGroups = 0;
            at += 2;
        }
        while (at < to) {
            int groupFrom = at;
            int value = 0;
            int digit;
            while (at < to && (digit = hexDigit(bytes[at])) >= 0) {
                value = value << 4 | digit;
                at++;
            }
            if (at < to && bytes[at] == '.') {
                long ipv4 = ipv4(bytes, groupFrom, to);
                if (ipv4 < 0) {
                    return false;
                }
                high = high << 32 | low >>> 32;
                low = low << 32 | ipv4;
                groups += 2;
                break;
            }
            if (at == groupFrom || at - groupFrom > 4) {
                return false;
            }
            high = high << GROUP_BITS | low >>> (Long.SIZE - GROUP_BITS);
            low = low << GROUP_BITS | value;
            groups++;
            if (at == to) {
                break;
            }
            if (bytes[at] != ':' || ++at == to) {
                return false;
            }
            if (bytes[at] == ':') {
                if (headGroups >= 0) {
                    return false;
                }
                headGroups = groups;
                headHigh = high;
                headLow = low;
                high = 0;
                low = 0;
                at++;
            }
        }
        if (headGroups < 0 ? groups != GROUPS : groups >= GROUPS) {
            return false;
        }
        int headShift = headGroups < 0 ? 0 : GROUP_BITS * (GROUPS - headGroups);
        if (headShift >= Long.SIZE) {
            client.setAddress(high | headLow << headShift, low); // shifts count modulo 64
        } else {
            client.setAddress(high | shiftedHigh(headHigh, headLow, headShift), low | headLow << headShift);
        }
        return true;
    }

    private static long shiftedHigh(long high, long low, int shift) {
        return shift == 0 ? high : high << shift | low >>> (Long.SIZE - shift);
    }

    /** The value of a hexadecimal digit, -1 for any other byte. */
    public static int hexDigit(byte value) {
        if (value >= '0' && value <= '9') {
            return value - '0';
        }
        int lower = value | 0x20;
        return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
    }
}
