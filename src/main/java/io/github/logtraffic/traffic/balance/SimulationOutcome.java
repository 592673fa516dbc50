package io.github.logtraffic.traffic.balance;

import java.util.List;

/**
 * How the requests of a log would have spread.
 *
 * @param requestsTimed of how many the log says how long they took
 * @param mostAtHand how many requests could be at hand at once
 * @param requestsCutShort how many ended before their time, because so many others were at hand
 * @param exact whether all different clients and targets could be kept; otherwise there were more than is said
 * @param policies in the order of the plan
 */
public record SimulationOutcome(
        long requestsTimed, int mostAtHand, long requestsCutShort, boolean exact, List<PolicyOutcome> policies) {
    /** Keeps a copy. */
    public SimulationOutcome {
        policies = List.copyOf(policies);
    }
}
