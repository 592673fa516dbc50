package io.github.logtraffic.log.format;

import io.github.logtraffic.log.entry.ClientKey;
import io.github.logtraffic.log.entry.Swar;
import io.github.logtraffic.log.entry.Utf8Text;
import io.github.logtraffic.log.value.AnyTime;
import io.github.logtraffic.log.value.ClfTime;
import io.github.logtraffic.log.value.ClientField;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a line that names its values by keys, and which of the values that count are not found by them: what a user
 * has to be told whose log has other keys than the usual ones.
 *
 * @param language {@code json} or {@code ltsv}
 * @param keys the first keys of the line, with a dot where one leads into an object
 * @param missing which of client, time and status none of the keys that a format knows gives
 * @param option what to give as {@code --log-format}: for each missing field the key whose value looks like it, {@code
 *     KEY} where none does
 */
public record LineKeys(String language, List<String> keys, List<String> missing, String option) {
    private static final int MOST_KEYS = 100;
    private static final int LONGEST_KEY = 64;
    private static final int MOST_DEPTH = 4;
    private static final int SHORTEST_TIME = 10;
    private static final int STATUS_DIGITS = 3;
    private static final List<String> ESSENTIAL = List.of(FieldNames.CLIENT, FieldNames.TIME, FieldNames.STATUS);

    /** What the names of keys hold that users are likely to have given to a field. */
    private static final Map<String, List<String>> LIKELY = Map.of(
            FieldNames.CLIENT, List.of("client", "remote", "src", "source", "ip", "addr", "peer"),
            FieldNames.TIME, List.of("time", "ts", "date", "sec", "@"),
            FieldNames.STATUS, List.of("status", "code", "response"));

    /** Keeps copies. */
    public LineKeys {
        keys = List.copyOf(keys);
        missing = List.copyOf(missing);
    }

    /**
     * The keys of a line.
     *
     * @param format the format that the line is to be read in; null for the usual keys
     * @return null when the line has none, or when the format has nothing to do with keys
     */
    public static @Nullable LineKeys of(@Nullable LogFormat format, byte[] bytes, int from, int to) {
        if ((format != null && !(format instanceof KeyedFormat)) || LinePrefix.of(bytes, from, to) != null) {
            return null;
        }
        Map<String, String> values = new LinkedHashMap<>();
        boolean isJson = from < to && bytes[from] == '{';
        boolean isRead = isJson ? object("", bytes, from + 1, to, 1, values) >= 0 : labels(bytes, from, to, values);
        return isRead && !values.isEmpty() ? of(format, isJson, values) : null;
    }

    private static LineKeys of(@Nullable LogFormat format, boolean isJson, Map<String, String> values) {
        KeyMap map = format instanceof KeyedFormat keyed ? keyed.map : usual(isJson);
        List<String> missing = new ArrayList<>();
        for (String field : ESSENTIAL) {
            boolean isFound = map.keys(field).stream().anyMatch(key -> isReadable(field, values.get(key)));
            if (!isFound) {
                missing.add(field);
            }
        }
        String language = isJson ? "json" : "ltsv";
        StringJoiner option = new StringJoiner(",", language + ":", "");
        missing.forEach(field -> option.add(field + "=" + guess(field, values)));
        return new LineKeys(language, new ArrayList<>(values.keySet()), missing, option.toString());
    }

    private static KeyMap usual(boolean isJson) {
        try {
            return KeyMap.parse(isJson ? KnownFormats.NGINX_KEYS : KnownFormats.LTSV_KEYS);
        } catch (FormatSyntaxException e) {
            throw new IllegalStateException(e); // the known formats are made of them
        }
    }

    /** Puts the labels of a line and their values into the map; whether the line consists of such. */
    private static boolean labels(byte[] bytes, int from, int to, Map<String, String> values) {
        int count = 0;
        for (int at = from; at < to; count++) {
            int end = Swar.indexOf(bytes, at, to, (byte) '\t');
            int colon = Swar.indexOf(bytes, at, end, (byte) ':');
            if (colon == end || colon == at || Swar.indexOf(bytes, at, colon, (byte) ' ') < colon) {
                return false;
            }
            put(text(bytes, at, colon), text(bytes, colon + 1, end), values);
            at = end + 1;
        }
        return count > 1;
    }

