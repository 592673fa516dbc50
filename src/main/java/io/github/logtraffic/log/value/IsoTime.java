package io.github.logtraffic.log.value;

import io.github.logtraffic.log.entry.Swar;

/**
 * Reads times as RFC 3339 has them, {@code 2026-01-24T01:34:36.743Z}, and as they are written in its spirit: with a blank
 * or a small {@code t} before the time of day, a comma before the fraction, of one to nine digits and read as
 * microseconds; a blank before the offset, and the offset {@code +HH:MM}, {@code +HHMM}, {@code +HH}, {@code Z}, {@code
 * UTC}, {@code GMT} or missing, which all mean UTC but the first three.
 *
 * <p>Neighbouring lines mostly share their minute and offset, so the last ones are remembered: then only the seconds and
 * the fraction are read. {@link #parse} knows that case, {@link #parseAny} is the specification. Second 60, a leap
 * second, counts as 59.
 */
public final class IsoTime {
    private static final long MICROS = 1_000_000;
    private static final int SECONDS_AT = "2026-01-24T01:34:".length();
    private static final int LOCAL_LENGTH = SECONDS_AT + 2;

    // The remembered minute's text, bytes 0-7 and 8-15, and its zone, the highest bytes of the text's last word:
    // the longest one, a blank and +HH:MM, has seven.
    private long firstWord;
    private long secondWord;
    private long zone;
    private long zoneMask;
    private int zoneLength;
    private long minuteStart = ClfTime.INVALID;

    /** Microseconds since the epoch of the time that the whole range is, or {@link ClfTime#INVALID}. */
    public long parse(byte[] bytes, int from, int to) {
        int fraction = from + LOCAL_LENGTH;
        int zoneAt = to - zoneLength;
        if (minuteStart != ClfTime.INVALID
                && zoneAt >= fraction
                && Swar.word(bytes, from) == firstWord
                && Swar.word(bytes, from + 8) == secondWord
                && bytes[from + 16] == ':'
                && (Swar.word(bytes, to - Long.BYTES) & zoneMask) == zone) {
            int second = Decimals.twoDigits(bytes, from + SECONDS_AT);
            int micros = TimeTail.micros(bytes, fraction, zoneAt);
            if (second >= 0 && second <= 60 && micros >= 0) {
                return minuteStart + Math.min(second, 59) * MICROS + micros;
            }
        }
        return parseAndRemember(bytes, from, to);
    }

    private long parseAndRemember(byte[] bytes, int from, int to) {
        long time = parseAny(bytes, from, to);
        if (time != ClfTime.INVALID) {
            int fraction = from + LOCAL_LENGTH;
            int zoneAt = TimeTail.endOfFraction(bytes, fraction, to);
            zoneLength = to - zoneAt;
            zoneMask = zoneLength == 0 ? 0 : -1L << (Long.SIZE - Byte.SIZE * zoneLength);
            zone = Swar.word(bytes, to - Long.BYTES) & zoneMask;
            firstWord = Swar.word(bytes, from);
            secondWord = Swar.word(bytes, from + 8);
            int second = Math.min(Decimals.twoDigits(bytes, from + SECONDS_AT), 59);
            minuteStart = time - second * MICROS - TimeTail.micros(bytes, fraction, zoneAt);
        }
        return time;
    }

    /** Like {@link #parse}, without memory. */
    public static long parseAny(byte[] bytes, int from, int to) {
        if (to - from < LOCAL_LENGTH || !isMarked(bytes, from)) {
            return ClfTime.INVALID;
        }
        int century = Decimals.twoDigits(bytes, from);
        int yearOfCentury = Decimals.twoDigits(bytes, from + 2);
        int year = (century | yearOfCentury) < 0 ? -1 : century * 100 + yearOfCentury;
        long second = CivilDate.epochSecond(
                year,
                Decimals.twoDigits(bytes, from + 5),
                Decimals.twoDigits(bytes, from + 8),
                Decimals.twoDigits(bytes, from + 11),
                Decimals.twoDigits(bytes, from + 14),
                Decimals.twoDigits(bytes, from + SECONDS_AT));
        int fraction = from + LOCAL_LENGTH;
        int zoneAt = TimeTail.endOfFraction(bytes, fraction, to);
        int micros = TimeTail.micros(bytes, fraction, zoneAt);
        int offset = TimeTail.zone(bytes, zoneAt, to);
        boolean valid = second != ClfTime.INVALID && micros >= 0 && offset != TimeTail.NO_ZONE;
        return valid ? (second - offset) * MICROS + micros : ClfTime.INVALID;
    }

    private static boolean isMarked(byte[] bytes, int from) {
        byte separator = bytes[from + 10];
        return bytes[from + 4] == '-'
                && bytes[from + 7] == '-'
                && (separator == 'T' || separator == 't' || separator == ' ' || separator == '\t')
                && bytes[from + 13] == ':'
                && bytes[from + 16] == ':';
    }
}
