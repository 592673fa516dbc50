package io.github.logtraffic.traffic.replay;

/**
 * How fast requests are sent.
 *
 * @param speed how many times as fast as in the log; {@link Double#POSITIVE_INFINITY} is as fast as servers answer
 * @param ratePerSecond a steady rate instead of the log's timing; 0 for the log's timing
 * @param maxWaitNanos the longest time between two requests, to which longer ones are cut; 0 for any
 * @param mostPerSecond the ceiling: requests that would exceed it come later; 0 for none
 * @param isLive whether the log may be one that is being written, which gives its requests as they come
 */
public record Pace(double speed, double ratePerSecond, long maxWaitNanos, double mostPerSecond, boolean isLive) {
    /** As in the log. */
    public static final Pace OF_THE_LOG = new Pace(1, 0, 0, 0);

    /**
     * How long behind the time at which it is at hand the first request of a live log is due. They come at hand by whole
     * seconds, up to 0.6 s sooner or later within a rhythm, and the first one may be the last of its second: those behind it
     * are not late when they come by up to 1.6 s later than it came.
     */
    private static final long LEAD_NANOS = 2_000_000_000;

    /** Of logs that have been written. */
    public Pace(double speed, double ratePerSecond, long maxWaitNanos, double mostPerSecond) {
        this(speed, ratePerSecond, maxWaitNanos, mostPerSecond, false);
    }

    /** The same of a log that may be one that is being written. */
    public Pace live() {
        return new Pace(speed, ratePerSecond, maxWaitNanos, mostPerSecond, true);
    }

    /** The same under another ceiling. */
    public Pace under(double ceilingPerSecond) {
        return new Pace(speed, ratePerSecond, maxWaitNanos, ceilingPerSecond, isLive);
    }

    /** So many times as fast, under the same ceiling. */
    public Pace times(double factor) {
        return new Pace(speed * factor, ratePerSecond * factor, maxWaitNanos, mostPerSecond, isLive);
    }

    /** Whether nothing says when a request is due, but that another one was answered, and that there is room under the ceiling. */
    public boolean isUnscheduled() {
        return Double.isInfinite(speed) && ratePerSecond == 0;
    }

    /** How long behind the first request at hand it is due. */
    long leadNanos() {
        return isLive && !isUnscheduled() ? LEAD_NANOS : 0;
    }
}
