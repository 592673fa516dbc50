package io.github.logtraffic.log.value;

/** White space in log lines: the six bytes that C's {@code isspace} names. */
public final class Blanks {
    private Blanks() {}

    /** Whether the byte is white space. */
    public static boolean isBlank(byte value) {
        return value == ' ' || (value >= '\t' && value <= '\r');
    }

    /** Whether the range holds nothing but white space. */
    public static boolean areAll(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && isBlank(bytes[at])) {
            at++;
        }
        return at == to;
    }

    /** The index of the first white space of the range, or {@code to}. */
    public static int endOfWord(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && !isBlank(bytes[at])) {
            at++;
        }
        return at;
    }
}
