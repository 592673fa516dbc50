package io.github.logtraffic.analysis;

import io.github.logtraffic.count.PackedInput;
import io.github.logtraffic.count.PackedOutput;
import io.github.logtraffic.count.Tally;
import io.github.logtraffic.count.TallyForm;
import io.github.logtraffic.count.TallyForm.Detail;
import io.github.logtraffic.count.TallyForm.Part;
import io.github.logtraffic.count.TallyFormException;
import io.github.logtraffic.engine.InputFailure;
import io.github.logtraffic.engine.InputSummary;
import io.github.logtraffic.engine.LineCounts;
import io.github.logtraffic.engine.MalformedSample;
import io.github.logtraffic.engine.RunSummary;
import io.github.logtraffic.log.format.KnownFormats;
import io.github.logtraffic.log.format.LogFormat;
import io.github.logtraffic.log.format.MalformedReason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one run counted, to be added to what others did.
 *
 * @param options what was typed of what is counted, with times that are not relative: whoever adds up parses it again
 * @param shape what counts must have in common to be added up, by what it is called
 * @param inputs the logs
 * @param failures those that could not be read
 * @param samples the first malformed line of each reason
 * @param isInterrupted whether the run was ended early
 * @param tally the binary form of what was counted
 */
public record Snapshot(
        List<String> options,
        Map<String, String> shape,
        List<InputSummary> inputs,
        List<InputFailure> failures,
        List<MalformedSample> samples,
        boolean isInterrupted,
        PackedInput tally) {

    /**
     * The snapshot of a run, which must be exact.
     *
     * @param showsLines whether malformed lines may be kept; otherwise they say who clients are
     */
    static Snapshot of(List<String> options, Map<String, String> shape, Counted counted, boolean showsLines) {
        RunSummary run = counted.run();
        PackedOutput out = new PackedOutput();
        TallyForm.write(counted.tally(), out);
        byte[] bytes = out.toByteArray();
        return new Snapshot(
                options,
                shape,
                run.inputs(),
                run.failures(),
                run.samples().values().stream()
                        .map(sample -> showsLines ? sample : sample.withoutText())
                        .toList(),
                run.interrupted(),
                new PackedInput(bytes, 0, bytes.length));
    }

    /** The same of logs with the name of who counted them before theirs: logs of several hosts are often called the same. */
    public Snapshot countedBy(String who) {
        return new Snapshot(
                options,
                shape,
                inputs.stream()
                        .map(input -> input.named(who + ":" + input.source()))
                        .toList(),
                failures.stream()
                        .map(failure -> new InputFailure(who + ":" + failure.source(), failure.cause()))
                        .toList(),
                samples.stream()
                        .map(sample -> sample.named(who + ":" + sample.source()))
                        .toList(),
                isInterrupted,
                tally);
    }

    /** The books of the run. */
    public RunSummary run() {
        Map<MalformedReason, MalformedSample> byReason = new EnumMap<>(MalformedReason.class);
        samples.forEach(sample -> byReason.put(sample.reason(), sample));
        return new RunSummary(inputs, failures, byReason, isInterrupted, 0);
    }

    /** The snapshot as bytes. */
    public byte[] write() {
        PackedOutput out = new PackedOutput();
        out.number(TallyForm.VERSION);
        out.number(options.size());
        options.forEach(out::text);
        out.number(shape.size());
        shape.forEach((name, value) -> {
            out.text(name);
            out.text(value);
        });
        out.number(inputs.size());
        inputs.forEach(input -> write(input, out));
        out.number(failures.size());
        for (InputFailure failure : failures) {
            out.text(failure.source());
            out.text(failure.reason());
        }
        BooksForm.writeSamples(samples, out);
        out.number(isInterrupted ? 1 : 0);
        tally.again().copyTo(out);
        return out.toByteArray();
    }

    private static void write(InputSummary input, PackedOutput out) {
        out.text(input.source());
        out.text(input.formatName() == null ? "" : input.formatName());
        out.number(input.bytes());
        BooksForm.writeLines(input.lines(), out);
        BooksForm.writeFollowed(input.followed(), out);
    }

    /**
     * Reads a snapshot.
     *
     * @throws TallyFormException when it is none
     */
    public static Snapshot read(byte[] bytes) throws TallyFormException {
        PackedInput in = new PackedInput(bytes, 0, bytes.length);
        if (in.number() != TallyForm.VERSION) {
            throw new TallyFormException("another version");
        }
        List<String> options = new ArrayList<>();
        for (int i = in.count(); i > 0; i--) {
            options.add(in.text());
        }
        Map<String, String> shape = new LinkedHashMap<>();
        for (int i = in.count(); i > 0; i--) {
            shape.put(in.text(), in.text());
        }
        List<InputSummary> inputs = new ArrayList<>();
        for (int i = in.count(); i > 0; i--) {
            inputs.add(readInput(in));
        }
        List<InputFailure> failures = new ArrayList<>();
        for (int i = in.count(); i > 0; i--) {
            failures.add(new InputFailure(in.text(), new IOException(in.text())));
        }
        List<MalformedSample> samples = BooksForm.readSamples(in);
        boolean isInterrupted = in.number(0, 1) == 1;
        return new Snapshot(options, shape, inputs, failures, samples, isInterrupted, in);
    }

    private static InputSummary readInput(PackedInput in) throws TallyFormException {
        String source = in.text();
        String name = in.text();
        LogFormat format = KnownFormats.named(name);
        long bytes = in.number(0, Long.MAX_VALUE);
        LineCounts lines = BooksForm.readLines(in);
        Map<LogFormat, Long> followed = BooksForm.readFollowed(in);
        return new InputSummary(
                source, format, name.isEmpty() ? null : name, format, bytes, 0, lines, followed, null, 0, null);
    }

    /**
     * What was counted.
     *
     * @param plan of the same shape
     * @throws TallyFormException when it cannot be read
     */
    public Counted counted(AnalysisPlan plan) throws TallyFormException {
        Tally counts = new Tally(plan.countPlan(), plan.memoryBytes());
        TallyReading.read(List.of(part()), counts, plan.pass().threads());
        return new Counted(run(), counts);
    }

    /** Whether what was counted can be read, by a plan of the same shape. */
    public boolean isReadable(AnalysisPlan plan) {
        try {
            TallyForm.check(part(), plan.countPlan());
            return true;
        } catch (TallyFormException e) {
            return false;
        }
    }

    /** What was counted, to be read. */
    Part part() {
        return new Part(tally.again(), Detail.ALL);
    }
}
