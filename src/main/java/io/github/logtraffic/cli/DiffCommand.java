package io.github.logtraffic.cli;

import io.github.logtraffic.analysis.Analysis;
import io.github.logtraffic.analysis.AnalysisPlan;
import io.github.logtraffic.analysis.Comparison;
import io.github.logtraffic.analysis.Counted;
import io.github.logtraffic.analysis.Snapshot;
import io.github.logtraffic.analysis.TalkerSort;
import io.github.logtraffic.count.TallyFormException;
import io.github.logtraffic.engine.LineCounts;
import io.github.logtraffic.engine.RunSummary;
import io.github.logtraffic.identity.Geography;
import io.github.logtraffic.log.input.LogSource;
import io.github.logtraffic.report.JsonSchema;
import io.github.logtraffic.report.ReportFormats;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** {@code logtraffic diff}: what has changed from one log, or snapshot, to another. */
final class DiffCommand implements Callable<Integer> {
    private static final String[] FOOTER = {
        "",
        "Examples:",
        "  logtraffic diff access.log.1 access.log      is today worse than yesterday?",
        "  logtraffic diff --by path old.log new.log    which paths are asked for more",
        "  logtraffic diff --by path,status old.log new.log   which paths fail",
        "  logtraffic diff monday.tally tuesday.tally   of what 'snapshot' has kept",
        "",
        "Exit codes: 0 done, 1 something could not be read or written, 2 wrong usage,",
        "3 too many malformed lines, 130 interrupted."
    };

    private final Invocation invocation;
    private final CountingOptions counting;
    private final SeriesOptions series;
    private final OutputOptions<Comparison> output;
    private final MessageOptions messageOptions;
    private final CommandLine commandLine;
    private int limit = 10;

    DiffCommand(Invocation invocation) {
        this.invocation = invocation;
        OptionList options = new OptionList("diff", this);
        counting = new CountingOptions(
                options,
                new InputOptions(
                        options,
                        "BEFORE AFTER",
                        "Two logs, plain or compressed (gzip, bzip2, xz, zstd), or snapshots; '-' is standard input."));
        options.section("Report:");
        series = new SeriesOptions(options);
        options.value(
                "-n --limit",
                "N",
                typed -> limit = Values.number(typed, 0, Integer.MAX_VALUE),
                "Show N rows; 0 is all. Default: 10.");
        output = new OutputOptions<>(options, ReportFormats.diff(), JsonSchema.DIFF);
        messageOptions = new MessageOptions(options);
        commandLine = options.command(
                "logtraffic diff [OPTION]... BEFORE AFTER",
                "What has changed from one log, or snapshot, to another.",
                FOOTER);
    }

    /** The command to be added to the program. */
    CommandLine commandLine() {
        return commandLine;
    }

    @Override
    public Integer call() throws IOException {
        messageOptions.configure(invocation.messages());
        if (output.writesSchema(invocation.out())) {
            return ExitCode.DONE.code();
        }
        List<Path> files = counting.input.files();
        if (files.size() != 2) {
            throw new ParameterException(
                    commandLine, "expected two logs or snapshots, before and after, not " + files.size());
        }
        if (Collections.frequency(files, ComparedInput.STANDARD_INPUT) > 1) {
            throw new ParameterException(commandLine, "'-' is standard input, which can be read only once");
        }
        if (counting.groups.groups().size() > 1) {
            throw new ParameterException(commandLine, "--by: one kind of sender is compared at a time");
        }
        counting.check(commandLine);
        new OutputFiles(commandLine, files).check(counting.input, output);
        return diff(files).code();
    }

