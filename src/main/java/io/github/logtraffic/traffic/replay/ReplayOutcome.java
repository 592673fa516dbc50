package io.github.logtraffic.traffic.replay;

import java.util.List;

/**
 * What came of a replay.
 *
 * @param targets in the order given
 * @param all of them together
 * @param diff how answers differ from what the log says of them
 * @param failover which of them were down, and what became of requests then
 * @param late how many requests began more than {@link #LATE_NANOS} behind when they were due
 * @param dropped how many were due and never sent, because the replay was stopped
 * @param lateness of all requests that were due at a time of their own
 * @param seconds from the first request to the end of the last response
 * @param plannedPerSecond the rate at which requests were due; 0 when there was no such
 * @param achievedPerSecond the rate at which they began
 * @param stop why it ended
 */
public record ReplayOutcome(
        List<TargetOutcome> targets,
        TargetOutcome all,
        AnswerDiff diff,
        FailoverOutcome failover,
        long late,
        long dropped,
        Latencies lateness,
        double seconds,
        double plannedPerSecond,
        double achievedPerSecond,
        StopReason stop) {
    /** Later is late. */
    public static final long LATE_NANOS = 10_000_000;

    private static final double MOST_LATE = 0.01;

    /** Of fewer requests so many may be late as of these: something else may have kept the machine busy for a moment. */
    private static final int FEW = 500;

    /** Keeps a copy. */
    public ReplayOutcome {
        targets = List.copyOf(targets);
    }

    /** The same without times, and compared with nothing. */
    public ReplayOutcome unmeasured() {
        return new ReplayOutcome(
                targets.stream().map(TargetOutcome::unmeasured).toList(),
                all.unmeasured(),
                AnswerDiff.NOTHING,
                failover,
                0,
                dropped,
                TargetOutcome.NOTHING.responseTimes(),
                seconds,
                plannedPerSecond,
                achievedPerSecond,
                stop);
    }

    /** Whether requests began when they were due, but for one in a hundred; otherwise latencies tell little of the targets. */
    public boolean keptUp() {
        return late <= MOST_LATE * Math.max(FEW, lateness.count());
    }
}
