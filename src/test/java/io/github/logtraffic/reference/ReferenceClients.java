package io.github.logtraffic.reference;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Canonical names of clients and their order, by lists of numbers and regular expressions. */
public final class ReferenceClients {
    private static final Pattern WITH_PORT =
            Pattern.compile("([0-9]{1,3}(?:\\.[0-9]{1,3}){3}):[0-9]{1,5}|\\[([0-9a-f:.]+)\\](?::[0-9]{1,5})?");
    private static final Pattern OCTET = Pattern.compile("0|[1-9][0-9]{0,2}");
    private static final Pattern GROUP = Pattern.compile("[0-9a-f]{1,4}");
    private static final BigInteger IPV4_MAPPED = BigInteger.valueOf(0xFFFFL << 32);

    /** Stands for a byte that is not UTF-8 while text is put in lower case; no UTF-8 decodes to it. */
    private static final int LONE_SURROGATES = 0xDC00;

    private ReferenceClients() {}

    /** The name under which a client counts; the text has one character for each byte. */
    public static String canonical(String text) {
        String lower = escaped(decoded(text).toLowerCase(Locale.ROOT));
        Matcher port = WITH_PORT.matcher(lower);
        if (port.matches()) {
            lower = port.group(1) != null ? port.group(1) : port.group(2);
        }
        BigInteger address = address(lower);
        return address == null ? lower : written(address);
    }

    /** IPv4 by number, IPv6 by number, names by their bytes. */
    public static Comparator<String> order() {
        return Comparator.<String>comparingInt(name -> address(name) == null ? 2 : name.contains(":") ? 1 : 0)
                .thenComparing(name -> address(name), Comparator.nullsFirst(Comparator.naturalOrder()))
                .thenComparing(name -> name.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);
    }

    /** Whether a text in lower case is an IPv4 or an IPv6 address. */
    public static boolean isAddress(String text) {
        return address(text) != null;
    }

    private static String decoded(String text) {
        StringBuilder unicode = new StringBuilder();
        for (int at = 0; at < text.length(); ) {
            int length = 4;
            while (length > 0 && !isOneCharacter(text, at, length)) {
                length--;
            }
            if (length == 0) {
                unicode.append((char) (LONE_SURROGATES + text.charAt(at)));
                at++;
            } else {
                unicode.append(new String(Latin1.bytes(text.substring(at, at + length)), StandardCharsets.UTF_8));
                at += length;
            }
        }
        return unicode.toString();
    }

    private static boolean isOneCharacter(String text, int at, int length) {
        if (at + length > text.length()) {
            return false;
        }
        byte[] bytes = Latin1.bytes(text.substring(at, at + length));
        String one = new String(bytes, StandardCharsets.UTF_8);
        return one.codePointCount(0, one.length()) == 1 && Arrays.equals(one.getBytes(StandardCharsets.UTF_8), bytes);
    }

    private static String escaped(String text) {
        return text.codePoints()
                .mapToObj(c -> c >= LONE_SURROGATES && c < LONE_SURROGATES + 256
                        ? String.format("\\x%02X", c - LONE_SURROGATES)
                        : Character.toString(c))
                .collect(Collectors.joining());
    }

    /** The 128 bits of an IPv6 address, or of the one that maps an IPv4 address; null when the text is neither. */
    static @Nullable BigInteger address(String text) {
        List<Integer> groups = text.contains(":") ? ipv6(text) : ipv4(text);
        if (groups == null) {
            return null;
        }
        BigInteger address = BigInteger.ZERO;
        for (int group : groups) {
            address = address.shiftLeft(16).add(BigInteger.valueOf(group));
        }
        return text.contains(":") ? address : address.add(IPV4_MAPPED);
    }

    private static @Nullable List<Integer> ipv4(String text) {
        List<Integer> octets = new ArrayList<>();
        for (String octet : text.split("\\.", -1)) {
            if (!OCTET.matcher(octet).matches() || Integer.parseInt(octet) > 255) {
                return null;
            }
            octets.add(Integer.parseInt(octet));
        }
        return octets.size() == 4
                ? List.of(octets.get(0) << 8 | octets.get(1), octets.get(2) << 8 | octets.get(3))
                : null;
    }

    private static @Nullable List<Integer> ipv6(String text) {
        String[] halves = text.split("::", -1);
        List<Integer> head = groups(halves[0], halves.length == 1);
        if (halves.length == 1) {
            return head != null && head.size() == 8 ? head : null;
        }
        List<Integer> tail = groups(halves[1], true);
        if (halves.length > 2 || head == null || tail == null || head.size() + tail.size() > 7) {
            return null;
        }
        List<Integer> all = new ArrayList<>(head);
        all.addAll(Collections.nCopies(8 - head.size() - tail.size(), 0));
        all.addAll(tail);
        return all;
    }

    private static @Nullable List<Integer> groups(String text, boolean mayEndInIpv4) {
        List<Integer> groups = new ArrayList<>();
        String[] parts = text.isEmpty() ? new String[0] : text.split(":", -1);
        for (int i = 0; i < parts.length; i++) {
            List<Integer> ipv4 = mayEndInIpv4 && i == parts.length - 1 ? ipv4(parts[i]) : null;
            if (ipv4 != null) {
                groups.addAll(ipv4);
            } else if (GROUP.matcher(parts[i]).matches()) {
                groups.add(Integer.parseInt(parts[i], 16));
            } else {
                return null;
            }
        }
        return groups;
    }

    private static String written(BigInteger address) {
        List<Integer> groups = new ArrayList<>();
        for (int shift = 112; shift >= 0; shift -= 16) {
            groups.add(address.shiftRight(shift).intValue() & 0xFFFF);
        }
        if (address.shiftRight(32).equals(IPV4_MAPPED.shiftRight(32))) {
            int ipv4 = address.intValue();
            return (ipv4 >>> 24) + "." + (ipv4 >>> 16 & 255) + "." + (ipv4 >>> 8 & 255) + "." + (ipv4 & 255);
        }
        String full = groups.stream().map(Integer::toHexString).collect(Collectors.joining(":"));
        for (int zeros = 8; zeros > 1; zeros--) {
            String run = String.join(":", Collections.nCopies(zeros, "0"));
            Matcher longest = Pattern.compile("(?:^|:)" + run + "(?:$|:)").matcher(full);
            if (longest.find()) {
                return full.substring(0, longest.start()) + "::" + full.substring(longest.end());
            }
        }
        return full;
    }
}
