package io.github.logtraffic.reference;

import java.util.Random;

/** Runs a check with one source of randomness after the other, and says which of them it failed with. */
public final class Seeds {
    private Seeds() {}

    /** What is checked with each seed. */
    @FunctionalInterface
    public interface Check {
        /** Fails, or throws whatever the code under test threw. */
        void run(Random random) throws Exception;
    }

    /** Runs the check with the seeds from 0 to {@code count - 1}. */
    public static void each(int count, Check check) {
        for (int seed = 0; seed < count; seed++) {
            try {
                check.run(new Random(seed));
            } catch (Exception | AssertionError e) { // thrown on, with the seed that it takes to see it again
                throw new AssertionError("with seed " + seed + ": " + e.getMessage(), e);
            }
        }
    }
}
