package io.github.logtraffic.traffic.balance;

import java.util.List;

/** How many requests each backend had in its busiest window of time, and how evenly windows were spread. */
final class WindowPeaks {
    private static final long MICROS_PER_SECOND = 1_000_000;

    private final int seconds;
    private final double[] fairShare;
    private final double[] perFairShare;
    private final long[] counts;
    private final long[] most;
    private final long[] mostIn;
    private long window = Long.MIN_VALUE;
    private long requests;
    private long requestsInAll;
    private double variation;

    /** @param seconds how long windows are; they begin at multiples of that since 1970 */
    WindowPeaks(int seconds, List<Backend> backends) {
        this.seconds = seconds;
        double total = backends.stream().mapToInt(Backend::weight).sum();
        this.fairShare = backends.stream()
                .mapToDouble(backend -> backend.weight() / total)
                .toArray();
        this.perFairShare = backends.stream()
                .mapToDouble(backend -> total / backend.weight())
                .toArray();
        this.counts = new long[fairShare.length];
        this.most = new long[fairShare.length];
        this.mostIn = new long[fairShare.length];
    }

    /** Counts a request; times never go back. */
    void add(int backend, long nowMicros) {
        long now = Math.floorDiv(nowMicros, seconds * MICROS_PER_SECOND);
        if (now != window) {
            finish();
            window = now;
        }
        counts[backend]++;
        requests++;
    }

    /** Closes the last window. */
    void finish() {
        double squares = 0;
        double scale = requests == 0 ? 0 : 1.0 / requests;
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > most[i]) {
                most[i] = counts[i];
                mostIn[i] = window;
            }
            double difference = counts[i] * scale - fairShare[i];
            squares += difference * difference * perFairShare[i];
            counts[i] = 0;
        }
        variation += requests * Math.sqrt(squares);
        requestsInAll += requests;
        requests = 0;
    }

    /** The busiest window of a backend, the earliest of equals. */
    Peak peak(int backend) {
        return new Peak(most[backend], most[backend] == 0 ? 0 : mostIn[backend] * seconds);
    }

    /**
     * The coefficient of variation over backends of what each got of its fair share in a window, by weight; the mean over
     * all requests of that of their windows.
     */
    double variation() {
        return requestsInAll == 0 ? 0 : variation / requestsInAll;
    }
}
