package io.github.logtraffic.report;

import java.util.Locale;

/** How long a time is, in words. */
public final class Lengths {
    private static final int MINUTE = 60;

    private Lengths() {}

    /** {@code 9 h 10 min}. */
    public static String text(long seconds) {
        long minutes = Math.max(1, Math.round(seconds / (double) MINUTE));
        return minutes < MINUTE
                ? minutes + " min"
                : String.format(Locale.ROOT, "%,d h", minutes / MINUTE)
                        + (minutes % MINUTE == 0 ? "" : " " + minutes % MINUTE + " min");
    }
}
