package io.github.logtraffic.count;

import java.util.Arrays;

/**
 * How long some requests took. Their number, sum and longest are exact; percentiles are by nearest rank and at most {@link
 * #ERROR} off.
 */
public final class DurationCounts {
    /** How far a percentile may be off, as a part of it. */
    public static final double ERROR = DurationBuckets.ERROR;

    private static final int MOST_BUCKETS = 1 << 12;

    private final long requests;
    private final long totalMicros;
    private final long maxMicros;
    private final boolean hasPercentiles;

    /** In the order of their durations. */
    private final int[] buckets;

    private final long[] counts;

    /**
     * @param hasPercentiles whether the buckets are known
     * @param buckets those that hold anything, in any order
     * @param counts the requests in each
     */
    DurationCounts(
            long requests, long totalMicros, long maxMicros, boolean hasPercentiles, int[] buckets, long[] counts) {
        this.requests = requests;
        this.totalMicros = totalMicros;
        this.maxMicros = maxMicros;
        this.hasPercentiles = hasPercentiles;
        this.buckets = new int[buckets.length];
        this.counts = new long[buckets.length];
        long[] order = new long[buckets.length];
        for (int i = 0; i < order.length; i++) {
            order[i] = (long) buckets[i] * MOST_BUCKETS + i;
        }
        Arrays.sort(order);
        for (int i = 0; i < order.length; i++) {
            this.buckets[i] = (int) (order[i] / MOST_BUCKETS);
            this.counts[i] = counts[(int) (order[i] % MOST_BUCKETS)];
        }
    }

    /** Takes a bucket. */
    @FunctionalInterface
    interface BucketVisitor {
        /** Takes a bucket, which holds so many requests. */
        void visit(int bucket, long requests);
    }

    /** Shows all buckets that hold anything, the shortest durations first; none without percentiles. */
    void forEachBucket(BucketVisitor visitor) {
        for (int i = 0; i < buckets.length; i++) {
            if (counts[i] > 0) {
                visitor.visit(buckets[i], counts[i]);
            }
        }
    }

    /** How many requests took longer, as far as buckets tell; 0 without percentiles. */
    public long longerThan(long micros) {
        int last = DurationBuckets.of(micros);
        long longer = 0;
        for (int i = 0; i < buckets.length; i++) {
            longer += buckets[i] > last ? counts[i] : 0;
        }
        return longer;
    }

    /** How many requests had a duration. */
    public long requests() {
        return requests;
    }

    /** All of them together, in microseconds; at most {@link Long#MAX_VALUE}. */
    public long totalMicros() {
        return totalMicros;
    }

    /** The longest, in microseconds. */
    public long maxMicros() {
        return maxMicros;
    }

    /** Whether percentiles are known: not when memory was too short to keep them. */
    public boolean hasPercentiles() {
        return hasPercentiles;
    }

    /**
     * So many of a hundred requests took no longer; in microseconds.
     *
     * @param percent 1 to 99
     */
    public long percentile(int percent) {
        long rank = requests / 100 * percent + (requests % 100 * percent + 99) / 100;
        long seen = 0;
        for (int i = 0; i < buckets.length; i++) {
            seen += counts[i];
            if (seen >= rank) {
                return Math.min(DurationBuckets.middle(buckets[i]), maxMicros);
            }
        }
        return maxMicros;
    }
}
