package io.github.logtraffic.traffic.replay;

/**
 * How much of the log is sent.
 *
 * @param requests at most so many; 0 for all
 * @param durationNanos those that are due earlier than so long behind the first one; 0 for all
 */
public record Extent(long requests, long durationNanos) {
    /** All of it. */
    public static final Extent WHOLE = new Extent(0, 0);
}
