package io.github.logtraffic.traffic.replay;

/**
 * What a ceiling did to a schedule.
 *
 * @param heldBack the part of requests that it moved, by more than {@link ReplayOutcome#LATE_NANOS} and more than the time
 *     from one request to the next under it, from 0 to 1
 * @param paceKept the part of the pace that was left in all, from 0 to 1
 */
public record CeilingEffect(double heldBack, double paceKept) {
    /** Nothing. */
    public static final CeilingEffect NONE = new CeilingEffect(0, 1);

    private static final double MOST_HELD_BACK = 0.01;

    /** Whether the traffic was another one than planned; one request in a hundred may be moved. */
    public boolean isSlowdown() {
        return heldBack > MOST_HELD_BACK;
    }
}
