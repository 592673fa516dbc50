package io.github.logtraffic.traffic.emit;

import java.util.Locale;

/** A configuration while it is written, which both nginx and HAProxy have in lines, with comments behind {@code #}. */
final class ConfigText {
    private static final int COLUMNS = 116;

    /** nginx refuses a line of comment that its buffer of 4,096 bytes cannot hold; a character takes at most 4. */
    private static final int LONGEST_WORD = 400;

    private final StringBuilder text = new StringBuilder();

    /** Adds a comment, in as many lines as it takes; lines that follow are indented as the first one is. */
    ConfigText comment(String comment) {
        String visible = visible(comment);
        String indent = " ".repeat(visible.length() - visible.stripLeading().length());
        StringBuilder line = new StringBuilder("#");
        for (String word : visible.strip().split(" +", -1)) {
            if (line.length() > 1 && line.length() + 1 + word.length() > COLUMNS) {
                line(line.toString());
                line = new StringBuilder("#");
            }
            line.append(line.length() == 1 ? " " + indent : " ").append(cut(word));
        }
        return line(line.toString());
    }

    private static String cut(String word) {
        int end = word.offsetByCodePoints(0, Math.min(LONGEST_WORD, word.codePointCount(0, word.length())));
        return end == word.length() ? word : word.substring(0, end) + "…";
    }

    /** Adds a line of configuration. */
    ConfigText line(String line) {
        if (line.chars().anyMatch(c -> c < ' ')) {
            throw new IllegalArgumentException("a line of configuration holds control characters");
        }
        text.append(line).append('\n');
        return this;
    }

    ConfigText blank() {
        text.append('\n');
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }

    /** {@code 1 client}, {@code 1,234 clients}. */
    static String count(long count, String what) {
        return number(count) + " " + what + (count == 1 ? "" : "s");
    }

    static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f%%", share * 100);
    }

    /** The text with every character that is not shown as itself replaced by its number. */
    private static String visible(String text) {
        StringBuilder visible = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            switch (Character.getType(point)) {
                case Character.CONTROL,
                        Character.FORMAT,
                        Character.SURROGATE,
                        Character.PRIVATE_USE,
                        Character.UNASSIGNED,
                        Character.LINE_SEPARATOR,
                        Character.PARAGRAPH_SEPARATOR -> visible.append(String.format(Locale.ROOT, "\\u{%X}", point));
                default -> visible.appendCodePoint(point);
            }
        });
        return visible.toString();
    }
}
