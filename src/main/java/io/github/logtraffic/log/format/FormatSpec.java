package io.github.logtraffic.log.format;

import io.github.logtraffic.log.entry.Swar;
import io.github.logtraffic.log.format.FormatElement.Field;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a known format is made of. Making a format takes a while, so a spec can tell of most lines that they are not in
 * its format without making it.
 */
sealed interface FormatSpec {
    /** Makes the format, under this name. */
    LogFormat make(String name);

    /**
     * Whether a parser of the format may be able to read a line. False is certain: no parser of it would. True says only that
     * it is worth a try.
     *
     * @param header what the comments before the line said
     * @param bytes holds the line
     * @param from where the line begins, behind a prefix if it has one
     * @param to where it ends, without its line end
     */
    boolean mayRead(Header header, byte[] bytes, int from, int to);

    /** See {@link LogFormat#hasHeader}. */
    default boolean hasHeader() {
        return false;
    }

    /**
     * Values with literal text between them.
     *
     * @param sign what every line of the format shows
     * @param leading what a line begins with that is exactly in the format
     * @param text the values and the text, in nginx's language
     * @param more what may follow, if only in part, in a line that is exactly in the format
     * @param isClosed whether nothing else may stand behind
     */
    record Text(LineSign sign, Leading leading, String text, String more, boolean isClosed) implements FormatSpec {
        @Override
        public LogFormat make(String name) {
            try {
                List<FormatElement> elements = NginxFormat.parse(text + more);
                int fields = (int) NginxFormat.parse(text).stream()
                        .filter(Field.class::isInstance)
                        .count();
                return new TextFormat(name, elements, fields, leading, isClosed, true);
            } catch (FormatSyntaxException e) {
                throw new IllegalStateException(e); // a test reads a line of every known format
            }
        }

        @Override
        public boolean mayRead(Header header, byte[] bytes, int from, int to) {
            return sign.isIn(bytes, from, to);
        }
    }

    /**
     * The extended log file format.
     *
     * @param columns the columns of a log that does not say, a date and a time first
     * @param mark a column that tells this dialect from others; empty for none
     */
    record W3c(String columns, String mark) implements FormatSpec {
        @Override
        public LogFormat make(String name) {
            return new W3cFormat(name, List.of(columns.split(" ", -1)), mark);
        }

        @Override
        public boolean mayRead(Header header, byte[] bytes, int from, int to) {
            return header.columns().isEmpty()
                    ? LineSign.ISO_TIME_FIRST.isIn(bytes, from, to)
                    : mark.isEmpty() || header.columns().contains(mark);
        }

        @Override
        public boolean hasHeader() {
            return true;
        }
    }

    /**
     * One JSON object a line.
     *
     * @param keys see {@link KeyMap}; the status is one of the fields, and its keys hold no escaped dots
     */
    record Json(String keys) implements FormatSpec {
        @Override
        public LogFormat make(String name) {
            return new JsonFormat(name, keyMap(keys));
        }

        @Override
        public boolean mayRead(Header header, byte[] bytes, int from, int to) {
            if (!LineSign.JSON_OBJECT.isIn(bytes, from, to)) {
                return false;
            }
            for (String path : statusKeys(keys)) {
                if (contains(bytes, from, to, '"' + path.substring(path.lastIndexOf('.') + 1) + '"')) {
                    return true;
                }
            }
            return false;
        }
    }

    /**
     * Labeled tab-separated values.
     *
     * @param keys see {@link KeyMap}; the status is one of the fields
     */
    record Ltsv(String keys) implements FormatSpec {
        @Override
        public LogFormat make(String name) {
            return new LtsvFormat(name, keyMap(keys));
        }

        @Override
        public boolean mayRead(Header header, byte[] bytes, int from, int to) {
            for (String label : statusKeys(keys)) {
                if (contains(bytes, from, to, label + ':')) {
                    return true;
                }
            }
            return false;
        }
    }

    private static KeyMap keyMap(String keys) {
        try {
            return KeyMap.parse(keys);
        } catch (FormatSyntaxException e) {
            throw new IllegalStateException(e); // a test reads a line of every known format
        }
    }

    /** The keys of the status, without which no line is an entry. */
    private static List<String> statusKeys(String keys) {
        String begin = ',' + FieldNames.STATUS + '=';
        int from = keys.indexOf(begin) + begin.length();
        int comma = keys.indexOf(',', from);
        return List.of(keys.substring(from, comma < 0 ? keys.length() : comma).split("\\|", -1));
    }

    private static boolean contains(byte[] bytes, int from, int to, String text) {
        byte[] sought = text.getBytes(StandardCharsets.UTF_8);
        int last = to - sought.length;
        int at = Swar.indexOf(bytes, from, to, sought[0]);
        while (at <= last && !isAt(bytes, at, sought)) {
            at = Swar.indexOf(bytes, at + 1, to, sought[0]);
        }
        return at <= last;
    }

    private static boolean isAt(byte[] bytes, int at, byte[] sought) {
        for (int i = 1; i < sought.length; i++) {
            if (bytes[at + i] != sought[i]) {
                return false;
            }
        }
        return true;
    }
}
