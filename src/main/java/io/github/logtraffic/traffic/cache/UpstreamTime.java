package io.github.logtraffic.traffic.cache;

import io.github.logtraffic.log.entry.AccessLogEntry;

/**
 * How long servers behind nginx took for a request, as {@code $upstream_response_time} has it: seconds with a fraction, for
 * each server that was tried, between commas and colons, or {@code -} for one that was not asked.
 */
final class UpstreamTime {
    private static final long MICROS = 1_000_000;
    private static final long MOST_SECONDS = 1_000_000_000;

    private UpstreamTime() {}

    /** All of them together, in microseconds; 0 without any, or when it is none. */
    static long micros(AccessLogEntry entry, int slot) {
        if (!entry.hasText(slot)) {
            return 0;
        }
        byte[] bytes = entry.textBytes(slot);
        long sum = 0;
        long number = 0;
        long unit = MICROS; // of the next digit behind the point; of one before it, all of a second
        boolean isFraction = false;
        for (int at = entry.textFrom(slot); at < entry.textTo(slot); at++) {
            int digit = bytes[at] - '0';
            if (digit >= 0 && digit <= 9) {
                unit /= isFraction ? 10 : 1;
                number = isFraction
                        ? number + digit * unit
                        : Math.min(MOST_SECONDS * MICROS, number * 10 + digit * MICROS);
            } else if (bytes[at] == '.' && !isFraction) {
                isFraction = true;
            } else {
                sum = Minutes.plus(sum, number);
                number = 0;
                unit = MICROS;
                isFraction = false;
            }
        }
        return Minutes.plus(sum, number);
    }
}
