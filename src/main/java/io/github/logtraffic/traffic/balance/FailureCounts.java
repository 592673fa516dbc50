package io.github.logtraffic.traffic.balance;

/**
 * How often backends failed, and which of them are left alone for that: nginx's {@code max_fails} and {@code fail_timeout}
 * (src/http/ngx_http_upstream_round_robin.c), in whole seconds as there. When the time is over, one request tries the backend,
 * and another one not before it is over again, unless that one was answered.
 */
public final class FailureCounts {
    private static final long MICROS_PER_SECOND = 1_000_000;

    private final int maxFails;
    private final long failTimeoutSeconds;
    private final int[] fails;
    private final long[] accessed;
    private final long[] checked;
    private long now;

    /**
     * Nothing has failed.
     *
     * @param backends how many there are
     * @param settings what is too often, and how long a backend is left alone
     */
    public FailureCounts(int backends, PolicySettings settings) {
        this.maxFails = settings.maxFails();
        this.failTimeoutSeconds = settings.failTimeoutSeconds();
        this.fails = new int[backends];
        this.accessed = new long[backends];
        this.checked = new long[backends];
    }

    /**
     * Says what time it is.
     *
     * @param nowMicros in microseconds, never less than before
     */
    public void setTime(long nowMicros) {
        now = Math.floorDiv(nowMicros, MICROS_PER_SECOND);
    }

    /** Whether a backend failed too often, and has not stood a trial since. */
    public boolean areTooMany(int backend) {
        return maxFails > 0 && fails[backend] >= maxFails;
    }

    /** Whether a backend is left alone now. */
    public boolean isLeftAlone(int backend) {
        return areTooMany(backend) && now - checked[backend] <= failTimeoutSeconds;
    }

    /** Says that a backend is chosen, perhaps as a trial. */
    public void chosen(int backend) {
        if (now - checked[backend] > failTimeoutSeconds) {
            checked[backend] = now;
        }
    }

    /** Says that a backend failed. */
    public void failed(int backend) {
        fails[backend]++;
        accessed[backend] = now;
        checked[backend] = now;
    }

    /** Says that a backend answered: when it was on trial, it has stood it. */
    public void succeeded(int backend) {
        if (accessed[backend] < checked[backend]) {
            fails[backend] = 0;
        }
    }

    /** Forgets that a backend ever failed. */
    public void forget(int backend) {
        fails[backend] = 0;
    }
}
