package io.github.logtraffic.traffic.balance;

import java.util.List;

/**
 * What a backend would have got.
 *
 * @param backend which one
 * @param requests how many requests
 * @param share of all requests that were sent to any backend
 * @param bytes the bodies of the responses
 * @param statusClasses requests by the first digit of their status, 0 to 9
 * @param perSecond its busiest second
 * @param perMinute its busiest minute
 * @param atHand the most requests it had at hand at once
 * @param atHandOnAverage how many it had on average, from the first request to a second behind the last one
 * @param clients how many different clients it saw
 * @param targets how many different request targets it saw
 * @param failedTries how many requests were tried there in vain
 */
public record BackendOutcome(
        Backend backend,
        long requests,
        double share,
        long bytes,
        List<Long> statusClasses,
        Peak perSecond,
        Peak perMinute,
        Peak atHand,
        double atHandOnAverage,
        long clients,
        long targets,
        long failedTries) {
    /** Keeps a copy. */
    public BackendOutcome {
        statusClasses = List.copyOf(statusClasses);
    }
}
