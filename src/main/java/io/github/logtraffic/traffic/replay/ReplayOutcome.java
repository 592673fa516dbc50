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

    /** So many are late at once when something else keeps the machine busy for a moment. */
    private static final int LATE_AT_ONCE = 5;

    private static final int TENTH = 10;
    private static final int FIRST_SERVER_ERROR = 500;

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

    /** The same of all targets together, and compared with nothing: what is worth keeping of many. */
    public ReplayOutcome summary() {
        return new ReplayOutcome(
                List.of(),
                all,
                AnswerDiff.NOTHING,
                new FailoverOutcome(
                        List.of(), failover.switchCount(), failover.targets(), failover.recovered(), failover.lost()),
                late,
                dropped,
                lateness,
                seconds,
                plannedPerSecond,
                achievedPerSecond,
                stop);
    }

    /**
     * Whether requests began when they were due; otherwise latencies tell little of the targets. One in a hundred may be late.
     * Of fewer than 500 requests five may, since one moment in which the machine was busy makes several of them late; but no
     * more than one in ten, rounded up, or it would be more than a moment.
     */
    public boolean keptUp() {
        long lateAtOnce = Math.min(LATE_AT_ONCE, (lateness.count() + TENTH - 1) / TENTH);
        return late <= lateAtOnce || late <= MOST_LATE * lateness.count();
    }

    /**
     * The response time that such a part of the requests did not exceed, in milliseconds. Those that no target answered count
     * as longer than any.
     *
     * @param percent 50 for the median
     * @return {@link Double#POSITIVE_INFINITY} when there is no such time, since too many were not answered
     */
    public double responseTime(double percent) {
        return all.responseTimes().percentile(percent, failover.lost());
    }

    /**
     * The part of requests that were not answered, or with 5xx, from 0 to 1. What was tried once more counts by what came
     * of it then.
     */
    public double errorShare() {
        long errors = all.failed()
                + all.statuses().tailMap(FIRST_SERVER_ERROR).values().stream()
                        .mapToLong(Long::longValue)
                        .sum()
                - failover.retried();
        return (double) errors / Math.max(1, all.sent() - failover.retried());
    }
}
