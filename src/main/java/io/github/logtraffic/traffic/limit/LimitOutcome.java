package io.github.logtraffic.traffic.limit;

import io.github.logtraffic.count.DurationCounts;
import java.util.List;

/**
 * What a setting would have done. Where nothing else is said, requests of one stamp are spread evenly.
 *
 * @param setting which
 * @param passed the requests that pass, also those that wait before
 * @param delays how long those wait that do
 * @param rejectedLow the rejected requests: the smaller number of the two runs
 * @param rejectedHigh the larger one
 * @param rejected those of the run that everything else is of
 * @param rejectedSuccesses those of them whose response had been a 2xx
 * @param touched the clients of which requests wait or are rejected; about, if some were forgotten
 * @param crawlers those of them that claim to be crawlers
 * @param mostHarmed the clients with the most rejected requests
 * @param peak the most requests that are let through in a second
 * @param peakSecond when, in seconds since 1970
 */
public record LimitOutcome(
        LimitSetting setting,
        long passed,
        DurationCounts delays,
        long rejectedLow,
        long rejectedHigh,
        long rejected,
        long rejectedSuccesses,
        long touched,
        long crawlers,
        List<HarmedClient> mostHarmed,
        long peak,
        long peakSecond) {
    private static final int MILLI_MICROS = 1_000;

    /** The same, with at most so many of the most harmed clients; 0 is all. */
    public LimitOutcome naming(int most) {
        List<HarmedClient> fewer = most == 0 ? mostHarmed : mostHarmed.subList(0, Math.min(most, mostHarmed.size()));
        return new LimitOutcome(
                setting,
                passed,
                delays,
                rejectedLow,
                rejectedHigh,
                rejected,
                rejectedSuccesses,
                touched,
                crawlers,
                fewer,
                peak,
                peakSecond);
    }

    /** How many requests wait before they pass. */
    public long delayed() {
        return delays.requests();
    }

    /** How long the longest wait is, 0 when none waits. */
    public long longestDelayMillis() {
        return delays.maxMicros() / MILLI_MICROS;
    }
}
