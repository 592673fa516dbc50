package io.github.logtraffic.analysis;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.List;

/**
 * Intervals that begin where a zone's wall clock shows a multiple of their length since 1970-01-01 00:00, so at
 * midnight and at equal times of day when they divide a day, and for whole weeks since a Monday. Where the clock is put forward or back they are shorter or longer; an hour that comes twice is two, but a
 * day whose midnight comes twice is one.
 */
final class WallClockIntervals {
    private static final long DAY = 86_400;
    private static final long WEEK = 7 * DAY;
    private static final long FIRST_MONDAY = 4 * DAY; // 1970-01-05

    private final long seconds;
    private final long origin;
    private final ZoneRules rules;

    WallClockIntervals(long seconds, ZoneId zone) {
        this.seconds = seconds;
        this.origin = seconds % WEEK == 0 ? FIRST_MONDAY : 0;
        this.rules = zone.getRules();
    }

    /** When the interval that holds this second begins, in seconds since the epoch. */
    long startOf(long second) {
        ZoneOffset offset = rules.getOffset(Instant.ofEpochSecond(second));
        long local = second + offset.getTotalSeconds();
        long localStart = Math.floorDiv(local - origin, seconds) * seconds + origin;
        if (rules.isFixedOffset()) {
            return localStart - offset.getTotalSeconds();
        }
        LocalDateTime wallClock = LocalDateTime.ofEpochSecond(localStart, 0, ZoneOffset.UTC);
        List<ZoneOffset> offsets = rules.getValidOffsets(wallClock);
        if (offsets.isEmpty()) {
            return rules.getTransition(wallClock).toEpochSecond(); // the clock never showed it
        }
        ZoneOffset startOffset = seconds < DAY && offsets.contains(offset) ? offset : offsets.get(0);
        return localStart - startOffset.getTotalSeconds();
    }

    /** Whether it takes no more than so many intervals to hold both seconds and all between them. */
    boolean areAtMost(int most, long first, long last) {
        int count = 0;
        for (long start = startOf(first); start <= last && count <= most; start = next(start)) {
            count++;
        }
        return count <= most;
    }

    /** When the interval after the one that begins at {@code start} begins. */
    long next(long start) {
        long next = start;
        for (long second = start + seconds; next <= start; second += seconds) {
            next = startOf(second);
        }
        return next;
    }
}
