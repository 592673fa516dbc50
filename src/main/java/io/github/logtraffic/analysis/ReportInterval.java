package io.github.logtraffic.analysis;

import java.time.ZoneId;

/**
 * How long the rows of the rate report are: as asked for, or as short as keeps the report readable. An interval that
 * would make too many rows gives way to the next longer one.
 *
 * @param finestSeconds the shortest interval to take
 * @param mostRows how many rows there may be
 * @param isAutomatic whether the user left the choice to us
 */
public record ReportInterval(long finestSeconds, int mostRows, boolean isAutomatic) {
    /** A second, a minute, five, an hour, a day or so many days that any log fits, for at most 200 rows. */
    public static final ReportInterval AUTOMATIC = new ReportInterval(1, 200, true);

    private static final int MOST_ROWS = 100_000;
    private static final long DAY = 86_400;
    private static final long[] LADDER = {
        1, 60, 300, 3_600, DAY, 7 * DAY, 30 * DAY, 365 * DAY, 3_650 * DAY, 36_500 * DAY
    };

    /** So many seconds, at least 1, unless that makes more than 100,000 rows. */
    public static ReportInterval ofSeconds(long seconds) {
        return new ReportInterval(seconds, MOST_ROWS, false);
    }

    /**
     * The interval to take.
     *
     * @param firstSecond when the first row must begin at the latest
     * @param lastSecond what the last row must hold
     * @param cellSeconds what intervals must be a multiple of
     * @param zone whose wall clock they follow, which may cut a span into more of them than another zone's
     */
    long secondsFor(long firstSecond, long lastSecond, int cellSeconds, ZoneId zone) {
        long seconds = finestSeconds;
        for (int step = 0; step < LADDER.length; step++) {
            if (seconds % cellSeconds == 0
                    && new WallClockIntervals(seconds, zone).areAtMost(mostRows, firstSecond, lastSecond)) {
                return seconds;
            }
            seconds = Math.max(finestSeconds, LADDER[step]);
        }
        return LADDER[LADDER.length - 1];
    }
}
