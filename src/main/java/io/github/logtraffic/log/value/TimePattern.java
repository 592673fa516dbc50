package io.github.logtraffic.log.value;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A time, or a part of one, in a form that a server's configuration describes. Names of months and days are English, in
 * any case. Immutable; two of the same form are equal.
 */
public final class TimePattern {
    /** Seconds since the epoch. */
    public static final TimePattern SEC = epoch("sec", 6);
    /** Milliseconds since the epoch. */
    public static final TimePattern MSEC = epoch("msec", 3);
    /** Microseconds since the epoch. */
    public static final TimePattern USEC = epoch("usec", 0);
    /** The milliseconds of the second, three digits. */
    public static final TimePattern MSEC_FRAC =
            new TimeProgram().number(TimeParts.MILLI, 3, 3).pattern("msec_frac");
    /** The microseconds of the second, six digits. */
    public static final TimePattern USEC_FRAC =
            new TimeProgram().number(TimeParts.MICRO, 6, 6).pattern("usec_frac");

    /** Month, day and year as the United States write them, {@code 3/20/01}; the year of two or of four digits. */
    public static final TimePattern US_DATE = new TimeProgram()
            .number(TimeParts.MONTH, 1, 2)
            .literal("/")
            .number(TimeParts.DAY, 1, 2)
            .literal("/")
            .number(TimeParts.YEAR_OF_CENTURY, 2, 4)
            .pattern("M/D/Y");

    private static final int MICRO_DIGITS = 6;
    private static final int NOWHERE = -1;
    private static final long LATEST_EPOCH = 100_000_000_000_000_000L; // 5138-11-16
    private static final int COLON_OFFSET = "+HH:MM".length();

    private final String source;
    private final int[] program;

    TimePattern(String source, int[] program) {
        this.source = source;
        this.program = program;
    }

    private static TimePattern epoch(String source, int power) {
        return new TimeProgram().add(TimeProgram.EPOCH, power).pattern(source);
    }

    /**
     * The form that a pattern of C's {@code strftime} describes, as in Apache's {@code %{%d/%b/%Y %T}t}. Numbers of weeks
     * and days of the week are skipped: they say nothing about the instant that other directives do not.
     *
     * @throws IllegalArgumentException when a directive is not understood; the message says which
     */
    public static TimePattern strftime(String pattern) {
        return StrftimeCompiler.compile(pattern);
    }

    /**
     * The form that a pattern of Java's {@code SimpleDateFormat} describes, as in Tomcat's {@code %{yyyy-MM-dd
     * HH:mm:ss}t}.
     *
     * @throws IllegalArgumentException when a letter is not understood; the message says which
     */
    public static TimePattern simpleDateFormat(String pattern) {
        return SimpleDateFormatCompiler.compile(pattern);
    }

    /**
     * Reads the fraction of a second that may stand behind a pattern's time: a point and digits, of which six count.
     *
     * @return where it ends; {@code from} when there is none
     */
    public static int readFraction(byte[] bytes, int from, int to, TimeParts parts) {
        int at = from + 1;
        int micros = 0;
        while (at < to && bytes[at] >= '0' && bytes[at] <= '9') {
            micros = at <= from + MICRO_DIGITS ? micros * 10 + bytes[at] - '0' : micros;
            at++;
        }
        if (from >= to || bytes[from] != '.' || at == from + 1) {
            return from;
        }
        for (int digits = at - from - 1; digits < MICRO_DIGITS; digits++) {
            micros *= 10;
        }
        parts.set(TimeParts.MICRO, micros);
        return at;
    }

    /**
     * Reads what the pattern describes from the beginning of the range, and sets the parts.
     *
     * @return where it ends, or -1 when the range does not begin with it; some parts may be set even then
     */
    public int read(byte[] bytes, int from, int to, TimeParts parts) {
        int at = from;
        for (int instruction : program) {
            at = step(instruction, bytes, at, to, parts);
            if (at == NOWHERE) {
                return NOWHERE;
            }
        }
        return at;
    }

