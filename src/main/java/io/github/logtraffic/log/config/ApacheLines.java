package io.github.logtraffic.log.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Splits Apache's configuration into directives as {@code ap_cfg_getline} and {@code ap_getword_conf} do. */
final class ApacheLines {
    /** A directive with its arguments as they were written; continued lines are one. */
    record Line(String text, Place place) {}

    private final Path file;
    private final String text;
    private int at;
    private int number;

    ApacheLines(Path file, String text) {
        this.file = file;
        this.text = text;
    }

    /** The next line that is neither blank nor a comment; null at the end of the file. */
    @Nullable
    Line next() {
        while (at < text.length()) {
            Place place = new Place(file, number + 1);
            String line = joined().strip();
            if (!line.isEmpty() && line.charAt(0) != '#') {
                return new Line(line, place);
            }
        }
        return null;
    }

    private String joined() {
        StringBuilder line = new StringBuilder();
        boolean continued = true;
        while (continued && at < text.length()) {
            int newline = text.indexOf('\n', at);
            int next = newline < 0 ? text.length() : newline + 1;
            int end = newline < 0 ? next : newline;
            end -= end > at && text.charAt(end - 1) == '\r' ? 1 : 0;
            continued = end > at && text.charAt(end - 1) == '\\';
            line.append(text, at, continued ? end - 1 : end);
            at = next;
            number++;
        }
        return line.toString();
    }

    /** The words of a line. A backslash escapes itself and, within quotes, the quote; a quote may be left open. */
    static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < line.length(); ) {
            char c = line.charAt(i);
            if (Character.isWhitespace(c)) {
                i++;
                continue;
            }
            boolean quoted = c == '"' || c == '\'';
            StringBuilder word = new StringBuilder();
            i += quoted ? 1 : 0;
            while (i < line.length() && (quoted ? line.charAt(i) != c : !Character.isWhitespace(line.charAt(i)))) {
                i += isEscape(line, i, quoted ? c : '\\') ? 1 : 0;
                word.append(line.charAt(i++));
            }
            i += quoted ? 1 : 0;
            words.add(word.toString());
        }
        return words;
    }

    private static boolean isEscape(String line, int at, char quote) {
        return line.charAt(at) == '\\'
                && at + 1 < line.length()
                && (line.charAt(at + 1) == '\\' || line.charAt(at + 1) == quote);
    }
}
