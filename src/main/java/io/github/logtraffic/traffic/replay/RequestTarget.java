package io.github.logtraffic.traffic.replay;

import java.util.Arrays;
import java.util.HexFormat;

/** Request targets: from what a log shows to what the client had sent. */
public final class RequestTarget {
    /** Longer ones are not sent; what servers take at most as a line, usually. */
    public static final int MOST_BYTES = 8_192;

    private static final byte[] NONE = {};

    private RequestTarget() {}

    /**
     * The bytes that a client had sent, of a text in a log. nginx and Apache write quotes, backslashes and bytes that are not
     * printable as {@code \"}, <code>\\</code> and {@code \xHH}. What is no such escape stays as it is, since other servers
     * escape nothing; a target of theirs that looks like one is taken for it.
     */
    static byte[] unescaped(byte[] bytes, int from, int to) {
        byte[] sent = new byte[to - from];
        int length = 0;
        for (int at = from; at < to; at++) {
            int next = at + 1 < to ? bytes[at + 1] : 0;
            if (bytes[at] != '\\') {
                sent[length++] = bytes[at];
            } else if (next == 'x' && at + 3 < to && isHex(bytes[at + 2]) && isHex(bytes[at + 3])) {
                sent[length++] =
                        (byte) (HexFormat.fromHexDigit(bytes[at + 2]) << 4 | HexFormat.fromHexDigit(bytes[at + 3]));
                at += 3;
            } else {
                byte named = named(next);
                sent[length++] = named == 0 ? (byte) '\\' : named;
                at += named == 0 ? 0 : 1;
            }
        }
        return length == sent.length ? sent : Arrays.copyOf(sent, length);
    }

    /** With escapes such as {@code %6C} undone, as servers do; the same array when there are none. */
    static byte[] percentDecoded(byte[] bytes) {
        byte[] decoded = new byte[bytes.length];
        int end = 0;
        for (int at = 0; at < bytes.length; at++) {
            boolean isEscape =
                    bytes[at] == '%' && at + 2 < bytes.length && isHex(bytes[at + 1]) && isHex(bytes[at + 2]);
            decoded[end++] = isEscape
                    ? (byte) (HexFormat.fromHexDigit(bytes[at + 1]) << 4 | HexFormat.fromHexDigit(bytes[at + 2]))
                    : bytes[at];
            at += isEscape ? 2 : 0;
        }
        return end == bytes.length ? bytes : Arrays.copyOf(decoded, end);
    }

    private static boolean isHex(byte digit) {
        return HexFormat.isHexDigit(digit);
    }

    /** What a backslash and a letter stand for in Apache's logs, 0 when they are no escape. */
    private static byte named(int letter) {
        return switch (letter) {
            case '"', '\\' -> (byte) letter;
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'v' -> 0x0B;
            default -> 0;
        };
    }

    /**
     * The target as it is sent to a server that is no proxy: that of {@code http://host/path} begins behind the host, lest a
     * server were asked to fetch from another one. Empty when it is no target, or holds what would end a line.
     */
    static byte[] originForm(byte[] target) {
        for (byte value : target) {
            if (value == '\r' || value == '\n' || value == 0) {
                return NONE;
            }
        }
        if (target.length > 0 && target[0] == '/') {
            return target;
        }
        int host = startsWith(target, "http://") ? 7 : startsWith(target, "https://") ? 8 : target.length;
        int path = host;
        while (path < target.length && target[path] != '/' && target[path] != '?') {
            path++;
        }
        if (path == host) {
            return NONE; // neither a path nor a host
        }
        boolean hasPath = path < target.length && target[path] == '/';
        byte[] rest = new byte[target.length - path + (hasPath ? 0 : 1)];
        rest[0] = '/';
        System.arraycopy(target, path, rest, hasPath ? 0 : 1, target.length - path);
        return rest;
    }

    private static boolean startsWith(byte[] target, String scheme) {
        for (int i = 0; i < scheme.length(); i++) {
            if (i >= target.length || (target[i] | 0x20) != (scheme.charAt(i) | 0x20)) {
                return false;
            }
        }
        return true;
    }

    /** How long the part before the query is. */
    static int pathLength(byte[] target) {
        int length = 0;
        while (length < target.length && target[length] != '?') {
            length++;
        }
        return length;
    }

    /** Where the query begins, behind its question mark; the length when there is none. */
    static int queryFrom(byte[] target) {
        for (int at = 0; at < target.length; at++) {
            if (target[at] == '?') {
                return at + 1;
            }
        }
        return target.length;
    }
}
