package io.github.logtraffic.traffic.replay;

import org.HdrHistogram.Histogram;

/** Keeps lengths of time to three digits, up to an hour; longer ones as an hour. */
final class LatencyRecorder {
    private static final long HOUR_MICROS = 3_600_000_000L;
    private static final int DIGITS = 3;
    private static final int NANOS_PER_MICRO = 1_000;

    private final Histogram histogram = new Histogram(HOUR_MICROS, DIGITS);

    void add(long nanos) {
        histogram.recordValue(Math.max(0, Math.min(nanos / NANOS_PER_MICRO, HOUR_MICROS)));
    }

    void addAll(LatencyRecorder other) {
        histogram.add(other.histogram);
    }

    Latencies latencies() {
        return new Latencies(histogram.copy());
    }
}
