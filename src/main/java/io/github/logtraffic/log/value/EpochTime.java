package io.github.logtraffic.log.value;

/**
 * Reads times that are numbers, {@code 1525344856.899}, exactly: seconds since the epoch, or milli-, micro- or
 * nanoseconds. The unit is the coarsest one in which the number, {@code 1.7e9} in JSON maybe, is a time before the year
 * 5138: seconds up to 11 digits, then milliseconds up to 14, microseconds up to 17 and nanoseconds up to 20. {@link
 * #parse} knows the most frequent case, ten digits and maybe a fraction; {@link #parseAny} is the specification.
 */
public final class EpochTime {
    private static final int USUAL_DIGITS = "1525344856".length();
    private static final long MICROS = 1_000_000;
    private static final int SECONDS = 6; // micros are these times ten to the power of this
    private static final int NANOS = -3;
    private static final int NEXT_UNIT = -3;
    private static final long LATEST = 100_000_000_000_000_000L; // 5138-11-16

    private EpochTime() {}

    /** Microseconds since the epoch, rounded down, of the time that the whole range is, or {@link ClfTime#INVALID}. */
    public static long parse(byte[] bytes, int from, int to) {
        int point = from + USUAL_DIGITS;
        if (point == to || (point < to && bytes[point] == '.')) {
            int high = Decimals.eightDigits(bytes, from);
            int low = Decimals.twoDigits(bytes, from + Long.BYTES);
            int micros = TimeTail.micros(bytes, point, to);
            if ((high | low | micros) >= 0) {
                return (high * 100L + low) * MICROS + micros;
            }
        }
        return parseAny(bytes, from, to);
    }

    /** Like {@link #parse}. */
    static long parseAny(byte[] bytes, int from, int to) {
        for (int unit = SECONDS; unit >= NANOS; unit += NEXT_UNIT) {
            long micros = Decimals.scaled(bytes, from, to, unit);
            if (micros < LATEST) {
                return micros < 0 ? ClfTime.INVALID : micros;
            }
        }
        return ClfTime.INVALID;
    }
}
