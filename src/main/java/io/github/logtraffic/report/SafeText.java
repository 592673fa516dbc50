package io.github.logtraffic.report;

import java.util.Locale;

/** Makes what a log says harmless for terminals, and visible. */
public final class SafeText {
    private SafeText() {}

    /**
     * The text with every character that is not shown as itself replaced by its number: {@code \xHH} below 256, {@code
     * \}{@code u{HHHH}} above. These are controls, line and paragraph separators, format characters (among them those that
     * turn the direction of writing), and code points that are not characters.
     */
    public static String visible(String text) {
        if (text.codePoints().noneMatch(SafeText::isHidden)) {
            return text;
        }
        StringBuilder visible = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(point -> {
            if (!isHidden(point)) {
                visible.appendCodePoint(point);
            } else {
                visible.append(String.format(Locale.ROOT, point < 0x100 ? "\\x%02X" : "\\u{%X}", point));
            }
        });
        return visible.toString();
    }

    /** Whether a character is not shown as itself. */
    static boolean isHidden(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
