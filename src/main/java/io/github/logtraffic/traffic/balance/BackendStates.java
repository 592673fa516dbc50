package io.github.logtraffic.traffic.balance;

import java.util.Arrays;

/** What a balancer knows of its backends from one moment to the next: how many requests are at each, and which are up. */
public final class BackendStates {
    private final int[] inFlight;
    private final boolean[] up;
    private int inFlightInAll;
    private int version;

    /**
     * All backends are up and idle.
     *
     * @param backends how many there are
     */
    public BackendStates(int backends) {
        inFlight = new int[backends];
        up = new boolean[backends];
        Arrays.fill(up, true);
    }

    /** How many backends there are, up or not. */
    public int size() {
        return up.length;
    }

    /** How many requests are at a backend. */
    public int inFlight(int backend) {
        return inFlight[backend];
    }

    /** How many requests are at all backends. */
    public int inFlightInAll() {
        return inFlightInAll;
    }

    /** Whether requests can be sent to a backend. */
    public boolean isUp(int backend) {
        return up[backend];
    }

    /** Another number each time that backends went up or down. */
    public int version() {
        return version;
    }

    /** Says that a backend went up or down. */
    public void setUp(int backend, boolean isUp) {
        if (up[backend] != isUp) {
            up[backend] = isUp;
            version++;
        }
    }

    /** Says that a request was sent to a backend. */
    public void started(int backend) {
        inFlight[backend]++;
        inFlightInAll++;
    }

    /** Says that a backend answered a request. */
    public void ended(int backend) {
        inFlight[backend]--;
        inFlightInAll--;
    }
}
