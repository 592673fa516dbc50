package io.github.logtraffic.log.filter;

import java.nio.charset.StandardCharsets;

/** Whether a text matches. A test may remember what it saw; each thread has its own, see {@link #forThread}. */
abstract sealed class TextTest permits SubstringTest, GlobTest, RegexTest, RememberingTest {
    /** Whether the range matches. */
    abstract boolean matches(byte[] bytes, int from, int to);

    /** The same test, for one thread. */
    TextTest forThread() {
        return this;
    }

    /** Like {@link #whole}; {@code *text*} is what a substring is, which is found sooner. */
    static TextTest glob(String text, boolean ignoresCase) {
        String inner = text.length() > 2 && text.startsWith("*") && text.endsWith("*")
                ? text.substring(1, text.length() - 1)
                : "*";
        return inner.indexOf('*') >= 0 || inner.indexOf('?') >= 0
                ? whole(text, ignoresCase)
                : new SubstringTest(inner.getBytes(StandardCharsets.UTF_8), ignoresCase);
    }

    /** Whether the whole text is like this, in which {@code *} stands for any bytes and {@code ?} for one. */
    static TextTest whole(String text, boolean ignoresCase) {
        return new GlobTest(text.getBytes(StandardCharsets.UTF_8), ignoresCase);
    }

    /** A letter of ASCII as a small one, any other byte as it is. */
    static byte lower(byte value) {
        return value >= 'A' && value <= 'Z' ? (byte) (value | 0x20) : value;
    }

    /** A copy with the letters of ASCII as small ones. */
    static byte[] lower(byte[] text) {
        byte[] lower = new byte[text.length];
        for (int i = 0; i < text.length; i++) {
            lower[i] = lower(text[i]);
        }
        return lower;
    }
}
