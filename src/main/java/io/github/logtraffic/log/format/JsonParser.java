package io.github.logtraffic.log.format;

import io.github.logtraffic.log.entry.AccessLogEntry;
import io.github.logtraffic.log.entry.Swar;
import org.jspecify.annotations.Nullable;

/**
 * Reads lines of one JSON object each: looks up its keys, and skips the values of those that nobody wants without looking
 * inside. It is as strict as it takes to find the values, and no stricter: an object must be closed, strings must end.
 */
final class JsonParser implements LineParser {
    private static final int FAILED = -1;

    private final KeyTable keys;
    private final KeyValues values;
    private int failedAt;

    JsonParser(KeyMap map, EntryPlan plan) {
        keys = map.table(plan);
        values = new KeyValues(map, plan);
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
        while (at < to && bytes[at] == '"') {
            int keyTo = JsonText.endOfString(bytes, at + 1, to);
            int colon = skipBlanks(bytes, keyTo + 1, to);
            if (colon >= to || bytes[colon] != ':') {
                failedAt = at;
                return FAILED;
            }
            int value = skipBlanks(bytes, colon + 1, to);
            int end = member(table.find(bytes, at + 1, keyTo), bytes, value, to);
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
    private int member(KeyTable.@Nullable Key key, byte[] bytes, int from, int to) {
        if (key == null || from >= to) {
            return skipValue(bytes, from, to);
        }
        if (bytes[from] == '{' && key.inner != null) {
            return object(key.inner, bytes, from + 1, to);
        }
        if (!values.wants(key)) {
            return skipValue(bytes, from, to);
        }
        if (bytes[from] == '[') {
            int end = skipValue(bytes, from, to);
            if (end != FAILED) {
                array(key, bytes, skipBlanks(bytes, from + 1, end), end - 1);
            }
            return end;
        }
        return scalar(key, bytes, from, to);
    }

    /**
     * Headers that may come several times are arrays. Several strings are one, with commas between them, as RFC 9110 has it
     * in section 5.3: of addresses the last one counts, and the first may be an attacker's.
     */
    private void array(KeyTable.Key key, byte[] bytes, int from, int to) {
        int room = values.values().take(to - from);
        byte[] joined = values.values().room();
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

    private int scalar(KeyTable.Key key, byte[] bytes, int from, int to) {
        if (bytes[from] == '"') {
            int end = JsonText.endOfString(bytes, from + 1, to);
            if (end >= to) {
                failedAt = from;
                return FAILED;
            }
            string(key, bytes, from + 1, end);
            return end + 1;
        }
        int end = skipValue(bytes, from, to);
        boolean isValue = end != FAILED && bytes[from] != '{' && bytes[from] != '[' && bytes[from] != 'n';
        if (isValue) {
            values.take(key, bytes, from, end);
        }
        return end;
    }

    private void string(KeyTable.Key key, byte[] bytes, int from, int to) {
        if (Swar.indexOf(bytes, from, to, (byte) '\\') == to) {
            values.take(key, bytes, from, to);
        } else {
            int room = values.values().take(to - from);
            byte[] unescaped = values.values().room();
            values.take(key, unescaped, room, JsonText.unescape(bytes, from, to, unescaped, room));
        }
    }

    /** Where the value ends; {@link #FAILED} when it does not. Of objects and arrays only strings and brackets are seen. */
    private int skipValue(byte[] bytes, int from, int to) {
        int depth = 0;
        int at = from;
        while (at < to) {
            byte value = bytes[at];
            if (value == '"') {
                at = JsonText.endOfString(bytes, at + 1, to);
            } else if (value == '{' || value == '[') {
                depth++;
            } else if (value == '}' || value == ']') {
                if (depth == 0) {
                    return at > from ? at : failed(at);
                }
                depth--;
            } else if (depth == 0 && (value == ',' || value == ' ' || value == '\t')) {
                return at > from ? at : failed(at);
            }
            at++;
            if (depth == 0 && (value == '"' || value == '}' || value == ']')) {
                return at <= to ? at : failed(from);
            }
        }
        return failed(from);
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
    public boolean isExact(byte[] bytes, int from, int to) {
        return parse(bytes, from, to, new AccessLogEntry(values.values().slots())) == null && values.hasRequest();
    }

    @Override
    public void assumeTime(long epochMicros) {
        values.values().assumeTime(epochMicros);
    }

    @Override
    public int failedAt() {
        return failedAt;
    }

    @Override
    public String expected() {
        return "a JSON object with a time and a status";
    }
}
