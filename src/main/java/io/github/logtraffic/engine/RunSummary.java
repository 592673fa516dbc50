package io.github.logtraffic.engine;

import io.github.logtraffic.log.format.MalformedReason;
import java.util.List;
import java.util.Map;

/**
 * The books of a pass.
 *
 * @param inputs the logs that could be opened, in the order they were given
 * @param failures those that could not be read, or not to their end, in the same order
 * @param samples the first malformed line of each reason
 * @param interrupted whether the pass was stopped before its end
 */
public record RunSummary(
        List<InputSummary> inputs,
        List<InputFailure> failures,
        Map<MalformedReason, MalformedSample> samples,
        boolean interrupted) {
    /** What became of all lines. */
    public LineCounts lines() {
        return inputs.stream().map(InputSummary::lines).reduce(LineCounts.NONE, LineCounts::plus);
    }
}
