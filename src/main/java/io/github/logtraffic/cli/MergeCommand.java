package io.github.logtraffic.cli;

import io.github.logtraffic.analysis.AnalysisPlan;
import io.github.logtraffic.analysis.AnalysisResult;
import io.github.logtraffic.analysis.Merging;
import io.github.logtraffic.analysis.Snapshot;
import io.github.logtraffic.count.TallyFormException;
import io.github.logtraffic.store.StoreLocation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** {@code logtraffic merge}: one report on what several hosts counted. */
final class MergeCommand implements Callable<Integer> {
    private static final String[] FOOTER = {
        "",
        "Examples:",
        "  logtraffic merge web1.tally web2.tally     one report on both",
        "  logtraffic merge --json -n 0 *.tally       everything, for scripts",
        "  logtraffic merge redis://cache.example.com 'web-*'    from a store, by name",
        "",
        "Exit codes: 0 done, 1 something could not be read or written, 2 wrong usage,",
        "3 too many malformed lines."
    };

    private final Invocation invocation;
    private final Supplier<List<String>> words;
    private final MemoryOption memory;
    private final ReportOptions report;
    private final MessageOptions messageOptions;
    private final CommandLine commandLine;
    private @Nullable StoreLocation location;

    MergeCommand(Invocation invocation) {
        this.invocation = invocation;
        OptionList options = new OptionList("merge", this);
        options.section("Input:");
        words = options.words(
                "FILE",
                "What 'logtraffic snapshot' has kept: files ('-' is standard input), or names in a store, such as 'web-*', "
                        + "behind its location or with --store.");
        options.value(
                "--store",
                "LOCATION",
                typed -> location = StoreOptions.location(typed),
                "The store of the names, as for 'logtraffic snapshot'.");
        memory = new MemoryOption(options);
        report = new ReportOptions(options);
        messageOptions = new MessageOptions(options);
        commandLine = options.command(
                "logtraffic merge [OPTION]... FILE...", "One report on what several hosts counted.", FOOTER);
    }

    /** The command to be added to the program. */
    CommandLine commandLine() {
        return commandLine;
    }

    @Override
    public Integer call() throws IOException {
        messageOptions.configure(invocation.messages());
        if (report.output.writesSchema(invocation.out())) {
            return ExitCode.DONE.code();
        }
        if (words.get().isEmpty()) {
            throw new ParameterException(commandLine, "nothing to merge: name what 'logtraffic snapshot' has kept");
        }
        checkNames(words.get());
        List<Path> files = words.get().stream()
                .filter(word -> !KeptSnapshots.isLocation(word))
                .map(Path::of)
                .toList();
        OutputFiles outputs = new OutputFiles(commandLine, files);
        report.output.targets().forEach(target -> outputs.check("-o", target.file()));
        return merge().code();
    }

    /** Refuses locations that are none, and those of which nothing is named. */
    private void checkNames(List<String> typed) {
        for (int i = 0; i < typed.size(); i++) {
            String word = typed.get(i);
            if (KeptSnapshots.isLocation(word)) {
                boolean isLast = i == typed.size() - 1 || KeptSnapshots.isLocation(typed.get(i + 1));
                checkLocation(word);
                if (isLast) {
                    throw new ParameterException(
                            commandLine,
                            UsageErrors.withoutPassword(word) + ": what of it? Name snapshots, such as 'web-*'");
                }
            }
        }
    }

    private void checkLocation(String word) {
        try {
            StoreOptions.location(word);
        } catch (TypeConversionException e) {
            throw new ParameterException(commandLine, UsageErrors.withoutPassword(word) + ": " + e.getMessage(), e);
        }
    }

    private ExitCode merge() {
        ReportOutput<AnalysisResult> output = new ReportOutput<>(invocation, report.output);
        if (!output.isPossible()) {
            return ExitCode.FAILED;
        }
        KeptSnapshots kept = new KeptSnapshots(location, invocation).read(words.get());
        Map<String, Snapshot> snapshots = kept.snapshots();
        if (snapshots.isEmpty()) {
            return kept.code();
        }
        Map.Entry<String, Snapshot> first = snapshots.entrySet().iterator().next();
        SnapshotShapes shapes =
                new SnapshotShapes(commandLine, first.getKey(), first.getValue().shape());
        snapshots.forEach((name, snapshot) -> shapes.check(name, snapshot.shape()));
        CountedOptions counted = CountedOptions.parse(first.getValue().options());
        ZoneId zone = report.output.zone(() -> SystemZone.of(System.getenv("TZ"), invocation.messages()));
        AnalysisPlan plan = counted.plan(invocation, zone, null, report.sort, report.limit, memory.bytes());
        Merging merging = new Merging(plan);
        snapshots.values().forEach(merging::add);
        AnalysisResult result;
        try {
            result = merging.result();
        } catch (TallyFormException e) {
            snapshots.forEach((name, snapshot) -> {
                if (!snapshot.isReadable(plan)) {
                    kept.sayUnread(name, e);
                }
            });
            return kept.code();
        }
        if (!result.exact()) {
            MemoryOption.sayShortage(invocation.messages(), memory.bytes());
        }
        ExitCode code = kept.code()
                .and(new ReadingMessages(invocation.messages(), counted.input())
                        .say(result.run().asFinished()));
        return code.and(output.write(result));
    }
}
