package io.github.logtraffic.log.format;

import io.github.logtraffic.log.value.IpAddresses;

/** The text of JSON strings (RFC 8259, section 7). */
final class JsonText {
    private static final int ESCAPE_DIGITS = 4;

    private JsonText() {}

    /** The index of the quote that ends a string whose text begins at {@code from}, or at least {@code to}. */
    static int endOfString(byte[] bytes, int from, int to) {
        return CommonLogSteps.closingQuote(bytes, Math.min(from, to), to);
    }

    /**
     * Resolves the escapes of a string's text. What is no escape stays as it is; half of a surrogate pair becomes three
     * bytes that are no UTF-8.
     *
     * @param room takes the text, from {@code at} on; it is never longer than with its escapes
     * @return where the text ends there
     */
    static int unescape(byte[] bytes, int from, int to, byte[] room, int at) {
        int end = at;
        int i = from;
        while (i < to) {
            int unit = bytes[i] == '\\' ? codeUnit(bytes, i, to) : -1;
            if (unit >= 0) {
                i += 2 + ESCAPE_DIGITS;
                int low = Character.isHighSurrogate((char) unit) ? codeUnit(bytes, i, to) : -1;
                boolean isPair = low >= 0 && Character.isLowSurrogate((char) low);
                i += isPair ? 2 + ESCAPE_DIGITS : 0;
                end = putUtf8(isPair ? Character.toCodePoint((char) unit, (char) low) : unit, room, end);
            } else if (bytes[i] == '\\' && i + 1 < to && isEscaped(bytes[i + 1])) {
                room[end++] = unescaped(bytes[i + 1]);
                i += 2;
            } else {
                room[end++] = bytes[i++];
            }
        }
        return end;
    }

    /** Anything else behind a backslash is none of JSON's escapes: nginx's {@code \\x22}, say, which stays as it is. */
    private static boolean isEscaped(byte value) {
        return value == '"' || value == '\\' || value == '/' || unescaped(value) != value;
    }

    private static byte unescaped(byte escaped) {
        return switch (escaped) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            default -> escaped;
        };
    }

    /** The number of an escape of a backslash, a {@code u} and four hexadecimal digits, -1 when there is none. */
    private static int codeUnit(byte[] bytes, int from, int to) {
        if (to - from < 2 + ESCAPE_DIGITS || bytes[from] != '\\' || bytes[from + 1] != 'u') {
            return -1;
        }
        int unit = 0;
        for (int at = from + 2; at < from + 2 + ESCAPE_DIGITS; at++) {
            int digit = IpAddresses.hexDigit(bytes[at]);
            if (digit < 0) {
                return -1;
            }
            unit = (unit << 4) + digit;
        }
        return unit;
    }

    private static int putUtf8(int codePoint, byte[] room, int at) {
        int end = at;
        if (codePoint < 0x80) {
            room[end++] = (byte) codePoint;
        } else if (codePoint < 0x800) {
            room[end++] = (byte) (0xC0 | (codePoint >> 6));
            room[end++] = following(codePoint);
        } else if (codePoint < 0x10000) {
            room[end++] = (byte) (0xE0 | (codePoint >> 12));
            room[end++] = following(codePoint >> 6);
            room[end++] = following(codePoint);
        } else {
            room[end++] = (byte) (0xF0 | (codePoint >> 18));
            room[end++] = following(codePoint >> 12);
            room[end++] = following(codePoint >> 6);
            room[end++] = following(codePoint);
        }
        return end;
    }

    private static byte following(int bits) {
        return (byte) (0x80 | (bits & 0x3F));
    }
}
