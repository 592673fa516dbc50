package io.github.logtraffic.traffic.replay;

/**
 * What became of the last probes of a target, counted as HAProxy does (src/check.c): a target that was healthy is down after
 * three failures in a row, one that is down is healthy after two answers in a row, and one of which nothing is known yet is
 * taken for healthy, but goes down by its first failure.
 */
final class ProbeCount {
    static final int FALL = 3;
    static final int RISE = 2;
    private static final int MOST = RISE + FALL - 1;

    /** Healthy from {@link #RISE} on. */
    private int health = RISE;

    boolean isUp() {
        return health >= RISE;
    }

    void add(boolean isHealthy) {
        if (isHealthy) {
            health = health + 1 >= RISE ? MOST : health + 1;
        } else {
            health = health > RISE ? health - 1 : 0;
        }
    }
}
