package io.github.logtraffic.log.value;

/** Dates of the proleptic Gregorian calendar, years 1 to 9999, as seconds since the epoch. */
final class CivilDate {
    /** The seconds of a day. */
    static final long DAY_SECONDS = 86_400;

    private static final int LAST_YEAR = 9_999;
    private static final int[] DAYS_IN_MONTH = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    private static final int DAYS_TO_1970 = 719_468; // from 0000-03-01

    private CivilDate() {}

    /**
     * Seconds since the epoch in UTC, or {@link ClfTime#INVALID} when there is no such date or time of day. Second 60, a
     * leap second, counts as 59.
     */
    static long epochSecond(int year, int month, int day, int hour, int minute, int second) {
        if (year < 1 || year > LAST_YEAR || month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) {
            return ClfTime.INVALID;
        }
        if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60) {
            return ClfTime.INVALID;
        }
        return epochDay(year, month, day) * DAY_SECONDS + hour * 3_600L + minute * 60L + Math.min(second, 59);
    }

    /** Whether the year has a 29th of February. */
    static boolean isLeap(int year) {
        return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    }

    private static int daysIn(int year, int month) {
        return month == 2 && isLeap(year) ? 29 : DAYS_IN_MONTH[month - 1];
    }

    /**
     * Days since 1970-01-01: years are counted from March, so that the leap day is a year's last (Hinnant,
     * chrono-Compatible Low-Level Date Algorithms, days_from_civil).
     */
    private static long epochDay(int year, int month, int day) {
        int y = month > 2 ? year : year - 1;
        int monthFromMarch = (month + 9) % 12;
        return 365L * y + y / 4 - y / 100 + y / 400 + (153 * monthFromMarch + 2) / 5 + day - 1 - DAYS_TO_1970;
    }
}
