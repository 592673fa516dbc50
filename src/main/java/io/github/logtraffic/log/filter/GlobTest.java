package io.github.logtraffic.log.filter;

/**
 * Whether a text as a whole is like a pattern, in which {@code *} stands for any bytes and {@code ?} for one.
 *
 * <p>Only the last {@code *} is ever tried again, each time one byte further: the time is at most the length of the text
 * times that of the pattern.
 */
final class GlobTest extends TextTest {
    private final byte[] pattern;
    private final boolean ignoresCase;

    /**
     * @param ignoresCase whether letters of ASCII match both of their cases
     */
    GlobTest(byte[] pattern, boolean ignoresCase) {
        this.pattern = ignoresCase ? lower(pattern) : pattern.clone();
        this.ignoresCase = ignoresCase;
    }

    @Override
    boolean matches(byte[] bytes, int from, int to) {
        int at = from;
        int next = 0;
        int star = -1;
        int starTo = from;
        while (at < to) {
            byte wanted = next < pattern.length ? pattern[next] : 0;
            if (next < pattern.length && wanted == '*') {
                star = next++;
                starTo = at;
            } else if (next < pattern.length && (wanted == '?' || wanted == folded(bytes[at]))) {
                next++;
                at++;
            } else if (star >= 0) {
                next = star + 1;
                at = ++starTo;
            } else {
                return false;
            }
        }
        while (next < pattern.length && pattern[next] == '*') {
            next++;
        }
        return next == pattern.length;
    }

    private byte folded(byte value) {
        return ignoresCase ? lower(value) : value;
    }
}
