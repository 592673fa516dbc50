package io.github.logtraffic.log.value;

import io.github.logtraffic.log.entry.Swar;

/**
 * Reads times in any form that servers are known to write, in brackets or not, each of which one or two of its bytes tell
 * from all others:
 *
 * <ul>
 *   <li>{@code 17/May/2015:10:05:03 +0000}, the common log format
 *   <li>{@code 2026-01-24T01:34:36.743Z} and what else {@link IsoTime} reads
 *   <li>{@code 2006/01/02 15:04:05}
 *   <li>{@code Mon, 02 Jan 2006 15:04:05 GMT}, RFC 1123
 *   <li>{@code 1525344856.899} and what else {@link EpochTime} reads
 * </ul>
 *
 * <p>All but the last may have a fraction and a zone as {@link IsoTime} has them; without a zone they are UTC.
 */
public final class AnyTime {
    private static final TimePattern CLF = TimePattern.strftime("%d/%b/%Y:%H:%M:%S");
    private static final TimePattern SLASHES = TimePattern.strftime("%Y/%m/%d %H:%M:%S");
    private static final TimePattern RFC_1123 = TimePattern.strftime("%a, %d %b %Y %H:%M:%S");
    private static final int SHORTEST_CALENDAR_TIME = "2006/01/02 15:04:05".length();
    private static final long MICROS = 1_000_000;
    private static final int SECONDS_AT = "17/May/2015:10:05:".length();

    private final ClfTime clf = new ClfTime();
    private final IsoTime iso = new IsoTime();
    private final TimeParts parts = new TimeParts();

    // The remembered minute of a time without a zone: its text, and when it begins.
    private long firstWord;
    private long secondWord;
    private byte lastOfMinute;
    private long minuteStart = ClfTime.INVALID;

    /** Microseconds since the epoch of the time that the whole range is, or {@link ClfTime#INVALID}. */
    public long parse(byte[] bytes, int from, int to) {
        boolean bracketed = to - from >= 2 && bytes[from] == '[' && bytes[to - 1] == ']';
        return bracketed ? parseBare(bytes, from + 1, to - 1) : parseBare(bytes, from, to);
    }

    private long parseBare(byte[] bytes, int from, int to) {
        if (to - from < SHORTEST_CALENDAR_TIME) {
            return EpochTime.parse(bytes, from, to);
        }
        if (bytes[from + 2] == '/') {
            return parseClf(bytes, from, to);
        }
        if (bytes[from + 3] == ',') {
            return parse(RFC_1123, bytes, from, to);
        }
        return switch (bytes[from + 4]) {
            case '-' -> iso.parse(bytes, from, to);
            case '/' -> parse(SLASHES, bytes, from, to);
            default -> EpochTime.parse(bytes, from, to);
        };
    }

    private long parseClf(byte[] bytes, int from, int to) {
        long second = to - from == ClfTime.LENGTH ? clf.parse(bytes, from) : ClfTime.INVALID;
        return second == ClfTime.INVALID ? parseLocalClf(bytes, from, to) : second * MICROS;
    }

    /** Without a zone, as HAProxy writes it, mostly in the same minute as the time before. */
    private long parseLocalClf(byte[] bytes, int from, int to) {
        int fraction = from + SECONDS_AT + 2;
        if (fraction <= to
                && minuteStart != ClfTime.INVALID
                && Swar.word(bytes, from) == firstWord
                && Swar.word(bytes, from + 8) == secondWord
                && bytes[from + 16] == lastOfMinute
                && bytes[from + 17] == ':') {
            int second = Decimals.twoDigits(bytes, from + SECONDS_AT);
            int micros = TimeTail.micros(bytes, fraction, to);
            if (second >= 0 && second <= 60 && micros >= 0) {
                return minuteStart + Math.min(second, 59) * MICROS + micros;
            }
        }
        long time = parse(CLF, bytes, from, to);
        if (time != ClfTime.INVALID && TimeTail.endOfFraction(bytes, fraction, to) == to) {
            firstWord = Swar.word(bytes, from);
            secondWord = Swar.word(bytes, from + 8);
            lastOfMinute = bytes[from + 16];
            int second = Math.min(Decimals.twoDigits(bytes, from + SECONDS_AT), 59);
            minuteStart = time - second * MICROS - TimeTail.micros(bytes, fraction, to);
        }
        return time;
    }

    private long parse(TimePattern pattern, byte[] bytes, int from, int to) {
        parts.clear();
        int fraction = pattern.read(bytes, from, to, parts);
        if (fraction < 0) {
            return ClfTime.INVALID;
        }
        int zoneAt = TimeTail.endOfFraction(bytes, fraction, to);
        int micros = TimeTail.micros(bytes, fraction, zoneAt);
        int offset = TimeTail.zone(bytes, zoneAt, to);
        if (micros < 0 || offset == TimeTail.NO_ZONE) {
            return ClfTime.INVALID;
        }
        parts.set(TimeParts.MICRO, micros);
        parts.offset(offset);
        return parts.epochMicros();
    }
}
