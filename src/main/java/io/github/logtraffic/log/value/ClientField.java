package io.github.logtraffic.log.value;

import io.github.logtraffic.log.entry.ClientKey;
import io.github.logtraffic.log.entry.Utf8Text;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Reads a client: an IPv4 or IPv6 address, either with a port, or a name. {@link #readIpv4} knows the most frequent case,
 * {@link #readAny} is the specification.
 */
public final class ClientField {
    private static final int LONGEST_IPV4 = "255.255.255.255 ".length();
    private static final int LONGEST_PORT = 5;
    private static final int LONGEST_OCTET = 3;

    private ClientField() {}

    /**
     * Reads an IPv4 address that is followed by a certain byte, the most frequent case.
     *
     * @return where that byte is; -1 when the range begins with anything else, and the client is undefined
     */
    public static int readIpv4(byte[] bytes, int from, int to, byte stop, ClientKey client) {
        if (to - from <= LONGEST_IPV4) {
            return -1; // too short a line to be an entry; now no octet needs to be checked against its end
        }
        int address = 0;
        int at = from;
        for (int octets = 0; octets < 4; octets++) {
            int octet = bytes[at++] - '0';
            if (octet < 0 || octet > 9) {
                return -1;
            }
            int digit = bytes[at] - '0';
            if (digit >= 0 && digit <= 9) {
                if (octet == 0) {
                    return -1;
                }
                octet = octet * 10 + digit;
                digit = bytes[++at] - '0';
                if (digit >= 0 && digit <= 9) {
                    octet = octet * 10 + digit;
                    at++;
                }
            }
            if (octet > 255 || bytes[at++] != (octets < 3 ? '.' : stop)) {
                return -1;
            }
            address = address << 8 | octet;
        }
        client.setIpv4(address);
        return at - 1;
    }

    /** Whether the range holds an address without a port. */
    public static boolean isAddress(byte[] bytes, int from, int to) {
        return from < to && readAddress(bytes, from, to, new ClientKey());
    }

    /** Reads the client that the range, which is not empty, holds, whatever it is. */
    public static void readAny(byte[] bytes, int from, int to, ClientKey client) {
        if (!readAddressAndPort(bytes, from, to, client)) {
            int hostTo = endOfHost(bytes, from, to);
            readName(bytes, startOfHost(bytes, from, to, hostTo), hostTo, client);
        }
    }

    /**
     * Reads an address, IPv6 either in brackets or not, with or without a port. False when the range holds anything else,
     * or nothing; the client is then unchanged.
     */
    public static boolean readAddressAndPort(byte[] bytes, int from, int to, ClientKey client) {
        if (readAddress(bytes, from, to, client)) {
            return true;
        }
        int hostTo = endOfHost(bytes, from, to);
        return hostTo < to && readAddress(bytes, startOfHost(bytes, from, to, hostTo), hostTo, client);
    }

    /** Where the host ends that has a port or brackets, {@code to} when it has neither. */
    private static int endOfHost(byte[] bytes, int from, int to) {
        boolean isBracketed = from < to && bytes[from] == '[';
        int end = isBracketed ? endOfBracketed(bytes, from, to) : endOfDottedBeforePort(bytes, from, to);
        return end < 0 ? to : end;
    }

    private static int startOfHost(byte[] bytes, int from, int to, int hostTo) {
        return hostTo < to && bytes[from] == '[' ? from + 1 : from;
    }

    private static boolean readAddress(byte[] bytes, int from, int to, ClientKey client) {
        long ipv4 = IpAddresses.ipv4(bytes, from, to);
        if (ipv4 >= 0) {
            client.setIpv4((int) ipv4);
            return true;
        }
        return IpAddresses.readIpv6(bytes, from, to, client);
    }

    /** Where the bracket of {@code [hex:digits]} or {@code [hex:digits]:port} closes, -1 when the range is neither. */
    private static int endOfBracketed(byte[] bytes, int from, int to) {
        int at = from + 1;
        while (at < to && (IpAddresses.hexDigit(bytes[at]) >= 0 || bytes[at] == ':' || bytes[at] == '.')) {
            at++;
        }
        boolean closes = at > from + 1 && at < to && bytes[at] == ']';
        return closes && (at + 1 == to || isPort(bytes, at + 1, to)) ? at : -1;
    }

    /** Where the port of {@code digits.digits.digits.digits:port} begins, -1 when the range is no such thing. */
    private static int endOfDottedBeforePort(byte[] bytes, int from, int to) {
        int at = from;
        for (int group = 0; group < 4; group++) {
            int end = endOfDigits(bytes, at, to);
            if (end == at || end - at > LONGEST_OCTET || end == to || bytes[end] != (group < 3 ? '.' : ':')) {
                return -1;
            }
            at = end + 1;
        }
        return isPort(bytes, at - 1, to) ? at - 1 : -1;
    }

    private static boolean isPort(byte[] bytes, int colon, int to) {
        int length = to - colon - 1;
        return bytes[colon] == ':' && length >= 1 && length <= LONGEST_PORT && endOfDigits(bytes, colon + 1, to) == to;
    }

    private static int endOfDigits(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        return at;
    }

    /** Names in lower case; each byte that is not part of valid UTF-8 is {@code \xHH}. */
    private static void readName(byte[] bytes, int from, int to, ClientKey client) {
        int at = from;
        while (at < to && bytes[at] >= 0 && !(bytes[at] >= 'A' && bytes[at] <= 'Z')) {
            at++;
        }
        if (at == to) {
            client.setName(bytes, from, to);
        } else {
            String lower = Utf8Text.decode(bytes, from, to, valid -> valid.toLowerCase(Locale.ROOT));
            byte[] name = lower.getBytes(StandardCharsets.UTF_8);
            client.setName(name, 0, name.length);
        }
    }
}
