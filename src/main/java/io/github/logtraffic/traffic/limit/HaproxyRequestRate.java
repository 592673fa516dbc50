package io.github.logtraffic.traffic.limit;

/**
 * HAProxy's {@code http_req_rate(PERIOD)} of a stick table, as {@code update_freq_ctr_period} and {@code
 * read_freq_ctr_period} of src/freq_ctr.c and include/haproxy/freq_ctr.h have it: requests of this period and, for the part
 * of it that is still to come, of the period before. The rule that is meant tracks a request and then denies it when
 * the rate is above the setting's rate and burst together:
 *
 * <pre>http-request deny deny_status 429 if { sc_http_req_rate(0) gt RATE+BURST }</pre>
 *
 * <p>Denied requests are counted too: a client stays out until it asks for less.
 *
 * <p>State: the requests of the period before in the upper half, those of this one in the lower; and when this one began,
 * in milliseconds, of which the lowest bit is cleared when periods change, as HAProxy needs it for a lock.
 */
final class HaproxyRequestRate implements Limiter {
    private static final int MICROS = 1_000;
    private static final int SECOND_MILLIS = 1_000;
    private static final long CURRENT = 0xFFFF_FFFFL;

    private final long period;
    private final long most;

    HaproxyRequestRate(LimitSetting setting) {
        period = (long) setting.rate().seconds() * SECOND_MILLIS;
        most = (long) setting.rate().requests() + setting.burst();
    }

    @Override
    public long decide(long[] states, int at, long micros) {
        long now = Math.floorDiv(micros, (long) MICROS);
        long counts = states[at];
        if (counts == 0) {
            states[at + 1] = now & ~1;
        } else {
            long elapsed = now - states[at + 1];
            if (elapsed >= 2 * period) {
                counts = 0;
                states[at + 1] = now & ~1;
            } else if (elapsed >= period) {
                counts <<= Integer.SIZE;
                states[at + 1] = (states[at + 1] + period) & ~1;
            }
        }
        if ((counts & CURRENT) < Integer.MAX_VALUE) {
            counts++;
        }
        states[at] = counts;
        long remaining = Math.min(period, states[at + 1] + period - now);
        long total = (counts >>> Integer.SIZE) * remaining + (counts & CURRENT) * period;
        return total / period > most ? REJECTED : 0;
    }

    @Override
    public boolean isIdle(long[] states, int at, long micros) {
        return states[at] == 0 || Math.floorDiv(micros, (long) MICROS) - states[at + 1] >= 2 * period;
    }
}
