package io.github.logtraffic.analysis;

import io.github.logtraffic.count.Tally;
import io.github.logtraffic.engine.RunSummary;

/**
 * What a run has counted.
 *
 * @param run its books
 * @param tally the counts
 */
public record Counted(RunSummary run, Tally tally) {
    /**
     * What has changed from this one to another of the same plan.
     *
     * @param plan what was counted; of its first group it is said what has changed, of clients when it has none
     */
    public Comparison compare(AnalysisPlan plan, Counted after) {
        return Comparing.of(plan, this, after);
    }
}
