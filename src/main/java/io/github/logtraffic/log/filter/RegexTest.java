package io.github.logtraffic.log.filter;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.nio.charset.StandardCharsets;

/**
 * Whether a regular expression matches anywhere in a text, in time linear in its length.
 *
 * <p>The text is decoded first. RE2/J would read bytes too, but takes a byte that is not UTF-8 for the beginning of a
 * longer character and skips what follows: an attacker could hide a path behind one byte.
 */
final class RegexTest extends TextTest {
    private final Pattern pattern;

    private RegexTest(Pattern pattern) {
        this.pattern = pattern;
    }

    /**
     * @param expression in the syntax of RE2
     * @param ignoresCase whether letters match both of their cases
     * @throws FilterSyntaxException when it is no regular expression
     */
    static RegexTest compile(String expression, boolean ignoresCase) throws FilterSyntaxException {
        try {
            return new RegexTest(Pattern.compile(expression, ignoresCase ? Pattern.CASE_INSENSITIVE : 0));
        } catch (StackOverflowError e) { // the parser calls itself for each bracket
            throw new FilterSyntaxException(
                    "expected a regular expression of RE2 behind '~'; this one is nested too deeply");
        } catch (PatternSyntaxException e) {
            String where = e.getPattern();
            boolean isPart = where != null && !where.isEmpty() && !where.equals(expression);
            int at = isPart ? expression.indexOf(where) : -1;
            throw new FilterSyntaxException("expected a regular expression of RE2 behind '~'; " + e.getDescription()
                    + (isPart ? ": '" + where + "'" : "")
                    + (at >= 0 ? " at character " + (at + 1) + " of it" : ""));
        }
    }

    @Override
    boolean matches(byte[] bytes, int from, int to) {
        return pattern.matcher(new String(bytes, from, to - from, StandardCharsets.UTF_8))
                .find();
    }

    /** Expressions take long, and texts repeat. */
    @Override
    TextTest forThread() {
        return new RememberingTest(this);
    }
}
