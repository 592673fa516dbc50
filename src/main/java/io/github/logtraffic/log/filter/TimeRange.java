package io.github.logtraffic.log.filter;

import io.github.logtraffic.log.entry.AccessLogEntry;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * A range of time, half open.
 *
 * @param since its beginning, in microseconds since 1970; {@link Long#MIN_VALUE} when it has none
 * @param until its end, in microseconds since 1970, which is not part of it; {@link Long#MAX_VALUE} when it has none
 */
public record TimeRange(long since, long until) {
    /** Without beginning and end. */
    public static final TimeRange ALWAYS = new TimeRange(Long.MIN_VALUE, Long.MAX_VALUE);

    private static final long MICROS = 1_000_000;

    /** From one point in time, or null, to another, or null. */
    public static TimeRange of(@Nullable Instant since, @Nullable Instant until) {
        return new TimeRange(
                since == null ? Long.MIN_VALUE : ChronoUnit.MICROS.between(Instant.EPOCH, since),
                until == null ? Long.MAX_VALUE : ChronoUnit.MICROS.between(Instant.EPOCH, until));
    }

    /** Whether it has neither a beginning nor an end. Not by a record's {@code equals}, which is linked at its first use. */
    boolean isAlways() {
        return since == Long.MIN_VALUE && until == Long.MAX_VALUE;
    }

    /** Its beginning, null when it has none. */
    public @Nullable Instant begin() {
        return since == Long.MIN_VALUE ? null : Instant.EPOCH.plus(since, ChronoUnit.MICROS);
    }

    /** Its end, null when it has none. */
    public @Nullable Instant end() {
        return until == Long.MAX_VALUE ? null : Instant.EPOCH.plus(until, ChronoUnit.MICROS);
    }

    /** Whether an entry was logged in it. */
    boolean contains(AccessLogEntry entry) {
        long micros = entry.epochSecond() * MICROS + entry.microOfSecond();
        return micros >= since && micros < until;
    }
}
