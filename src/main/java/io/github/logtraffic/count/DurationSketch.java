package io.github.logtraffic.count;

import java.util.Arrays;

/** How long all requests took, in 30 KB from the first duration on. */
final class DurationSketch {
    private static final long[] NONE = {};

    private long[] counts = NONE;
    private long requests;
    private long totalMicros;
    private long maxMicros;

    void add(long micros) {
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

    DurationCounts counts() {
        int[] all = new int[counts.length];
        Arrays.setAll(all, bucket -> bucket);
        return new DurationCounts(requests, totalMicros, maxMicros, true, all, counts);
    }
}
