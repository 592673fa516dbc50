package io.github.logtraffic.log.value;

import java.util.Arrays;

/**
 * The parts of a line's time, which may come from several fields: a date from one column and a time of day from another.
 * Mutable, and used for one line after the other: {@link #clear}, some {@link TimePattern#read}, {@link #epochMicros}.
 */
public final class TimeParts {
    static final int YEAR = 0;
    static final int CENTURY = 1;
    static final int YEAR_OF_CENTURY = 2;
    static final int MONTH = 3;
    static final int DAY = 4;
    static final int DAY_OF_YEAR = 5;
    static final int HOUR = 6;
    /** 1 to 24, as the hour after midnight may be written. */
    static final int HOUR_FROM_ONE = 7;
    /** 0 to 12: midnight and noon are 0 or 12. */
    static final int HOUR_OF_HALF_DAY = 8;
    /** 0 before noon, 1 after. */
    static final int HALF_DAY = 9;

    static final int MINUTE = 10;
    static final int SECOND = 11;
    static final int MILLI = 12;
    static final int MICRO = 13;
    /** What says nothing about the instant. */
    static final int IGNORED = 14;

    private static final int PARTS = 15;
    private static final int MISSING = -1;
    private static final int MICROS = 1_000_000;
    private static final int LAST_YEAR_OF_CENTURY = 99;
    private static final int FIRST_YEAR_OF_1900 = 69; // of two digits, as POSIX strptime reads %y

    private final int[] values = new int[PARTS];
    private long epoch;
    private int offset;
    private int defaultYear = MISSING;
    private int defaultMonth = MISSING;
    private int defaultDay = MISSING;

    /** Without any part. */
    public TimeParts() {
        clear();
    }

    /** Forgets all parts, but not the default date. */
    public void clear() {
        Arrays.fill(values, MISSING);
        epoch = ClfTime.INVALID;
        offset = 0;
    }

    /** Sets the date that is meant where a line has a time of day only, from now on. */
    public void defaultDate(int year, int month, int day) {
        defaultYear = year;
        defaultMonth = month;
        defaultDay = day;
    }

    /** Sets one of the parts named above to a number that is not negative. */
    void set(int part, int value) {
        values[part] = value;
    }

    /** Sets the seconds that the parts' clock is ahead of UTC. */
    void offset(int seconds) {
        offset = seconds;
    }

    /** Sets the instant, which no other part but a fraction of the second then changes. */
    void epoch(long micros) {
        epoch = micros;
    }

    /** Microseconds since the epoch, or {@link ClfTime#INVALID} when there is no date or an impossible one. */
    public long epochMicros() {
        int micros = micros();
        if (micros >= MICROS) {
            return ClfTime.INVALID;
        }
        if (epoch != ClfTime.INVALID) {
            return epoch % MICROS == 0 ? epoch + micros : epoch;
        }
        long second = localSecond();
        return second == ClfTime.INVALID ? ClfTime.INVALID : (second - offset) * MICROS + micros;
    }

    /** The microseconds of the second; more than there are when they are impossible. */
    private int micros() {
        if (values[MICRO] >= 0) {
            return values[MICRO];
        }
        return values[MILLI] > 999 ? MICROS : Math.max(0, values[MILLI]) * 1_000;
    }

    private long localSecond() {
        int year = year();
        int month = values[MONTH];
        int day = values[DAY];
        int dayOfYear = values[DAY_OF_YEAR];
        if ((month & day) == MISSING) {
            if (dayOfYear >= 0) {
                return second(dayOfYear, year);
            }
            return year == MISSING && hour() != MISSING
                    ? second(defaultYear, defaultMonth, defaultDay)
                    : ClfTime.INVALID;
        }
        return second(year, month, day);
    }

    private long second(int dayOfYear, int year) {
        if (dayOfYear < 1 || dayOfYear > (CivilDate.isLeap(year) ? 366 : 365)) {
            return ClfTime.INVALID;
        }
        long second = second(year, 1, 1);
        return second == ClfTime.INVALID ? ClfTime.INVALID : second + (dayOfYear - 1) * CivilDate.DAY_SECONDS;
    }

    private long second(int year, int month, int day) {
        return CivilDate.epochSecond(
                year, month, day, Math.max(0, hour()), Math.max(0, values[MINUTE]), Math.max(0, values[SECOND]));
    }

    private int year() {
        int ofCentury = values[YEAR_OF_CENTURY];
        if (values[YEAR] >= 0 || ofCentury < 0) {
            return values[YEAR];
        }
        if (ofCentury > LAST_YEAR_OF_CENTURY) {
            return ofCentury; // written in full where two digits are usual
        }
        if (values[CENTURY] >= 0) {
            return values[CENTURY] * 100 + ofCentury;
        }
        return ofCentury < FIRST_YEAR_OF_1900 ? 2000 + ofCentury : 1900 + ofCentury;
    }

    /** The hour of the day; above 23 when it is impossible. */
    private int hour() {
        if (values[HOUR] >= 0) {
            return values[HOUR];
        }
        if (values[HOUR_FROM_ONE] >= 0) {
            return values[HOUR_FROM_ONE] == 24 ? 0 : values[HOUR_FROM_ONE];
        }
        int ofHalfDay = values[HOUR_OF_HALF_DAY];
        if (ofHalfDay < 0 || ofHalfDay > 12) {
            return ofHalfDay < 0 ? MISSING : Integer.MAX_VALUE;
        }
        return ofHalfDay % 12 + 12 * Math.max(0, values[HALF_DAY]);
    }
}