    private static int step(int instruction, byte[] bytes, int at, int to, TimeParts parts) {
        int argument = TimeProgram.argument(instruction, 1);
        return switch (TimeProgram.operation(instruction)) {
            case TimeProgram.LITERAL -> at < to && bytes[at] == (byte) argument ? at + 1 : NOWHERE;
            case TimeProgram.NUMBER -> number(instruction, bytes, at, to, parts);
            case TimeProgram.OPTIONAL_BLANK -> at < to && bytes[at] == ' ' ? at + 1 : at;
            case TimeProgram.MONTH_NAME ->
                name(EnglishNames.MONTHS, TimeParts.MONTH, argument == 1, bytes, at, to, parts);
            case TimeProgram.DAY_NAME ->
                name(EnglishNames.DAYS, TimeParts.IGNORED, argument == 1, bytes, at, to, parts);
            case TimeProgram.HALF_DAY -> halfDay(bytes, at, to, parts);
            case TimeProgram.OFFSET -> offset(bytes, at, to, parts);
            case TimeProgram.ZONE_NAME -> zoneName(bytes, at, to, parts);
            case TimeProgram.EPOCH -> epoch(argument, bytes, at, to, parts);
            default -> NOWHERE;
        };
    }

    private static int number(int instruction, byte[] bytes, int from, int to, TimeParts parts) {
        int least = TimeProgram.argument(instruction, 2);
        int most = TimeProgram.argument(instruction, 3);
        int limit = Math.min(to, from + most);
        int value = 0;
        int at = from;
        while (at < limit && Decimals.isDigit(bytes[at])) {
            value = value * 10 + bytes[at] - '0';
            at++;
        }
        if (at - from < least) {
            return NOWHERE;
        }
        parts.set(TimeProgram.argument(instruction, 1), value);
        return at;
    }

    private static int name(
            EnglishNames names, int part, boolean whole, byte[] bytes, int from, int to, TimeParts parts) {
        int number = to - from >= EnglishNames.ABBREVIATED ? names.abbreviated(bytes, from) : 0;
        if (number == 0) {
            return NOWHERE;
        }
        parts.set(part, number);
        return whole ? names.endOfWhole(number, bytes, from, to) : from + EnglishNames.ABBREVIATED;
    }

    private static int halfDay(byte[] bytes, int from, int to, TimeParts parts) {
        if (to - from < 2 || (bytes[from + 1] | 0x20) != 'm') {
            return NOWHERE;
        }
        int half = bytes[from] | 0x20;
        if (half != 'a' && half != 'p') {
            return NOWHERE;
        }
        parts.set(TimeParts.HALF_DAY, half == 'p' ? 1 : 0);
        return from + 2;
    }

    private static int offset(byte[] bytes, int from, int to, TimeParts parts) {
        int end = TimeTail.endOfOffset(bytes, from, to);
        if (end != NOWHERE) {
            parts.offset(TimeTail.offset(bytes, from, end));
        }
        return end;
    }

    /**
     * Reads letters, which mean UTC whatever they are, or one of the two kinds of names that say an offset: {@code +03},
     * as strftime has it for zones without a name, and SimpleDateFormat's {@code GMT+03:00}.
     */
    private static int zoneName(byte[] bytes, int from, int to, TimeParts parts) {
        int at = from;
        while (at < to && (bytes[at] | 0x20) >= 'a' && (bytes[at] | 0x20) <= 'z') {
            at++;
        }
        if (at < to && (bytes[at] == '+' || bytes[at] == '-')) {
            int end = TimeTail.endOfOffset(bytes, at, to);
            if (end != NOWHERE && (at == from || end - at == COLON_OFFSET)) {
                return offset(bytes, at, end, parts);
            }
        }
        return at == from ? NOWHERE : at;
    }

    private static int epoch(int power, byte[] bytes, int from, int to, TimeParts parts) {
        int end = Decimals.endOfDigits(bytes, from, to);
        long micros = Decimals.scaled(bytes, from, end, power);
        if (micros < 0 || micros >= LATEST_EPOCH) {
            return NOWHERE;
        }
        parts.epoch(micros);
        return end;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TimePattern pattern && Arrays.equals(program, pattern.program);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(program);
    }

    /** The pattern as it was written. */
    @Override
    public String toString() {
        return source;
    }
}
