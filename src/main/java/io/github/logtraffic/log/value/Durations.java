package io.github.logtraffic.log.value;

/** Reads durations, exactly, as microseconds, rounded down. */
public final class Durations {
    private static final long LONGEST_NANOS = 1_000_000_000_000_000_000L; // 31 years: more is no duration of a request
    private static final long NANOS_PER_MICRO = 1_000;
    private static final int TO_NANOS = 3; // micros are nanos divided by ten to the power of this

    private static final int NO_UNIT = -1;

    private Durations() {}

    /**
     * The microseconds of a number without a unit: {@code 12}, {@code 0.057}, {@code .5} or {@code 5e-05}.
     *
     * @param nanosPerUnit what one is, a power of ten: 1,000,000,000 for seconds
     * @return -1 when the range is no such number, as {@code -}, or more than 31 years
     */
    public static long micros(byte[] bytes, int from, int to, long nanosPerUnit) {
        int shift = -TO_NANOS;
        for (long unit = nanosPerUnit; unit > 1; unit /= 10) {
            shift++;
        }
        long micros = Decimals.scaled(bytes, from, to, shift);
        return micros > LONGEST_NANOS / NANOS_PER_MICRO ? -1 : micros;
    }

    /**
     * The microseconds of one or more numbers with their units, as Go and protobuf write them: {@code 1.5s}, {@code
     * 357.313µs}, {@code 1m2.5s}. Units are {@code h}, {@code m}, {@code s}, {@code ms}, {@code us} or {@code µs}, and
     * {@code ns}.
     *
     * @return -1 when the range is anything else, a bare number too, or more than 31 years
     */
    public static long microsWithUnit(byte[] bytes, int from, int to) {
        long sum = 0;
        int at = from;
        while (at < to) {
            int unitFrom = endOfNumber(bytes, at, to);
            int unitTo = endOfUnit(bytes, unitFrom, to);
            long nanos = nanos(bytes, at, unitFrom, unitTo);
            sum += nanos;
            if (nanos < 0 || sum > LONGEST_NANOS) {
                return -1;
            }
            at = unitTo;
        }
        return from == to ? -1 : sum / NANOS_PER_MICRO;
    }

    private static int endOfNumber(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && isOfNumber(bytes[at])) {
            at++;
        }
        return at;
    }

    private static int endOfUnit(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && !isOfNumber(bytes[at])) {
            at++;
        }
        return at;
    }

    private static boolean isOfNumber(byte value) {
        return Decimals.isDigit(value) || value == '.';
    }

    /** The nanoseconds of a number and its unit, at most {@link #LONGEST_NANOS}; -1 when they are not both right. */
    private static long nanos(byte[] bytes, int numberFrom, int unitFrom, int unitTo) {
        int length = unitTo - unitFrom;
        int minutes = length == 1 ? minutes(bytes[unitFrom]) : 0;
        int power = minutes > 0 ? 9 : powerOfNanos(bytes, unitFrom, length);
        if (power == NO_UNIT) {
            return -1;
        }
        int factor = Math.max(1, minutes * 60);
        long nanos = Decimals.scaled(bytes, numberFrom, unitFrom, power);
        return nanos > LONGEST_NANOS / factor ? -1 : nanos * factor;
    }

    private static int minutes(byte unit) {
        return switch (unit) {
            case 'h' -> 60;
            case 'm' -> 1;
            default -> 0;
        };
    }

    /** One of the unit is ten to the power of this nanoseconds. */
    private static int powerOfNanos(byte[] bytes, int unit, int length) {
        if (length == 0 || bytes[unit + length - 1] != 's') {
            return NO_UNIT;
        }
        if (length == 3) {
            return isMicro(bytes[unit], bytes[unit + 1]) ? 3 : NO_UNIT;
        }
        return length == 1 ? 9 : length == 2 ? powerOfNanos(bytes[unit]) : NO_UNIT;
    }

    private static int powerOfNanos(byte prefix) {
        return switch (prefix) {
            case 'm' -> 6;
            case 'u' -> 3;
            case 'n' -> 0;
            default -> NO_UNIT;
        };
    }

    /** Whether the bytes are the micro sign, U+00B5, or the Greek letter mu, U+03BC, in UTF-8. */
    private static boolean isMicro(byte first, byte second) {
        return (first == (byte) 0xC2 && second == (byte) 0xB5) || (first == (byte) 0xCE && second == (byte) 0xBC);
    }
}
