package io.github.logtraffic.traffic.replay;

/**
 * Keeps requests apart from each other, late ones too, so that what a stall held back does not come all at once: in no second
 * are there more than the rate and one.
 */
final class RateCeiling {
    private final long gapNanos;
    private long nextNanos;
    private boolean hasBegun;

    /** @param mostPerSecond 0 for no ceiling */
    RateCeiling(double mostPerSecond) {
        gapNanos = mostPerSecond == 0 ? 0 : (long) Math.ceil(1e9 / mostPerSecond);
    }

    /** How long the next request has to wait; not more than 0 when it need not. */
    long waitNanos(long nowNanos) {
        return gapNanos == 0 || !hasBegun ? 0 : nextNanos - nowNanos;
    }

    /** Says that a request is sent. One that was woken late does not delay those behind it, if by less than a gap. */
    void sent(long nowNanos) {
        nextNanos = hasBegun ? Math.max(nextNanos + gapNanos, nowNanos) : nowNanos;
        hasBegun = true;
    }
}
