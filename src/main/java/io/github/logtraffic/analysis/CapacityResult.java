package io.github.logtraffic.analysis;

import io.github.logtraffic.traffic.replay.CapacityRule;
import io.github.logtraffic.traffic.replay.Pace;
import io.github.logtraffic.traffic.replay.ReplayOutcome;
import java.util.List;

/**
 * How much traffic targets carry.
 *
 * @param rule what had to hold
 * @param steps what was played, each twice as fast as the one before, or as fast as the ceiling let it
 * @param held how many of them held, from the first on
 * @param end why there were no more
 */
public record CapacityResult(CapacityRule rule, List<Step> steps, int held, CapacityEnd end) {
    /** Keeps a copy. */
    public CapacityResult {
        steps = List.copyOf(steps);
    }

    /**
     * What was played at one pace.
     *
     * @param pace the pace at which it was played in fact, which is less than what was meant when the ceiling slowed it
     * @param outcome what came of it in all; single targets and differences are not kept, which take much memory
     * @param broken what of the rule did not hold
     */
    public record Step(Pace pace, ReplayOutcome outcome, List<CapacityRule.Bound> broken) {
        /** Keeps a copy, and a summary. */
        public Step {
            outcome = outcome.summary();
            broken = List.copyOf(broken);
        }
    }
}
