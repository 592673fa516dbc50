package io.github.logtraffic.count;

/** Sums that stop at {@link Long#MAX_VALUE}: a log may claim any sizes. */
final class Saturating {
    private Saturating() {}

    /** The sum of two numbers that are not negative. */
    static long sum(long one, long other) {
        long sum = one + other;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }
}
