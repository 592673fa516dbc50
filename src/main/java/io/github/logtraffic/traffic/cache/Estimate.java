package io.github.logtraffic.traffic.cache;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What a sample says, and what each of two halves of it says.
 *
 * @param outcome without an error
 * @param halves none when the sample is all that there is
 */
record Estimate(CacheOutcome outcome, List<CacheOutcome> halves) {
    /**
     * The outcome with its error. How far off each other the two halves are is twice the standard error of their mean: on average
     * over all sizes of the policy, and at this size if that is more.
     *
     * @param ofPolicy all estimates of the policy that have halves
     */
    CacheOutcome outcome(List<Estimate> ofPolicy) {
        if (halves.isEmpty()) {
            return outcome;
        }
        double hits = 0;
        double bytes = 0;
        for (Estimate estimate : ofPolicy) {
            hits += Math.pow(estimate.difference(CacheCounts::hitRatio), 2);
            bytes += Math.pow(estimate.difference(CacheCounts::byteHitRatio), 2);
        }
        return outcome.withErrors(
                Math.max(Math.sqrt(hits / ofPolicy.size()), difference(CacheCounts::hitRatio)),
                Math.max(Math.sqrt(bytes / ofPolicy.size()), difference(CacheCounts::byteHitRatio)));
    }

    private double difference(ToDoubleFunction<CacheCounts> ratio) {
        return Math.abs(ratio.applyAsDouble(halves.get(0).all())
                - ratio.applyAsDouble(halves.get(1).all()));
    }
}
