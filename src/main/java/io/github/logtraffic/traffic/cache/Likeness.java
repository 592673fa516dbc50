package io.github.logtraffic.traffic.cache;

import java.util.Arrays;

/**
 * Whether some of the requests of a log are for what all of them are for: by the total variation distance of their requests, and
 * of their bytes, less what it is by chance when requests do not depend on each other (the mean of a normal variable's absolute
 * value is sqrt(2 / pi) of its standard deviation). What a cache hits of them differs from what it hits of all by no more, as far
 * as it depends on how often objects are asked for.
 */
final class Likeness {
    private static final double MOST_UNLIKE = 0.005;
    private static final double MOST_UNLIKE_BYTES = 0.01;

    /** More than that is too much by chance, too: when a few requests have much of the bytes. */
    private static final double MOST_BY_CHANCE = 0.03;

    private final Trace whole;
    private final long[] requests;

    /** @param requests of the log, by object */
    Likeness(Trace whole, long[] requests) {
        this.whole = whole;
        this.requests = requests;
    }

    /** @param some how many of some requests are for each object */
    boolean has(long[] some) {
        double all = Arrays.stream(some).sum();
        double allBytes = 0;
        for (int object = 0; object < some.length; object++) {
            allBytes += (double) some[object] * whole.sizes()[object];
        }
        double unlike = 0;
        double unlikeBytes = 0;
        double total = 0;
        double totalBytes = 0;
        for (int object = 0; object < some.length; object++) {
            double share = (double) requests[object] / whole.length();
            double chance = Math.sqrt(2 / Math.PI * share * (1 - share) / all);
            double distance = Math.abs(some[object] / all - share);
            unlike += distance - chance;
            total += distance;
            double size = whole.sizes()[object];
            double bytesShare = requests[object] * size / whole.bytes();
            double bytesChance = chance * whole.length() * size / whole.bytes();
            double bytesDistance = Math.abs(some[object] * size / allBytes - bytesShare);
            unlikeBytes += bytesDistance - bytesChance;
            totalBytes += bytesDistance;
        }
        return unlike / 2 <= MOST_UNLIKE
                && unlikeBytes / 2 <= MOST_UNLIKE_BYTES
                && Math.max(total, totalBytes) / 2 <= MOST_BY_CHANCE;
    }
}
