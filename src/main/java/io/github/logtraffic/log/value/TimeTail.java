package io.github.logtraffic.log.value;

/** What may follow the seconds of a time: a fraction, and the offset from UTC. */
final class TimeTail {
    /** What {@link #zone} returns for text that is none. */
    static final int NO_ZONE = Integer.MIN_VALUE;

    private static final int LONGEST_FRACTION = 9;
    private static final int FRACTION_READ = 6;

    private TimeTail() {}

    /** Where the fraction that begins with a point or comma at {@code from} ends; {@code from} when there is none. */
    static int endOfFraction(byte[] bytes, int from, int to) {
        boolean marked = from < to && (bytes[from] == '.' || bytes[from] == ',');
        return marked ? Decimals.endOfDigits(bytes, from + 1, to) : from;
    }

    /**
     * The microseconds, rounded down, of a fraction of one to nine digits behind its mark; 0 of an empty range.
     *
     * @return -1 when the range is no fraction
     */
    static int micros(byte[] bytes, int from, int to) {
        if (from == to) {
            return 0;
        }
        int digits = to - from - 1;
        if ((bytes[from] != '.' && bytes[from] != ',') || digits < 1 || digits > LONGEST_FRACTION) {
            return -1;
        }
        int micros = 0;
        for (int i = 1; i <= digits; i++) {
            int digit = bytes[from + i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            micros = i <= FRACTION_READ ? micros * 10 + digit : micros;
        }
        for (int i = digits; i < FRACTION_READ; i++) {
            micros *= 10;
        }
        return micros;
    }

    /**
     * Seconds east of UTC of the zone that the whole range is: nothing, an offset, {@code UTC} or {@code GMT}; the latter
     * three may follow a blank.
     *
     * @return {@link #NO_ZONE} when the range is something else
     */
    static int zone(byte[] bytes, int from, int to) {
        if (from == to) {
            return 0;
        }
        int at = bytes[from] == ' ' ? from + 1 : from;
        if (isUtc(bytes, at, to)) {
            return 0;
        }
        return endOfOffset(bytes, at, to) == to ? offset(bytes, at, to) : NO_ZONE;
    }

    private static boolean isUtc(byte[] bytes, int from, int to) {
        if (to - from != 3) {
            return false;
        }
        boolean utc = bytes[from] == 'U' && bytes[from + 1] == 'T' && bytes[from + 2] == 'C';
        return utc || (bytes[from] == 'G' && bytes[from + 1] == 'M' && bytes[from + 2] == 'T');
    }

    /**
     * Where the offset that the range begins with ends: {@code Z}, {@code +HH}, {@code +HHMM} or {@code +HH:MM}, or the
     * same with a minus.
     *
     * @return -1 when the range does not begin with an offset
     */
    static int endOfOffset(byte[] bytes, int from, int to) {
        if (from < to && (bytes[from] | 0x20) == 'z') {
            return from + 1;
        }
        boolean signed = from < to && (bytes[from] == '+' || bytes[from] == '-');
        if (!signed || !isUpTo(23, bytes, from + 1, to)) {
            return -1;
        }
        int hoursEnd = from + 3;
        int minutes = hoursEnd < to && bytes[hoursEnd] == ':' ? hoursEnd + 1 : hoursEnd;
        return isUpTo(59, bytes, minutes, to) ? minutes + 2 : hoursEnd;
    }

    private static boolean isUpTo(int most, byte[] bytes, int at, int to) {
        int value = to - at >= 2 ? Decimals.twoDigits(bytes, at) : -1;
        return value >= 0 && value <= most;
    }

    /** Seconds east of UTC of the range that {@link #endOfOffset} found. */
    static int offset(byte[] bytes, int from, int to) {
        if (to - from == 1) {
            return 0;
        }
        int hours = Decimals.twoDigits(bytes, from + 1);
        int minutes = to - from > 3 ? Decimals.twoDigits(bytes, to - 2) : 0;
        int seconds = (hours * 60 + minutes) * 60;
        return bytes[from] == '-' ? -seconds : seconds;
    }
}
