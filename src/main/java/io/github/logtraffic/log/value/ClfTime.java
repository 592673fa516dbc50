package io.github.logtraffic.log.value;

import io.github.logtraffic.log.entry.Swar;

/**
 * Reads the timestamp of the common log format, {@code 17/May/2015:10:05:03 +0000}.
 *
 * <p>Neighbouring lines mostly share their minute and offset, so the last one is remembered: then only the two digits of
 * the second are read. {@link #parse} knows that case, {@link #parseAny} is the specification. Second 60, a leap second,
 * counts as 59.
 */
public final class ClfTime {
    /** What {@link #parse} returns for text that is no timestamp. */
    public static final long INVALID = Long.MIN_VALUE;

    /** The length of a timestamp. */
    public static final int LENGTH = "17/May/2015:10:05:03 +0000".length();

    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
    private static final int[] DAYS_IN_MONTH = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    private static final int SECONDS_AT = "17/May/2015:10:05:".length();
    private static final int DAYS_TO_1970 = 719_468; // from 0000-03-01

    // The four parts of the remembered minute's text: bytes 0-7, 8-15, 16-17 and, behind the seconds, the offset.
    private long firstWord;
    private long secondWord;
    private short lastOfMinute;
    private long offsetWord;
    private long minuteStart = INVALID;

    /** Seconds since the epoch of the {@value #LENGTH} bytes from {@code at} on, or {@link #INVALID}. */
    public long parse(byte[] bytes, int at) {
        long secondsAndOffset = Swar.word(bytes, at + SECONDS_AT);
        if (minuteStart != INVALID
                && Swar.word(bytes, at) == firstWord
                && Swar.word(bytes, at + 8) == secondWord
                && pair(bytes, at + 16) == lastOfMinute
                && secondsAndOffset >>> 16 == offsetWord) {
            int second = twoDigits(bytes, at + SECONDS_AT);
            return second < 0 || second > 60 ? INVALID : minuteStart + Math.min(second, 59);
        }
        return parseAndRemember(bytes, at);
    }

    private long parseAndRemember(byte[] bytes, int at) {
        long time = parseAny(bytes, at);
        if (time != INVALID) {
            firstWord = Swar.word(bytes, at);
            secondWord = Swar.word(bytes, at + 8);
            lastOfMinute = pair(bytes, at + 16);
            offsetWord = Swar.word(bytes, at + SECONDS_AT) >>> 16;
            minuteStart = time - Math.min(twoDigits(bytes, at + SECONDS_AT), 59);
        }
        return time;
    }

    private static short pair(byte[] bytes, int at) {
        return (short) (bytes[at] << 8 | (bytes[at + 1] & 0xFF));
    }

    /** Like {@link #parse}, without memory. */
    public static long parseAny(byte[] bytes, int at) {
        int day = twoDigits(bytes, at);
        int month = month(bytes, at + 3);
        int century = twoDigits(bytes, at + 7);
        int yearOfCentury = twoDigits(bytes, at + 9);
        int hour = twoDigits(bytes, at + 12);
        int minute = twoDigits(bytes, at + 15);
        int second = twoDigits(bytes, at + SECONDS_AT);
        int offsetHours = twoDigits(bytes, at + 22);
        int offsetMinutes = twoDigits(bytes, at + 24);
        byte sign = bytes[at + 21];
        boolean digits = (day | century | yearOfCentury | hour | minute | second | offsetHours | offsetMinutes) >= 0;
        boolean marks = bytes[at + 2] == '/'
                && bytes[at + 6] == '/'
                && bytes[at + 11] == ':'
                && bytes[at + 14] == ':'
                && bytes[at + 17] == ':'
                && bytes[at + 20] == ' '
                && (sign == '+' || sign == '-');
        int year = century * 100 + yearOfCentury;
        if (!digits || !marks || month < 1 || year < 1 || day < 1 || day > daysIn(year, month)) {
            return INVALID;
        }
        if (hour > 23 || minute > 59 || second > 60) {
            return INVALID;
        }
        long offset = (offsetHours * 60L + offsetMinutes) * 60;
        long local = epochDay(year, month, day) * 86_400 + hour * 3_600L + minute * 60L + Math.min(second, 59);
        return sign == '+' ? local - offset : local + offset;
    }

    /** The number that two digits stand for, negative when they are none. */
    private static int twoDigits(byte[] bytes, int at) {
        int tens = bytes[at] - '0';
        int ones = bytes[at + 1] - '0';
        return (tens | ones | 9 - tens | 9 - ones) < 0 ? -1 : tens * 10 + ones;
    }

    /** The month, 1 to 12, of a name as C's locale writes it, 0 when it is none. */
    private static int month(byte[] bytes, int at) {
        for (int month = 1; month <= 12; month++) {
            int name = (month - 1) * 3;
            if (bytes[at] == MONTHS.charAt(name)
                    && bytes[at + 1] == MONTHS.charAt(name + 1)
                    && bytes[at + 2] == MONTHS.charAt(name + 2)) {
                return month;
            }
        }
        return 0;
    }

    private static int daysIn(int year, int month) {
        boolean leapFebruary = month == 2 && year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        return leapFebruary ? 29 : DAYS_IN_MONTH[month - 1];
    }

    /**
     * Days since 1970-01-01 in the proleptic Gregorian calendar: years are counted from March, so that the leap day is a
     * year's last (Hinnant, chrono-Compatible Low-Level Date Algorithms, days_from_civil).
     */
    private static long epochDay(int year, int month, int day) {
        int y = month > 2 ? year : year - 1;
        int monthFromMarch = (month + 9) % 12;
        return 365L * y + y / 4 - y / 100 + y / 400 + (153 * monthFromMarch + 2) / 5 + day - 1 - DAYS_TO_1970;
    }
}
