package io.github.logtraffic.log.format;

import io.github.logtraffic.log.entry.AccessLogEntry;
import io.github.logtraffic.log.entry.Swar;
import org.jspecify.annotations.Nullable;

/**
 * Reads lines of one JSON object each: looks up its keys, and skips the values of those that nobody wants without looking
 * inside. It is as strict as it takes to find the values, and no stricter: an object must be closed, strings must end.
 */
final class JsonParser extends KeyedParser {
    private static final int FAILED = -1;
    private static final int CASE = 0x20; // the bit that tells braces from brackets

    JsonParser(KeyMap map, EntryPlan plan) {
        super(new KeyTable("\"", "\":"), map, plan);
    }

    @Override
    public @Nullable MalformedReason parse(byte[] bytes, int from, int to, AccessLogEntry entry) {
        values.begin(entry);
        failedAt = from;
        int at = skipBlanks(bytes, from, to);
        int end = at < to && bytes[at] == '{' ? object(keys, bytes, at + 1, to) : FAILED;
        if (end == FAILED || skipBlanks(bytes, end, to) < to) {
            failedAt = Math.max(failedAt, end);
            return MalformedReason.SHAPE;
        }
        failedAt = to;
        return values.finish();
    }

    /** Reads the members of an object; where it ends, behind its brace. The recursion is as deep as the table. */
    private int object(KeyTable table, byte[] bytes, int from, int to) {
        int at = skipBlanks(bytes, from, to);
        if (at < to && bytes[at] == '}') {
            return at + 1;
        }
        KeyTable.Key key = table.start();
        while (at < to && bytes[at] == '"') {
            int value;
            if (key.next.isAt(bytes, at, to)) {
                key = key.next;
                value = at + key.length;
            } else {
                int keyTo = JsonText.endOfString(bytes, at + 1, to);
                int colon = skipBlanks(bytes, keyTo + 1, to);
                if (colon >= to || bytes[colon] != ':') {
                    failedAt = at;
                    return FAILED;
                }
                key = table.find(key, bytes, at + 1, keyTo);
                value = colon + 1;
            }
            int end = member(key, bytes, skipBlanks(bytes, value, to), to);
            if (end == FAILED) {
                return FAILED;
            }
            end = skipBlanks(bytes, end, to);
            if (end < to && bytes[end] == '}') {
                return end + 1;
            }
            at = end < to && bytes[end] == ',' ? skipBlanks(bytes, end + 1, to) : to;
        }
        failedAt = Math.max(failedAt, Math.min(at, to));
        return FAILED;
    }

    /** Reads the value of a key; where it ends. */
    private int member(KeyTable.Key key, byte[] bytes, int from, int to) {
        if (from < to && bytes[from] == '"') {
            return string(key, bytes, from + 1, to);
        }
        if (from < to && bytes[from] == '{' && key.inner != null) {
            return object(key.inner, bytes, from + 1, to);
        }
        int end = skipValue(bytes, from, to);
        if (end != FAILED && values.wants(key)) {
            if (bytes[from] == '[') {
                array(key, bytes, skipBlanks(bytes, from + 1, end), end - 1);
            } else if (bytes[from] != '{' && bytes[from] != 'n') { // neither an object nor null
                values.take(key, bytes, from, end);
            }
        }
        return end;
    }

    private int string(KeyTable.Key key, byte[] bytes, int from, int to) {
        int end = Swar.indexOfEither(bytes, from, to, (byte) '"', (byte) '\\');
        if (end < to && bytes[end] == '"') {
            values.take(key, bytes, from, end);
            return end + 1;
        }
        end = JsonText.endOfString(bytes, end, to);
        if (end >= to) {
            return failed(from - 1);
        }
        if (values.wants(key)) {
            int room = values.room(end - from);
            byte[] unescaped = values.room();
            values.take(key, unescaped, room, JsonText.unescape(bytes, from, end, unescaped, room));
        }
        return end + 1;
    }

    /**
     * Headers that may come several times are arrays. Several strings are one, with commas between them, as RFC 9110 has it
     * in section 5.3: of addresses the last one counts, and the first may be an attacker's.
     */
    private void array(KeyTable.Key key, byte[] bytes, int from, int to) {
        int room = values.room(to - from);
        byte[] joined = values.room();
        int end = room;
        int at = from;
        while (at < to && bytes[at] == '"') {
            int quote = JsonText.endOfString(bytes, at + 1, to);
            if (at > from) {
                joined[end++] = ',';
                joined[end++] = ' ';
            }
            end = JsonText.unescape(bytes, at + 1, Math.min(quote, to), joined, end);
            int comma = skipBlanks(bytes, quote + 1, to);
            at = comma < to && bytes[comma] == ',' ? skipBlanks(bytes, comma + 1, to) : to;
        }
        if (end > room) {
            values.take(key, joined, room, end);
        }
    }

    /** Where the value ends; {@link #FAILED} when it does not. */
    private int skipValue(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && isOfNumber(bytes[at])) {
            at++; // most values that are not quoted are numbers
        }
        while (at < to) {
            switch (bytes[at]) {
                case '"' -> {
                    int quote = JsonText.endOfString(bytes, at + 1, to);
                    return quote < to ? quote + 1 : failed(from);
                }
                case '{', '[' -> {
                    int end = endOfBracketed(bytes, at + 1, to);
                    return end <= to ? end : failed(from);
                }
                case '}', ']', ',', ' ', '\t' -> {
                    return at > from ? at : failed(at);
                }
                default -> at++;
            }
        }
        return failed(from);
    }

    private static boolean isOfNumber(byte value) {
        return value >= '-' && value <= '9';
    }

    /** Where an object or array ends, whose opening bracket stands before the range; more than {@code to} when it does not. */
    private static int endOfBracketed(byte[] bytes, int from, int to) {
        int depth = 1;
        int at = from;
        while (at < to) {
            int value = bytes[at++];
            if (value == '"') {
                at = JsonText.endOfString(bytes, at, to) + 1;
            } else if ((value | CASE) == '{') {
                depth++;
            } else if ((value | CASE) == '}') {
                depth--;
                if (depth == 0) {
                    return at;
                }
            }
        }
        return to + 1;
    }

    private int failed(int at) {
        failedAt = at;
        return FAILED;
    }

    private static int skipBlanks(byte[] bytes, int from, int to) {
        if (from < to && bytes[from] > ' ') {
            return from; // servers write none
        }
        int at = from;
        while (at < to && (bytes[at] == ' ' || bytes[at] == '\t')) {
            at++;
        }
        return at;
    }

    @Override
    public String expected() {
        return "a JSON object with a time and a status";
    }
}
