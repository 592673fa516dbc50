package io.github.logtraffic.log.value;

import java.time.LocalDate;

/**
 * Reads times as RFC 3164 has them, {@code Feb  5 16:19:38}. They have no year: it is the one that makes them latest, but
 * not more than a day after a given time.
 */
public final class SyslogTime {
    private static final TimePattern PATTERN = TimePattern.strftime("%b %e %H:%M:%S");
    private static final int MICROS = 1_000_000;
    private static final int YEARS = 9; // leap years are at most eight years apart, and the latest may be next year

    private final TimeParts parts = new TimeParts();
    private final int offsetSeconds;
    private final long latestMicros;
    private final int latestYear;

    /** For a clock in UTC, read at this many seconds since the epoch, which is a time of the years 2 to 9998. */
    public SyslogTime(long nowEpochSecond) {
        this(nowEpochSecond, 0);
    }

    /** The same for a clock that is this many seconds ahead of UTC. */
    public SyslogTime(long nowEpochSecond, int offsetSeconds) {
        this.offsetSeconds = offsetSeconds;
        long latest = nowEpochSecond + CivilDate.DAY_SECONDS;
        latestMicros = latest * MICROS;
        latestYear = LocalDate.ofEpochDay(Math.floorDiv(latest + offsetSeconds, CivilDate.DAY_SECONDS))
                .getYear();
    }

    /** Microseconds since the epoch of the time that the whole range is, or {@link ClfTime#INVALID}. */
    public long parse(byte[] bytes, int from, int to) {
        parts.clear();
        if (PATTERN.read(bytes, from, to, parts) != to) {
            return ClfTime.INVALID;
        }
        parts.offset(offsetSeconds);
        for (int year = latestYear; year >= latestYear - YEARS; year--) {
            parts.set(TimeParts.YEAR, year);
            long time = parts.epochMicros();
            if (time != ClfTime.INVALID && time <= latestMicros) {
                return time;
            }
        }
        return ClfTime.INVALID;
    }
}
