package io.github.logtraffic.traffic.replay;

import org.HdrHistogram.Histogram;

/** How long something took, to three digits. Times are milliseconds, and 0 when nothing was measured. */
public final class Latencies {
    private static final double MICROS_PER_MILLI = 1e3;
    private static final double PERCENT = 100;

    private final Histogram micros;

    /** @param micros is not changed any more */
    Latencies(Histogram micros) {
        this.micros = micros;
    }

    /** How many were measured. */
    public long count() {
        return micros.getTotalCount();
    }

    /**
     * The time that such a part of all does not exceed.
     *
     * @param percent 50 for the median
     */
    public double percentile(double percent) {
        return Math.min(micros.getValueAtPercentile(percent), micros.getMaxValue()) / MICROS_PER_MILLI;
    }

    /**
     * The same when so many more never ended, and count as longer than all that did.
     *
     * @param unended how many
     * @return {@link Double#POSITIVE_INFINITY} for one of these
     */
    double percentile(double percent, long unended) {
        if (unended == 0) {
            return percentile(percent);
        }
        long rank = (long) Math.ceil(Math.nextDown(percent) / PERCENT * (count() + unended));
        return rank > count() ? Double.POSITIVE_INFINITY : percentile(PERCENT * rank / count());
    }

    /** The most. */
    public double max() {
        return percentile(PERCENT);
    }

    /** How many took at least so long and less than that. */
    public long countBetween(double fromMillis, double toMillis) {
        return count() == 0
                ? 0
                : micros.getCountBetweenValues(
                        Math.round(fromMillis * MICROS_PER_MILLI), Math.round(toMillis * MICROS_PER_MILLI) - 1);
    }
}
