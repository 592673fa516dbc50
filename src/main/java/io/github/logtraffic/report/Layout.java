package io.github.logtraffic.report;

import java.util.ArrayList;
import java.util.List;

/**
 * How texts are laid out for a terminal: lines of a log are cut, sentences are wrapped.
 *
 * @param columns how wide it is, 0 when there is none
 */
record Layout(int columns) {
    private static final int LONGEST_LINE = 160;
    private static final int USUAL_COLUMNS = 80;
    private static final int WIDEST_SENTENCE = 100;
    private static final int LEAST_ROOM = 16;
    private static final String ELLIPSIS = "…";

    /** The beginning of a text, as much as fits behind so many columns. */
    String cut(String text, int indent) {
        return Table.clipped(text, room(columns == 0 ? LONGEST_LINE : columns, indent));
    }

    private static int room(int columns, int indent) {
        return Math.max(LEAST_ROOM, columns - indent);
    }

    /** A text, cut where the terminal ends; whole where there is none. */
    String fit(String text, int indent) {
        return columns == 0 ? text : cut(text, indent);
    }

    /** A text, wrapped where the terminal ends; on one line where there is none. */
    String wrap(String text, int indent) {
        return columns == 0 ? text : paragraph(text, indent);
    }

    /** The words of a text, on as many lines as it takes, each behind so many blanks; without them in front of the first. */
    String paragraph(String text, int indent) {
        int room = room(columns == 0 ? USUAL_COLUMNS : Math.min(columns, WIDEST_SENTENCE), indent);
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (!line.isEmpty() && Table.width(line.toString()) + 1 + Table.width(word) > room) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return String.join("\n" + " ".repeat(indent), lines);
    }

    /**
     * A line, cut where it does not fit, and a mark below one of its characters with a text behind it.
     *
     * @param line the line
     * @param at the index of the character; the line's length or more for the place behind it
     * @param text is wrapped onto lines of its own where it does not fit behind the mark
     * @param indent how many blanks stand in front
     */
    String marked(String line, int at, String text, int indent) {
        int room = room(columns == 0 ? LONGEST_LINE : columns, indent);
        int marked = at < line.length() || line.isEmpty() ? at : line.offsetByCodePoints(line.length(), -1);
        int from = 0;
        if (Table.width(line.substring(0, marked)) >= room - ELLIPSIS.length()) {
            from = marked;
            while (from > 0 && Table.width(line.substring(from, marked)) < room / 2) {
                from = line.offsetByCodePoints(from, -1);
            }
        }
        String before = (from > 0 ? ELLIPSIS : "") + line.substring(from, marked);
        String shown = Table.clipped((from > 0 ? ELLIPSIS : "") + line.substring(from), room);
        int markAt = indent + Table.width(before);
        boolean fits = columns == 0 || markAt + 2 + Table.width(text) <= columns;
        String blanks = " ".repeat(indent);
        return blanks + shown + "\n" + " ".repeat(markAt) + "^"
                + (fits ? " " + text : "\n" + blanks + paragraph(text, indent)) + "\n";
    }
}