    private ExitCode diff(List<Path> files) throws IOException {
        ReportOutput<Comparison> target = new ReportOutput<>(invocation, output);
        if (!target.isPossible()) {
            return ExitCode.FAILED;
        }
        KeptSnapshots kept = new KeptSnapshots(null, invocation);
        List<ComparedInput> inputs = files.stream()
                .map(file -> ComparedInput.of(file, invocation.in(), kept))
                .toList();
        if (kept.code() != ExitCode.DONE) {
            return kept.code();
        }
        List<@Nullable Snapshot> snapshots = new ArrayList<>();
        inputs.forEach(input -> snapshots.add(input.snapshot()));
        ZoneId zone = output.zone(() -> SystemZone.of(System.getenv("TZ"), invocation.messages()));
        try (Geography geography = counting.places.openGeography(commandLine);
                Rejects rejects = new Rejects(counting.input.rejects, invocation.messages())) {
            AnalysisPlan plan = new ComparedPlan(commandLine, invocation, zone, geography)
                    .of(typed(zone, geography), counting.privacy.hiddenText(), files, snapshots);
            List<Counted> sides = new ArrayList<>();
            ExitCode code = count(plan, inputs, kept, rejects, sides);
            if (sides.size() < inputs.size()) {
                return code;
            }
            Comparison comparison = sides.get(0).compare(plan, sides.get(1));
            say(comparison, snapshots.stream().allMatch(Objects::isNull) ? files : List.of());
            return code.and(target.write(comparison)).and(rejects.commit());
        }
    }

    /**
     * Counts what is compared, up to something in which there is nothing to compare, and says what was wrong with it.
     *
     * @param sides gets what was counted
     */
    private ExitCode count(
            AnalysisPlan plan, List<ComparedInput> inputs, KeptSnapshots kept, Rejects rejects, List<Counted> sides) {
        ExitCode code = ExitCode.DONE;
        for (ComparedInput input : inputs) {
            Counted side = counted(plan, input, kept, rejects);
            if (side == null) {
                return ExitCode.FAILED;
            }
            code = code.and(kept.code()).and(sayRead(input, side.run()));
            if (side.run().inputs().isEmpty()) {
                return code; // what was named could not be read
            }
            if (isUnreadable(side.run().lines())) {
                invocation
                        .messages()
                        .error(input.source().name() + ": no line could be read, so there is nothing to compare");
                return code == ExitCode.DONE ? ExitCode.FAILED : code;
            }
            sides.add(side);
        }
        return code;
    }

    /** What was counted of one of the two; null when that cannot be read, which is said. */
    private @Nullable Counted counted(AnalysisPlan plan, ComparedInput input, KeptSnapshots kept, Rejects rejects) {
        Snapshot snapshot = input.snapshot();
        if (snapshot == null) {
            return counted(plan, input.source(), rejects);
        }
        String name = input.source().name();
        try {
            Counted counted = snapshot.counted(plan);
            kept.checked(name, snapshot);
            return counted;
        } catch (TallyFormException e) {
            kept.sayUnread(name, e);
            return null;
        }
    }

    private ExitCode sayRead(ComparedInput input, RunSummary run) {
        return new ReadingMessages(invocation.messages(), counting.input)
                .withoutLines(counting.privacy.isAsked())
                .say(input.snapshot() == null ? run : run.asFinished());
    }

    private static boolean isUnreadable(LineCounts lines) {
        return lines.malformed() > 0 && lines.filtered() + lines.counted() == 0;
    }

    private void say(Comparison comparison, List<Path> logs) {
        sayMemory(comparison);
        ComparedMessages compared = new ComparedMessages(invocation.messages());
        compared.sayMissing(comparison, counting);
        compared.sayDurations(comparison);
        compared.sayLengths(comparison, logs);
    }

    private AnalysisPlan typed(ZoneId zone, @Nullable Geography geography) {
        return counting.plan(
                commandLine,
                invocation,
                geography,
                Instant.now(),
                new CountingOptions.Report(
                        zone, series.interval, series.windowSeconds, TalkerSort.REQUESTS, limit, false, 0));
    }

    private void sayMemory(Comparison comparison) {
        if (!comparison.before().exact() || !comparison.after().exact()) {
            invocation
                    .messages()
                    .notice(String.format(
                            Locale.ROOT,
                            "--memory: %.1f MiB is too little to count everything exactly; who sent few requests may be "
                                    + "missing, or be taken for new or gone",
                            counting.memoryBytes() / 1_048_576.0));
        }
    }

    private Counted counted(AnalysisPlan plan, LogSource log, Rejects rejects) {
        Analysis analysis = new Analysis(plan.reading(List.of(log)), rejects.sink(), counting.privacy.anonymizers());
        return invocation.watch(analysis.pass(), analysis::count);
    }
}
