package io.github.logtraffic.traffic.limit;

import io.github.logtraffic.count.DurationCounts;
import io.github.logtraffic.count.DurationSketch;

/** What one setting did to all requests. */
final class SettingTally {
    private static final int SECOND_MICROS = 1_000_000;
    private static final int MILLI_MICROS = 1_000;

    private final DurationSketch delays = new DurationSketch();
    private final RequestsPerSecond letThrough = new RequestsPerSecond();
    private long passed;
    private long rejected;
    private long rejectedAtStart;
    private long rejectedSuccesses;

    /** Counts a request of a key that is not limited. */
    void countUnlimited(long micros) {
        pass(micros, 0);
    }

    /**
     * Counts a request.
     *
     * @param atStart what was decided with all requests of one stamp at its start
     * @param evenly what was decided with them spread evenly
     * @param micros when it comes if they are
     * @param status of its response
     */
    void count(long atStart, long evenly, long micros, int status) {
        if (atStart == Limiter.REJECTED) {
            rejectedAtStart++;
        }
        if (evenly == Limiter.REJECTED) {
            rejected++;
            if (status >= 200 && status < 300) {
                rejectedSuccesses++;
            }
        } else {
            pass(micros, evenly * MILLI_MICROS);
        }
    }

    private void pass(long micros, long delayMicros) {
        passed++;
        if (delayMicros > 0) {
            delays.add(delayMicros);
        }
        letThrough.add(
                Math.floorDiv(micros, (long) SECOND_MICROS), Math.floorDiv(micros + delayMicros, (long) SECOND_MICROS));
    }

    long passed() {
        return passed;
    }

    long rejected() {
        return rejected;
    }

    long rejectedAtStart() {
        return rejectedAtStart;
    }

    long rejectedSuccesses() {
        return rejectedSuccesses;
    }

    /** How long the delayed requests were delayed. */
    DurationCounts delays() {
        return delays.counts();
    }

    /** The requests that were let through, by the second in which they were. */
    RequestsPerSecond letThrough() {
        return letThrough;
    }
}
