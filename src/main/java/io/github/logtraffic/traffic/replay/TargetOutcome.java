package io.github.logtraffic.traffic.replay;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one target, or all of them, answered.
 *
 * @param answered how many requests were answered in full
 * @param failed how many were not
 * @param bytes the bodies of the responses
 * @param statuses answers by status
 * @param failures requests that were not answered, by reason
 * @param responseTimes from when a request was due to the end of its response
 * @param serviceTimes from when it was sent
 */
public record TargetOutcome(
        long answered,
        long failed,
        long bytes,
        SortedMap<Integer, Long> statuses,
        SortedMap<FailureKind, Long> failures,
        Latencies responseTimes,
        Latencies serviceTimes) {
    private static final Latencies NO_TIMES = new LatencyRecorder().latencies();

    /** Nothing was sent. */
    public static final TargetOutcome NOTHING =
            new TargetOutcome(0, 0, 0, new TreeMap<>(), new TreeMap<>(), NO_TIMES, NO_TIMES);

    /** Keeps copies. */
    public TargetOutcome {
        statuses = Collections.unmodifiableSortedMap(new TreeMap<>(statuses));
        failures = Collections.unmodifiableSortedMap(new TreeMap<>(failures));
    }

    /** The same without times. */
    TargetOutcome unmeasured() {
        return new TargetOutcome(answered, failed, bytes, statuses, failures, NO_TIMES, NO_TIMES);
    }

    /** How many requests were sent there. */
    public long sent() {
        return answered + failed;
    }
}
