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

    private static final int SECONDS_AT = "17/May/2015:10:05:".length();

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
            int second = Decimals.twoDigits(bytes, at + SECONDS_AT);
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
            minuteStart = time - Math.min(Decimals.twoDigits(bytes, at + SECONDS_AT), 59);
        }
        return time;
    }

    private static short pair(byte[] bytes, int at) {
        return (short) (bytes[at] << 8 | (bytes[at + 1] & 0xFF));
    }

    /** Like {@link #parse}, without memory. */
    public static long parseAny(byte[] bytes, int at) {
        int century = Decimals.twoDigits(bytes, at + 7);
        int yearOfCentury = Decimals.twoDigits(bytes, at + 9);
        int offsetHours = Decimals.twoDigits(bytes, at + 22);
        int offsetMinutes = Decimals.twoDigits(bytes, at + 24);
        byte sign = bytes[at + 21];
        boolean marks = bytes[at + 2] == '/'
                && bytes[at + 6] == '/'
                && bytes[at + 11] == ':'
                && bytes[at + 14] == ':'
                && bytes[at + 17] == ':'
                && bytes[at + 20] == ' '
                && (sign == '+' || sign == '-');
        if (!marks || (century | yearOfCentury | offsetHours | offsetMinutes) < 0) {
            return INVALID;
        }
        long local = CivilDate.epochSecond(
                century * 100 + yearOfCentury,
                month(bytes, at + 3),
                Decimals.twoDigits(bytes, at),
                Decimals.twoDigits(bytes, at + 12),
                Decimals.twoDigits(bytes, at + 15),
                Decimals.twoDigits(bytes, at + SECONDS_AT));
        if (local == INVALID) {
            return INVALID;
        }
        long offset = (offsetHours * 60L + offsetMinutes) * 60;
        return sign == '+' ? local - offset : local + offset;
    }

    /** The month, 1 to 12, of a name as C's locale writes it, in the same case; 0 when it is none. */
    private static int month(byte[] bytes, int at) {
        boolean capitalized = (bytes[at] & 0x20) == 0 && (bytes[at + 1] & bytes[at + 2] & 0x20) != 0;
        return capitalized ? EnglishNames.MONTHS.abbreviated(bytes, at) : 0;
    }
}
