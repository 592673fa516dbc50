package io.github.logtraffic.engine;

import io.github.logtraffic.log.format.MalformedReason;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The books of a pass.
 *
 * @param inputs the logs that could be opened, in the order they were given
 * @param failures those that could not be read, or not to their end, in the same order
 * @param samples the first malformed line of each reason
 * @param interrupted whether the pass was stopped before its end
 * @param outOfOrder how many entries came too late to be put in order, in a pass that gives them in order
 */
public record RunSummary(
        List<InputSummary> inputs,
        List<InputFailure> failures,
        Map<MalformedReason, MalformedSample> samples,
        boolean interrupted,
        long outOfOrder) {
    /** The books of logs. */
    static RunSummary of(List<OpenLog> logs, List<InputFailure> failures, boolean interrupted, long outOfOrder) {
        Map<MalformedReason, MalformedSample> samples = new EnumMap<>(MalformedReason.class);
        for (OpenLog log : logs) {
            for (MalformedReason reason : MalformedReason.values()) {
                MalformedSample sample = log.sample(reason);
                if (sample != null) {
                    samples.putIfAbsent(reason, sample);
                }
            }
        }
        List<InputSummary> inputs = logs.stream().map(OpenLog::summary).toList();
        return new RunSummary(inputs, failures, samples, interrupted, outOfOrder);
    }

    /** The same of a run that was stopped, though maybe behind its pass. */
    public RunSummary asInterrupted() {
        return new RunSummary(inputs, failures, samples, true, outOfOrder);
    }

    /** The same to be said by who was not stopped himself. */
    public RunSummary asFinished() {
        return new RunSummary(inputs, failures, samples, false, outOfOrder);
    }

    /** What became of all lines. */
    public LineCounts lines() {
        return inputs.stream().map(InputSummary::lines).reduce(LineCounts.NONE, LineCounts::plus);
    }
}
