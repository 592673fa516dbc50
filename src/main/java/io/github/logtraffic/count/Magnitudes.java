package io.github.logtraffic.count;

/** How much memory rows take by how heavy they are, to find the lightest that take so much together. */
final class Magnitudes {
    private static final int OF_DOUBLE = 8;
    private static final int COUNT = Long.SIZE * OF_DOUBLE;

    private final long[] taken = new long[COUNT];

    void add(long weight, long memory) {
        taken[of(weight)] += memory;
    }

    /** The magnitude up to which all together take that much, or all if they take less. */
    int upTo(long wanted) {
        int last = -1;
        for (long sum = 0; last < COUNT - 1 && sum < wanted; ) {
            sum += taken[++last];
        }
        return last;
    }

    /** A logarithm that grows by {@value #OF_DOUBLE} from a number to its double. */
    static int of(long positive) {
        int log2 = Long.SIZE - 1 - Long.numberOfLeadingZeros(positive);
        double fraction = (double) (positive - (1L << log2)) / (1L << log2);
        return log2 * OF_DOUBLE + (int) (fraction * OF_DOUBLE);
    }
}
