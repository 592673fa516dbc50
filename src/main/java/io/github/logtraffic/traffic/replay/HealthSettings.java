package io.github.logtraffic.traffic.replay;

import org.jspecify.annotations.Nullable;

/**
 * How it is found out which targets are down, besides by requests that fail, and for how long that is borne.
 *
 * @param probePath what targets are asked for now and then; null when they are not
 * @param probeNanos from one time to the next; so long may an answer take
 * @param giveUpNanos for how long all targets may be down
 */
public record HealthSettings(@Nullable String probePath, long probeNanos, long giveUpNanos) {
    /** HAProxy's {@code inter}. */
    public static final long USUAL_PROBE_NANOS = 2_000_000_000;

    /** So long may all targets be down, unless said otherwise. */
    public static final long USUAL_GIVE_UP_NANOS = 30_000_000_000L;

    /** Nobody is asked. */
    public static final HealthSettings USUAL = new HealthSettings(null, USUAL_PROBE_NANOS, USUAL_GIVE_UP_NANOS);
}
