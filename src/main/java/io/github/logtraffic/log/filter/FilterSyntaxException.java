package io.github.logtraffic.log.filter;

/** A value of a filter that cannot be used; the message says what was expected and where something else stands. */
public final class FilterSyntaxException extends Exception {
    private static final long serialVersionUID = 1;

    /**
     * @param expected what was expected, for the user
     * @param typed what stands there
     * @param at where that begins in what the user typed, in characters from 0
     */
    FilterSyntaxException(String expected, String typed, int at) {
        super(expected + "; "
                + (typed.isEmpty()
                        ? "there is nothing at character " + (at + 1)
                        : "'" + typed + "' at character " + (at + 1) + " is none"));
    }

    /**
     * @param message what is wrong and where, for the user
     */
    FilterSyntaxException(String message) {
        super(message);
    }
}
