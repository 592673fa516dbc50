package io.github.logtraffic.log.format;

/** A format string is not understood; the message says what and where, and what was expected. */
public final class FormatSyntaxException extends Exception {
    private static final long serialVersionUID = 1;

    private static final int LONGEST_FOUND = 40;

    private final String found;
    private final int column;
    private final String problem;

    /**
     * @param found what was not understood; in the message it is cut when it is long
     * @param column where it begins, from 1
     * @param problem the rest of the sentence that begins with it: {@code is no LogFormat directive}
     */
    FormatSyntaxException(String found, int column, String problem) {
        super(shortened(found) + " at column " + column + " " + problem);
        this.found = found;
        this.column = column;
        this.problem = problem;
    }

    /** Where what was not understood begins, from 1. */
    public int column() {
        return column;
    }

    /** The same in a longer text. */
    FormatSyntaxException movedTo(int newColumn) {
        return new FormatSyntaxException(found, newColumn, problem);
    }

    private static String shortened(String found) {
        return found.length() <= LONGEST_FOUND ? found : found.substring(0, LONGEST_FOUND) + "…";
    }
}
