package io.github.logtraffic.log.filter;

import java.nio.charset.StandardCharsets;

/** What names are to be like, with {@code *} for any characters and {@code ?} for one. */
public final class Glob {
    private final GlobTest test;

    /** @param typed the pattern, of ASCII */
    public Glob(String typed) {
        test = new GlobTest(typed.getBytes(StandardCharsets.US_ASCII), false);
    }

    /** Whether a whole name is like it, which takes no longer than both are long, multiplied. */
    public boolean matches(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        return test.matches(bytes, 0, bytes.length);
    }
}
