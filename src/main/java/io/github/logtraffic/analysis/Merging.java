package io.github.logtraffic.analysis;

import io.github.logtraffic.count.Tally;
import io.github.logtraffic.count.TallyForm.Part;
import io.github.logtraffic.count.TallyFormException;
import io.github.logtraffic.engine.InputFailure;
import io.github.logtraffic.engine.InputSummary;
import io.github.logtraffic.engine.MalformedSample;
import io.github.logtraffic.engine.RunSummary;
import io.github.logtraffic.log.format.MalformedReason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Adds up snapshots: made, given them one by one, asked once for the report. */
public final class Merging {
    private final AnalysisPlan plan;
    private final List<Part> parts = new ArrayList<>();
    private final List<InputSummary> inputs = new ArrayList<>();
    private final List<InputFailure> failures = new ArrayList<>();
    private final List<MalformedSample> samples = new ArrayList<>();
    private boolean isInterrupted;

    /** @param plan what to report, of the shape of all snapshots; its sources do not matter */
    public Merging(AnalysisPlan plan) {
        this.plan = plan;
    }

    /** Adds one. */
    public void add(Snapshot snapshot) {
        parts.add(snapshot.part());
        inputs.addAll(snapshot.inputs());
        failures.addAll(snapshot.failures());
        samples.addAll(snapshot.samples());
        isInterrupted |= snapshot.isInterrupted();
    }

    /**
     * The report over the logs of all of them: the same in whatever order they were given.
     *
     * @throws TallyFormException when one of them is not {@link Snapshot#isReadable}
     */
    public AnalysisResult result() throws TallyFormException {
        Tally sum = new Tally(plan.countPlan(), plan.memoryBytes());
        TallyReading.read(parts, sum, plan.pass().threads());
        inputs.sort(Comparator.comparing(InputSummary::source));
        failures.sort(Comparator.comparing(InputFailure::source));
        samples.sort(Comparator.comparing(MalformedSample::source).thenComparing(MalformedSample::lineNumber));
        Map<MalformedReason, MalformedSample> first = new EnumMap<>(MalformedReason.class);
        samples.forEach(sample -> first.putIfAbsent(sample.reason(), sample));
        return Analysis.result(plan, new RunSummary(inputs, failures, first, isInterrupted, 0), sum);
    }
}
