package io.github.logtraffic.log.value;

import io.github.logtraffic.log.entry.ClientKey;

/**
 * One element of {@code Forwarded}, what one proxy wrote: {@code for=192.0.2.60;proto=http;by=203.0.113.43}. The grammar is
 * RFC 7239's, section 4, with three differences: blanks may stand around pairs, names and values; a value without quotes may
 * hold what RFC 9110 allows in quotes only, such as an IPv6 address; and a value in quotes may hold neither a quote nor a
 * backslash. With the latter it would depend on the log's way of escaping where the value ends, and an attacker who has a
 * say in it (a {@code Host} that the proxy repeats) could smuggle in pairs and elements. An element with such a value is
 * unreadable.
 */
final class ForwardedElement {
    private ForwardedElement() {}

    /** Where the element begins that ends at {@code end}: behind the nearest comma outside quotes. */
    static int start(byte[] bytes, int from, int end) {
        boolean isQuoted = false;
        int start = end;
        while (start > from && (isQuoted || bytes[start - 1] != ',')) {
            start--;
            if (bytes[start] == '"' || isEscapedQuote(bytes, start, end)) {
                isQuoted = !isQuoted;
            }
        }
        return start;
    }

    /** Reads the address that {@code for} names. False, and the client unchanged, when it names none or several. */
    static boolean read(byte[] bytes, int from, int to, ClientKey client) {
        int nodeFrom = -1;
        int nodeTo = -1;
        int at = from;
        while (at < to) {
            int equals = endOfName(bytes, at, to);
            if (equals < to && bytes[equals] == '=') {
                int end = endOfValue(bytes, equals + 1, to);
                boolean isNode = isFor(bytes, at, equals);
                if (end < 0 || (isNode && nodeFrom >= 0)) {
                    return false;
                }
                nodeFrom = isNode ? equals + 1 : nodeFrom;
                nodeTo = isNode ? end : nodeTo;
                at = end + 1;
            } else if (Blanks.areAll(bytes, at, equals) && (equals == to || bytes[equals] == ';')) {
                at = equals + 1;
            } else {
                return false;
            }
        }
        return nodeFrom >= 0 && readNode(bytes, nodeFrom, nodeTo, client);
    }

    private static int endOfName(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] != '=' && bytes[at] != ';' && !isReserved(bytes[at])) {
            at++;
        }
        return at;
    }

    private static boolean isReserved(byte value) {
        return value == ',' || value == '"' || value == '\\';
    }

    /** The semicolon behind a value, or {@code to}; -1 when the value is neither without quotes nor between two. */
    private static int endOfValue(byte[] bytes, int from, int to) {
        int quote = quoteLength(bytes, from, to);
        int at = from + quote;
        if (quote > 0) {
            while (at < to && bytes[at] != '"' && bytes[at] != '\\') {
                at++;
            }
            if (quoteLength(bytes, at, to) != quote) {
                return -1;
            }
            at += quote;
            while (at < to && Blanks.isBlank(bytes[at])) {
                at++;
            }
        } else {
            while (at < to && bytes[at] != ';' && !isReserved(bytes[at])) {
                at++;
            }
        }
        return at == to || bytes[at] == ';' ? at : -1;
    }

    private static boolean isFor(byte[] bytes, int from, int to) {
        int start = startOfText(bytes, from, to);
        int end = endOfText(bytes, start, to);
        return end - start == 3
                && (bytes[start] | 0x20) == 'f'
                && (bytes[start + 1] | 0x20) == 'o'
                && (bytes[start + 2] | 0x20) == 'r';
    }

    /** Reads an address with blanks, quotes, brackets and a port or without; false, and the client unchanged, if none. */
    static boolean readNode(byte[] bytes, int from, int to, ClientKey client) {
        int start = startOfText(bytes, from, to);
        int end = endOfText(bytes, start, to);
        int quote = quoteLength(bytes, start, end);
        boolean isQuoted = quote > 0 && end - start >= 2 * quote && quoteLength(bytes, end - quote, end) == quote;
        return isQuoted
                ? ClientField.readAddressAndPort(bytes, start + quote, end - quote, client)
                : ClientField.readAddressAndPort(bytes, start, end, client);
    }

    private static int startOfText(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && Blanks.isBlank(bytes[at])) {
            at++;
        }
        return at;
    }

    private static int endOfText(byte[] bytes, int from, int to) {
        int at = to;
        while (at > from && Blanks.isBlank(bytes[at - 1])) {
            at--;
        }
        return at;
    }

    /** How many bytes the quote takes that stands there: {@code "}, {@code \"} or {@code \x22}; 0 when none does. */
    private static int quoteLength(byte[] bytes, int at, int to) {
        if (at < to && bytes[at] == '"') {
            return 1;
        }
        if (at + 1 < to && bytes[at] == '\\' && bytes[at + 1] == '"') {
            return 2;
        }
        return isEscapedQuote(bytes, at, to) ? 4 : 0;
    }

    private static boolean isEscapedQuote(byte[] bytes, int at, int to) {
        return at + 3 < to && bytes[at] == '\\' && bytes[at + 1] == 'x' && bytes[at + 2] == '2' && bytes[at + 3] == '2';
    }
}
