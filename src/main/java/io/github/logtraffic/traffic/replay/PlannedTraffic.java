package io.github.logtraffic.traffic.replay;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is to be sent.
 *
 * @param requests how many requests
 * @param methods how many of each method
 * @param mostPerSecond how many in the busiest second, of those that begin with the first request; means nothing without a schedule
 * @param lengthNanos from when the first one is due until the last one is
 * @param skipped how many entries are left out, by reason
 * @param masked of how many requests a secret is masked
 */
public record PlannedTraffic(
        long requests,
        SortedMap<String, Long> methods,
        long mostPerSecond,
        long lengthNanos,
        SortedMap<SkipReason, Long> skipped,
        long masked) {
    /** Keeps copies. */
    public PlannedTraffic {
        methods = Collections.unmodifiableSortedMap(new TreeMap<>(methods));
        skipped = Collections.unmodifiableSortedMap(new TreeMap<>(skipped));
    }
}
