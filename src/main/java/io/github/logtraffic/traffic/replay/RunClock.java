package io.github.logtraffic.traffic.replay;

import java.util.List;

/** Keeps when a replay began and ended, and how punctual it was. */
final class RunClock {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double LEAST_SECONDS = 1e-6;

    private final LatencyRecorder lateness = new LatencyRecorder();
    private boolean hasBegun;
    private long beginNanos;
    private long endNanos;
    private long firstDue;
    private long lastDue;
    private long lastSent;
    private long sent;
    private long late;

    /** Says when the first request that is at hand is due; nothing when one was before. */
    void begin(long nanos) {
        if (!hasBegun) {
            hasBegun = true;
            beginNanos = nanos;
            endNanos = nanos;
        }
    }

    /** Whether there was a first request. */
    boolean hasBegun() {
        return hasBegun;
    }

    /** The time so long behind the beginning. */
    long at(long nanos) {
        return beginNanos + nanos;
    }

    long elapsed(long nowNanos) {
        return nowNanos - beginNanos;
    }

    /** The time, in seconds of the run; 0 before it began. */
    double secondsAt(long nanos) {
        return hasBegun ? Math.max(0, nanos - beginNanos) / NANOS_PER_SECOND : 0;
    }

    /** Counts a request that begins now. */
    void add(long due, long nowNanos, boolean isScheduled) {
        firstDue = sent == 0 ? due : firstDue;
        lastDue = due;
        lastSent = nowNanos;
        sent++;
        if (isScheduled) {
            lateness.add(nowNanos - due);
            late += nowNanos - due > ReplayOutcome.LATE_NANOS ? 1 : 0;
        }
    }

    /** Says that a request has ended. */
    void ended(long nowNanos) {
        endNanos = nowNanos;
    }

    ReplayOutcome outcome(
            List<TargetOutcome> targets,
            TargetOutcome all,
            AnswerDiff diff,
            FailoverOutcome failover,
            long dropped,
            StopReason stop) {
        Latencies measured = lateness.latencies();
        boolean isScheduled = measured.count() > 0;
        double seconds = (endNanos - beginNanos) / NANOS_PER_SECOND;
        return new ReplayOutcome(
                targets,
                all,
                diff,
                failover,
                late,
                dropped,
                measured,
                seconds,
                isScheduled ? perSecond(lastDue - firstDue) : 0,
                isScheduled ? perSecond(lastSent - beginNanos) : sent / Math.max(seconds, LEAST_SECONDS),
                stop);
    }

    /** Of requests at times of their own: the last one stands at the end of what is measured. */
    private double perSecond(long nanos) {
        return nanos <= 0 ? 0 : (sent - 1) * NANOS_PER_SECOND / nanos;
    }
}
