package io.github.logtraffic.traffic.limit;

/** Finds the busiest second, the earliest of equals, of requests some of which begin later than they come. */
final class RequestsPerSecond {
    /** Whoever waits longer, 18 hours, is counted as if it did not wait that long. */
    private static final int MOST_SECONDS = 1 << 16;

    /** The requests of a second, from the current one to {@link #last}, each in the place that its lowest bits name. */
    private int[] counts = new int[4];

    private long current = Long.MIN_VALUE;
    private long last = Long.MIN_VALUE;
    private long peak;
    private long peakSecond;

    /**
     * Counts a request.
     *
     * @param now the second in which it comes; an earlier one than before is taken for that one
     * @param begins the second in which it begins, not before it comes
     */
    void add(long now, long begins) {
        if (now > current) {
            closeUntil(now);
            current = now;
        }
        long second = Math.min(Math.max(begins, current), current + MOST_SECONDS - 1);
        while (second - current >= counts.length) {
            grow();
        }
        last = Math.max(last, second);
        counts[(int) second & (counts.length - 1)]++;
    }

    private void closeUntil(long end) {
        for (long second = current; second <= last && second < end; second++) {
            int at = (int) second & (counts.length - 1);
            if (counts[at] > peak) {
                peak = counts[at];
                peakSecond = second;
            }
            counts[at] = 0;
        }
    }

    private void grow() {
        int[] shorter = counts;
        counts = new int[2 * shorter.length];
        for (long second = current; second <= last; second++) {
            counts[(int) second & (counts.length - 1)] = shorter[(int) second & (shorter.length - 1)];
        }
    }

    /** Takes all seconds into account; nothing may be added any more. */
    void close() {
        if (last >= current) {
            closeUntil(last + 1);
        }
    }

    /** The requests of the busiest second, 0 without any. */
    long peak() {
        return peak;
    }

    /** When that was, in seconds since 1970. */
    long peakSecond() {
        return peakSecond;
    }
}
