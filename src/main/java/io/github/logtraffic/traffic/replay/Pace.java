package io.github.logtraffic.traffic.replay;

/**
 * How fast requests are sent.
 *
 * @param speed how many times as fast as in the log; {@link Double#POSITIVE_INFINITY} is as fast as servers answer
 * @param ratePerSecond a steady rate instead of the log's timing; 0 for the log's timing
 * @param maxWaitNanos the longest time between two requests, to which longer ones are cut; 0 for any
 * @param mostPerSecond the ceiling: requests that would exceed it come later; 0 for none
 */
public record Pace(double speed, double ratePerSecond, long maxWaitNanos, double mostPerSecond) {
    /** As in the log. */
    public static final Pace OF_THE_LOG = new Pace(1, 0, 0, 0);

    /** The same under another ceiling. */
    public Pace under(double ceilingPerSecond) {
        return new Pace(speed, ratePerSecond, maxWaitNanos, ceilingPerSecond);
    }

    /** So many times as fast, under the same ceiling. */
    public Pace times(double factor) {
        return new Pace(speed * factor, ratePerSecond * factor, maxWaitNanos, mostPerSecond);
    }

    /** Whether nothing says when a request is due, but that another one was answered, and that there is room under the ceiling. */
    public boolean isUnscheduled() {
        return Double.isInfinite(speed) && ratePerSecond == 0;
    }
}
