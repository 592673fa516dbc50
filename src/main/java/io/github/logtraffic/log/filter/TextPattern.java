package io.github.logtraffic.log.filter;

import java.nio.charset.StandardCharsets;

/**
 * What a text is to be like, as it is typed: a substring; with {@code *} or {@code ?} in it the whole text, in which they
 * stand for any bytes and for one; behind {@code ~} a regular expression that matches anywhere; {@code -} alone is the
 * text that is absent. A {@code !} in front of any of them negates.
 */
final class TextPattern {
    private static final int COST_OF_REGEX = 100;

    private final boolean isNegated;
    private final boolean isOfAbsent;
    private final TextTest test;

    private TextPattern(boolean isNegated, boolean isOfAbsent, TextTest test) {
        this.isNegated = isNegated;
        this.isOfAbsent = isOfAbsent;
        this.test = test;
    }

    /**
     * Reads a pattern.
     *
     * @param ignoresCase whether letters match both of their cases: those of ASCII, and in a regular expression all
     * @throws FilterSyntaxException when it is none
     */
    static TextPattern parse(String typed, boolean ignoresCase) throws FilterSyntaxException {
        boolean isNegated = typed.startsWith("!");
        String text = isNegated ? typed.substring(1) : typed;
        return new TextPattern(isNegated, text.equals("-"), test(text, typed, ignoresCase));
    }

    private static TextTest test(String text, String typed, boolean ignoresCase) throws FilterSyntaxException {
        if (text.isEmpty() || text.equals("~")) {
            throw new FilterSyntaxException(
                    "expected a text, a glob with * or ?, or a regular expression behind '~', each maybe behind '!'"
                            + (typed.isEmpty() ? "" : "; there is nothing behind '" + typed + "'"));
        }
        if (text.startsWith("~")) {
            return RegexTest.compile(text.substring(1), ignoresCase);
        }
        return text.indexOf('*') >= 0 || text.indexOf('?') >= 0
                ? TextTest.glob(text, ignoresCase)
                : new SubstringTest(text.getBytes(StandardCharsets.UTF_8), ignoresCase);
    }

    /** A word, which the text must be as a whole and in any case; maybe a glob or behind {@code ~}. */
    static TextPattern parseWord(ValueList.Part part) throws FilterSyntaxException {
        String text = part.text();
        if (text.isEmpty()) {
            throw new FilterSyntaxException(
                    "expected methods such as GET,POST, each maybe behind '!'", text, part.at());
        }
        TextTest test = text.startsWith("~") ? test(text, text, true) : TextTest.whole(text, true);
        return new TextPattern(part.isNegated(), text.equals("-"), test);
    }

    boolean isNegated() {
        return isNegated;
    }

    /** Whether it is the pattern of a text that is not there. */
    boolean isOfAbsent() {
        return isOfAbsent;
    }

    int cost() {
        return test instanceof RegexTest ? COST_OF_REGEX : 1;
    }

    /** A test for one thread. */
    TextTest newTest() {
        return test.forThread();
    }
}
