package io.github.logtraffic.count;

import java.util.Arrays;

/** How long all requests took, in 30 KB from the first duration on. */
public final class DurationSketch {
    private static final long[] NONE = {};

    private long[] counts = NONE;
    private long requests;
    private long totalMicros;
    private long maxMicros;

    /** Nothing was added yet. */
    public DurationSketch() {}

    /** Adds one, in microseconds, not negative. */
    public void add(long micros) {
        if (counts.length == 0) {
            counts = new long[DurationBuckets.COUNT];
        }
        counts[DurationBuckets.of(micros)]++;
        requests++;
        totalMicros = Saturating.sum(totalMicros, micros);
        maxMicros = Math.max(maxMicros, micros);
    }

    void merge(DurationSketch other) {
        if (counts.length < other.counts.length) {
            counts = Arrays.copyOf(counts, other.counts.length);
        }
        for (int i = 0; i < other.counts.length; i++) {
            counts[i] += other.counts[i];
        }
        requests += other.requests;
        totalMicros = Saturating.sum(totalMicros, other.totalMicros);
        maxMicros = Math.max(maxMicros, other.maxMicros);
    }

    /** What was added so far. */
    public DurationCounts counts() {
        int[] all = new int[counts.length];
        Arrays.setAll(all, bucket -> bucket);
        return new DurationCounts(requests, totalMicros, maxMicros, true, all, counts);
    }
}
