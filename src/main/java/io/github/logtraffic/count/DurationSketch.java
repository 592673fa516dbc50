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

    void write(PackedOutput out) {
        out.number(requests);
        if (requests > 0) {
            out.number(totalMicros);
            out.number(maxMicros);
            counts().forEachBucket((bucket, inIt) -> {
                out.number(bucket);
                out.number(inIt);
            });
        }
    }

    /** Reads one, of at most so many requests. */
    static DurationSketch read(PackedInput in, long mostRequests) throws TallyFormException {
        DurationSketch read = new DurationSketch();
        read.requests = in.number(0, mostRequests);
        if (read.requests > 0) {
            read.totalMicros = in.number(0, Long.MAX_VALUE);
            read.maxMicros = in.number(0, read.totalMicros);
            read.counts = new long[DurationBuckets.COUNT];
            for (long left = read.requests; left > 0; ) {
                int bucket = (int) in.number(0, DurationBuckets.COUNT - 1L);
                long inIt = in.number(1, left);
                read.counts[bucket] += inIt;
                left -= inIt;
            }
        }
        return read;
    }

    /** What was added so far. */
    public DurationCounts counts() {
        int[] all = new int[counts.length];
        Arrays.setAll(all, bucket -> bucket);
        return new DurationCounts(requests, totalMicros, maxMicros, true, all, counts);
    }
}