    /** Puts the keys of an object that begins before {@code from} into the map; where it ends, -1 when it does not. */
    private static int object(String path, byte[] bytes, int from, int to, int depth, Map<String, String> values) {
        int at = skipBlanks(bytes, from, to);
        while (at < to && bytes[at] == '"') {
            int keyTo = JsonText.endOfString(bytes, at + 1, to);
            int colon = skipBlanks(bytes, keyTo + 1, to);
            int value = skipBlanks(bytes, colon + 1, to);
            if (value >= to || bytes[colon] != ':') {
                return -1;
            }
            String key = path + text(bytes, at + 1, keyTo).replace(".", "\\.");
            int end = value(key, bytes, value, to, depth, values);
            at = end < 0 ? to : skipBlanks(bytes, end, to);
            if (at < to && bytes[at] == ',') {
                at = skipBlanks(bytes, at + 1, to);
            }
        }
        return at < to && bytes[at] == '}' ? at + 1 : -1;
    }

    private static int value(String key, byte[] bytes, int from, int to, int depth, Map<String, String> values) {
        if (bytes[from] == '"') {
            int quote = JsonText.endOfString(bytes, from + 1, to);
            put(key, text(bytes, from + 1, Math.min(quote, to)), values);
            return quote < to ? quote + 1 : -1;
        }
        if (bytes[from] == '{' && depth < MOST_DEPTH) {
            return object(key + ".", bytes, from + 1, to, depth + 1, values);
        }
        int end = endOfValue(bytes, from, to);
        put(key, text(bytes, from, Math.max(from, end)), values);
        return end;
    }

    /** Where a number, a word, or what is in brackets ends; -1 when it does not. */
    private static int endOfValue(byte[] bytes, int from, int to) {
        int depth = 0;
        int at = from;
        while (at < to) {
            byte c = bytes[at];
            boolean closes = c == '}' || c == ']';
            if (depth == 0 && (closes || c == ',')) {
                return at;
            }
            depth += c == '{' || c == '[' ? 1 : closes ? -1 : 0;
            at = c == '"' ? JsonText.endOfString(bytes, at + 1, to) + 1 : at + 1;
        }
        return -1;
    }

    private static int skipBlanks(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && (bytes[at] == ' ' || bytes[at] == '\t')) {
            at++;
        }
        return at;
    }

    private static void put(String key, String value, Map<String, String> values) {
        if (values.size() < MOST_KEYS) {
            values.putIfAbsent(key, value);
        }
    }

    private static String text(byte[] bytes, int from, int to) {
        return Utf8Text.decode(bytes, from, Math.min(to, from + LONGEST_KEY), UnaryOperator.identity());
    }

    /** The key of the value that looks like a field, rather one whose name does so too. */
    private static String guess(String field, Map<String, String> values) {
        String found = "KEY";
        boolean isLikely = false;
        for (Map.Entry<String, String> value : values.entrySet()) {
            if (!isLikely && isWritable(value.getKey()) && isLike(field, value.getValue())) {
                isLikely = isLikelyName(field, value.getKey());
                found = isLikely || found.equals("KEY") ? value.getKey() : found;
            }
        }
        return found;
    }

    private static boolean isLikelyName(String field, String key) {
        String name = key.toLowerCase(Locale.ROOT);
        return LIKELY.getOrDefault(field, List.of()).stream().anyMatch(name::contains);
    }

    /** Whether a key can stand in an option as it is, and in a shell between single quotes. */
    private static boolean isWritable(String key) {
        return key.length() < LONGEST_KEY && key.chars().allMatch(c -> c > ' ' && c < 0x7F && "',=|\"".indexOf(c) < 0);
    }

    private static boolean isReadable(String field, @Nullable String value) {
        if (value == null || value.isEmpty() || value.equals("-")) {
            return false;
        }
        return field.equals(FieldNames.CLIENT) || isLike(field, value);
    }

    private static boolean isLike(String field, String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        return switch (field) {
            case FieldNames.TIME ->
                bytes.length >= SHORTEST_TIME && new AnyTime().parse(bytes, 0, bytes.length) != ClfTime.INVALID;
            case FieldNames.STATUS ->
                bytes.length == STATUS_DIGITS && value.chars().allMatch(c -> c >= '0' && c <= '9');
            default -> ClientField.readAddressAndPort(bytes, 0, bytes.length, new ClientKey());
        };
    }
}
