package io.github.logtraffic.traffic.replay;

/**
 * When requests are due: each counted from the first one, {@code (start - start of the first) / speed}, never from the one
 * before, so that no lateness adds up.
 */
final class Schedule {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final int NANOS_PER_MICRO = 1_000;

    private final Pace pace;
    private final double ceilingGapNanos;
    private long requests;
    private long heldBack;
    private long firstMicros;

    /** What is taken off the log's time: waits that were cut; less where the log begins anew. */
    private double offNanos;

    private double lastNanos;
    private double lastDueNanos;
    private boolean beginsAnew = true;

    Schedule(Pace pace) {
        this.pace = pace;
        this.ceilingGapNanos =
                pace.mostPerSecond() == 0 || pace.isUnscheduled() ? 0 : NANOS_PER_SECOND / pace.mostPerSecond();
    }

    /** Says that the next request is the log's first one again, a second of the log behind the last one. */
    void again() {
        beginsAnew = true;
    }

    /**
     * When the next request is due, in nanoseconds behind the first one; never less than before; 0 when nothing says when.
     *
     * @param startMicros when it began according to the log
     */
    long dueNanos(long startMicros) {
        if (beginsAnew) {
            firstMicros = startMicros;
            offNanos = requests == 0 ? 0 : -lastNanos - NANOS_PER_SECOND / pace.speed();
            beginsAnew = false;
        }
        double wanted = pace.ratePerSecond() > 0
                ? requests * NANOS_PER_SECOND / pace.ratePerSecond()
                : (startMicros - firstMicros) * (double) NANOS_PER_MICRO / pace.speed() - offNanos;
        if (pace.maxWaitNanos() > 0 && wanted - lastNanos > pace.maxWaitNanos()) {
            offNanos += wanted - lastNanos - pace.maxWaitNanos();
            wanted = lastNanos + pace.maxWaitNanos();
        }
        lastNanos = Math.max(lastNanos, wanted);
        lastDueNanos = requests == 0 ? lastNanos : Math.max(lastNanos, lastDueNanos + ceilingGapNanos);
        requests++;
        if (lastDueNanos - lastNanos > Math.max(ReplayOutcome.LATE_NANOS, ceilingGapNanos)) {
            heldBack++;
        }
        return (long) lastDueNanos;
    }

    /** What the ceiling did so far. */
    CeilingEffect ceilingEffect() {
        return heldBack == 0
                ? CeilingEffect.NONE
                : new CeilingEffect((double) heldBack / requests, lastNanos / lastDueNanos);
    }
}
