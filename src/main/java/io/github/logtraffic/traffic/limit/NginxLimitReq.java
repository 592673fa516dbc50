package io.github.logtraffic.traffic.limit;

/**
 * nginx's {@code limit_req}, in thousandths of a request and whole milliseconds, as {@code ngx_http_limit_req_lookup} and
 * {@code ngx_http_limit_req_account} of src/http/modules/ngx_http_limit_req_module.c have it. What is rejected is not
 * remembered. Not modelled: a zone that is full, whose oldest keys nginx forgets.
 *
 * <p>State: the excess plus 1, so that 0 is a new key; and when the last request passed, in milliseconds.
 */
final class NginxLimitReq implements Limiter {
    private static final int MICROS = 1_000;
    private static final int REQUEST = 1_000;
    private static final int SECOND_MILLIS = 1_000;
    private static final int CLOCK_JUMP_MILLIS = 60_000;

    private final long rate;
    private final long burst;
    private final long delay;
    private final long drainMillis;

    NginxLimitReq(LimitSetting setting) {
        rate = rate(setting.rate());
        burst = (long) setting.burst() * REQUEST;
        delay = setting.hasDelay() ? (long) setting.delay() * REQUEST : Long.MAX_VALUE;
        drainMillis = ((burst + REQUEST) * SECOND_MILLIS + rate - 1) / rate;
    }

    /** Thousandths of a request in a second, truncated: 16 of {@code 1r/m}. */
    static long rate(LimitRate rate) {
        return (long) rate.requests() * REQUEST / rate.seconds();
    }

    @Override
    public long decide(long[] states, int at, long micros) {
        long now = Math.floorDiv(micros, (long) MICROS);
        long state = states[at];
        if (state == 0) {
            states[at] = 1;
            states[at + 1] = now;
            return 0;
        }
        long elapsed = now - states[at + 1];
        if (elapsed < 0) {
            elapsed = elapsed < -CLOCK_JUMP_MILLIS ? 1 : 0;
        }
        long excess = Math.max(0, state - 1 - drained(elapsed) + REQUEST);
        if (excess > burst) {
            return REJECTED;
        }
        states[at] = excess + 1;
        if (elapsed != 0) {
            states[at + 1] = now;
        }
        return excess <= delay ? 0 : (excess - delay) * SECOND_MILLIS / rate;
    }

    @Override
    public boolean isIdle(long[] states, int at, long micros) {
        long elapsed = Math.floorDiv(micros, (long) MICROS) - states[at + 1];
        return states[at] == 0 || (elapsed > 0 && drained(elapsed) >= states[at] - 1 + REQUEST);
    }

    /** What drains in a time; no more than there can be, so that years do not overflow. */
    private long drained(long millis) {
        return rate * Math.min(millis, drainMillis) / SECOND_MILLIS;
    }
}
