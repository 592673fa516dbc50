package io.github.logtraffic.log.filter;

import java.util.Arrays;

/**
 * Remembers what another test said of texts that were seen lately: paths and user agents repeat, and a regular expression
 * takes a microsecond and more. Holds at most a few hundred kilobytes, whatever the log holds.
 */
final class RememberingTest extends TextTest {
    private static final int SLOTS = 1 << 10;
    private static final int LONGEST = 256;
    private static final byte[] NOTHING = {};

    private final TextTest test;
    private final byte[][] texts = new byte[SLOTS][];
    private final boolean[] answers = new boolean[SLOTS];

    RememberingTest(TextTest test) {
        this.test = test;
        Arrays.fill(texts, NOTHING);
    }

    @Override
    boolean matches(byte[] bytes, int from, int to) {
        if (to - from > LONGEST || to == from) {
            return test.matches(bytes, from, to);
        }
        int slot = slot(bytes, from, to);
        byte[] text = texts[slot];
        if (!Arrays.equals(text, 0, text.length, bytes, from, to)) {
            texts[slot] = Arrays.copyOfRange(bytes, from, to);
            answers[slot] = test.matches(bytes, from, to);
        }
        return answers[slot];
    }

    private static int slot(byte[] bytes, int from, int to) {
        int hash = 0;
        for (int at = from; at < to; at++) {
            hash = hash * 31 + bytes[at];
        }
        int mixed = hash * 0x9E3779B9; // Fibonacci hashing: the highest bits depend on all
        return mixed >>> (Integer.SIZE - Integer.numberOfTrailingZeros(SLOTS));
    }
}
