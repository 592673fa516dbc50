package io.github.logtraffic.report;

/** How text stands out where colours are allowed, as ANSI "select graphic rendition" codes. */
enum Emphasis {
    NONE(""),
    TITLE("1"),
    HEADING("2"),
    BAR("36"),
    WARNING("33"),
    ALARM("31");

    private final String code;

    Emphasis(String code) {
        this.code = code;
    }

    /** The text, emphasised. Blanks in front and behind are left alone. */
    String of(String text, boolean color) {
        if (!color || this == NONE || text.isBlank()) {
            return text;
        }
        String stripped = text.strip();
        int from = text.indexOf(stripped);
        return text.substring(0, from)
                + "\u001B[" + code + "m" + stripped + "\u001B[0m"
                + text.substring(from + stripped.length());
    }
}
