package io.github.logtraffic.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers as text, the same in every locale. */
final class Numbers {
    private static final String[] SIZES = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};
    private static final String FULL = "█";
    private static final String EIGHTHS = " ▏▎▍▌▋▊▉";

    private final boolean human;

    /**
     * @param human whether to round sizes and to group digits
     */
    Numbers(boolean human) {
        this.human = human;
    }

    /** {@code 12,345} or {@code 12345}. */
    String count(long count) {
        return human ? String.format(Locale.ROOT, "%,d", count) : Long.toString(count);
    }

    /** {@code 1 request}, or {@code 12,345 requests}. */
    String count(long count, String one) {
        return count(count) + " " + one + (count == 1 ? "" : "s");
    }

    /** {@code 12.3 MB}, in powers of 1000, or {@code 12345678}. */
    String bytes(long bytes) {
        if (!human) {
            return Long.toString(bytes);
        }
        double value = bytes;
        int size = 0;
        while (value >= 999.95 && size < SIZES.length - 1) {
            value /= 1000;
            size++;
        }
        return String.format(Locale.ROOT, size == 0 ? "%.0f %s" : "%.1f %s", value, SIZES[size]);
    }

    /** {@code 1,234.57} or {@code 1234.57}: a number that is seldom whole, and often small. */
    String average(double average) {
        return String.format(Locale.ROOT, human ? "%,.2f" : "%.2f", average);
    }

    /** {@code 4.8%}. */
    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f%%", share * 100);
    }

    /** A number rounded to so many decimals, without zeros at its end. */
    static String decimal(double value, int decimals) {
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_EVEN);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    /** A bar of at most so many columns, drawn in eighths of one; something that is not nothing is an eighth at least. */
    static String bar(long value, long most, int columns) {
        if (value <= 0) {
            return "";
        }
        int eighths = Math.max(1, (int) Math.round((double) value / most * columns * 8));
        String last = eighths % 8 == 0 ? "" : EIGHTHS.substring(eighths % 8, eighths % 8 + 1);
        return FULL.repeat(eighths / 8) + last;
    }

    /** A length of time by its largest two units: {@code 3 d 11 h}, {@code 5 min}, {@code 90 s}. */
    static String duration(long seconds) {
        if (seconds < 120) {
            return seconds + " s";
        }
        long minutes = seconds / 60;
        if (minutes < 60) {
            return minutes + " min" + (seconds % 60 == 0 ? "" : " " + seconds % 60 + " s");
        }
        long hours = minutes / 60;
        if (hours < 48) {
            return hours + " h" + (minutes % 60 == 0 ? "" : " " + minutes % 60 + " min");
        }
        return String.format(Locale.ROOT, "%,d d", hours / 24) + (hours % 24 == 0 ? "" : " " + hours % 24 + " h");
    }

    /** {@code 12.3 ms}, {@code 1.23 s}, {@code 5 min 20 s}; or milliseconds, {@code 12.345}. */
    String micros(long micros) {
        if (!human) {
            return decimal(micros / 1e3, 3);
        }
        if (micros < 1_000_000) {
            return String.format(Locale.ROOT, "%.1f ms", micros / 1e3);
        }
        return micros < 120_000_000
                ? String.format(Locale.ROOT, "%.2f s", micros / 1e6)
                : duration(Math.round(micros / 1e6));
    }

    /** A length of time as users type it: {@code 1d}, {@code 1h}, {@code 5m}, {@code 90s}. */
    static String interval(long seconds) {
        if (seconds % 86_400 == 0) {
            return seconds / 86_400 + "d";
        }
        if (seconds % 3_600 == 0) {
            return seconds / 3_600 + "h";
        }
        return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }
}
