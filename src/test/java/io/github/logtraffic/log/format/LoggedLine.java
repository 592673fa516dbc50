package io.github.logtraffic.log.format;

import java.util.Map;

/**
 * A line of a log.
 *
 * @param format the format string that it is in
 * @param text the line
 * @param values what was written for each field
 */
record LoggedLine(String format, String text, Map<LoggedField, String> values) {
    /** Whether Apache wrote it, otherwise nginx did. */
    boolean isApache() {
        return format.indexOf('%') >= 0;
    }

    /** Whether quotes tell where the request ends. */
    boolean isRequestQuoted() {
        return format.contains("\"%r\"") || format.contains("\"%m") || format.contains("\"$request");
    }

    /** What was written for the first of the directives that the format has, empty when it has none. */
    String written(String... directives) {
        for (String directive : directives) {
            for (Map.Entry<LoggedField, String> value : values.entrySet()) {
                if (value.getKey().written().equals(directive)) {
                    return value.getValue();
                }
            }
        }
        return "";
    }

    /** The status as written. */
    String status() {
        return written("%>s", "%s", "%<s", "$status");
    }

    /** The request line as written, empty when its parts stand apart. */
    String request() {
        return written("%r", "$request");
    }

    @Override
    public String toString() {
        return text + " in " + format;
    }
}
