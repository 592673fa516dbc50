package io.github.logtraffic.cli;

import io.github.logtraffic.analysis.Analysis;
import io.github.logtraffic.analysis.AnalysisPlan;
import io.github.logtraffic.analysis.Snapshot;
import io.github.logtraffic.analysis.TalkerSort;
import io.github.logtraffic.engine.FailureReason;
import io.github.logtraffic.identity.Geography;
import io.github.logtraffic.store.PatientUse;
import io.github.logtraffic.store.StoreLocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** {@code logtraffic snapshot}: keeps what was counted, to be added to what other hosts counted. */
final class SnapshotCommand implements Callable<Integer> {
    private static final String[] FOOTER = {
        "",
        "Examples:",
        "  logtraffic snapshot access.log* -o web1.tally      on each host",
        "  logtraffic merge web1.tally web2.tally             one report on all",
        "  logtraffic snapshot --store redis://cache.example.com --publish web-1 *.log",
        "  logtraffic merge redis://cache.example.com 'web-*'",
        "",
        "Exit codes: 0 done, 1 something could not be read or written, 2 wrong usage,",
        "3 too many malformed lines, 130 interrupted."
    };

    private final Invocation invocation;
    private final CountingOptions counting;
    private final SeriesOptions series;
    private final MessageOptions messageOptions;
    private final CommandLine commandLine;

    private final StoreOptions store;
    private @Nullable Path file;
    private @Nullable String published;
    private @Nullable ZoneId zone;

    SnapshotCommand(Invocation invocation) {
        this.invocation = invocation;
        OptionList options = new OptionList("snapshot", this);
        counting = new CountingOptions(options);
        options.section("Snapshot:");
        series = new SeriesOptions(options);
        options.value(
                        "--tz",
                        "ZONE",
                        typed -> zone = Values.zone(typed),
                        "The time zone of --since, --until and the keys hour and weekday. Default: the system's.")
                .value(
                        "-o --output",
                        "FILE",
                        typed -> file = Path.of(typed),
                        "The file to keep what was counted in; '-' is standard output.")
                .value(
                        "--publish",
                        "NAME",
                        typed -> published = KeptSnapshots.name(typed),
                        "The name to keep it under in the store, for 'logtraffic merge'.");
        store = new StoreOptions(options);
        messageOptions = new MessageOptions(options);
        commandLine = options.command(
                "logtraffic snapshot [OPTION]... [FILE]... -o FILE",
                "Keeps what was counted, to be merged or compared with what others counted.",
                FOOTER);
    }

    /** The command to be added to the program. */
    CommandLine commandLine() {
        return commandLine;
    }

    @Override
    public Integer call() throws IOException {
        messageOptions.configure(invocation.messages());
        if (counting.input.files().isEmpty() && invocation.terminal().inIsTerminal()) {
            return UsageErrors.sayNoInput(invocation.messages(), commandLine).code();
        }
        counting.check(commandLine);
        counting.privacy.checkKept(commandLine, counting.filters.clients());
        if (file == null && published == null) {
            throw new ParameterException(
                    commandLine, "where to? Name a file, -o FILE, or a name in a store, --publish");
        }
        if (published != null && !store.isNamed()) {
            throw new ParameterException(commandLine, "--publish needs the store of the name: --store LOCATION");
        }
        OutputFiles outputs = new OutputFiles(commandLine, counting.input.files());
        outputs.check("--rejects", counting.input.rejects);
        if (isStandardOutput()) {
            checkStandardOutput();
        } else {
            outputs.check("-o", file);
            checkThatNothingIsLost();
        }
        return snapshot().code();
    }

    private boolean isStandardOutput() {
        return file != null && file.equals(Path.of("-"));
    }

    private void checkStandardOutput() {
        if (invocation.terminal().outIsTerminal()) {
            throw new ParameterException(commandLine, "-o -: what is kept is no text for a terminal: name a file");
        }
    }

    /** {@code -o access.log.*} names a log, and the others as what is to be counted. */
    private void checkThatNothingIsLost() throws IOException {
        if (file != null && Files.isRegularFile(file) && Files.size(file) > 0 && !SnapshotFile.isOne(file)) {
            throw new ParameterException(commandLine, "-o " + file + " would overwrite what is no snapshot");
        }
    }

    private ExitCode snapshot() throws IOException {
        try (Geography geography = counting.places.openGeography(commandLine);
                Rejects rejects = new Rejects(counting.input.rejects, invocation.messages());
                StoreUse kept = store.open(invocation.messages())) {
            AnalysisPlan plan = counting.plan(commandLine, invocation, geography, Instant.now(), shown());
            Analysis analysis = kept.analysis(
                    plan,
                    rejects.sink(),
                    counting.privacy.anonymizers(),
                    counting.settings(commandLine, invocation, plan));
            List<String> typed = TypedCounts.of(counting, series, plan.pass().filter());
            Snapshot snapshot =
                    invocation.watch(analysis.pass(), () -> analysis.snapshot(typed, counting.privacy.hiddenText()));
            if (snapshot == null) {
                invocation
                        .messages()
                        .error(String.format(
                                Locale.ROOT,
                                "--memory: %.1f MiB is too little to count everything exactly, and only exact counts can "
                                        + "be kept",
                                counting.memoryBytes() / 1_048_576.0));
                return ExitCode.FAILED;
            }
            ExitCode read = new ReadingMessages(invocation.messages(), counting.input)
                    .withoutLines(counting.privacy.isAsked())
                    .say(snapshot.run());
            if (snapshot.run().lines().counted() == 0
                    && (read == ExitCode.FAILED || read == ExitCode.TOO_MANY_MALFORMED)) {
                return read; // a snapshot of nothing would only take the place of a good one
            }
            counting.filters.sayMissingFields(snapshot.inputs(), invocation.messages());
            return read.and(write(snapshot)).and(rejects.commit());
        }
    }

    private CountingOptions.Report shown() {
        ZoneId taken = zone == null ? SystemZone.of(System.getenv("TZ"), invocation.messages()) : zone;
        return new CountingOptions.Report(
                taken, series.interval, series.windowSeconds, TalkerSort.REQUESTS, 0, false, 0);
    }

    private ExitCode write(Snapshot snapshot) {
        ExitCode code = ExitCode.DONE;
        if (file != null) {
            try {
                if (isStandardOutput()) {
                    SnapshotFile.write(snapshot, invocation.out());
                } else {
                    SnapshotFile.write(snapshot, file);
                }
            } catch (IOException e) {
                code = sayUnwritten(isStandardOutput() ? "standard output" : file.toString(), e);
            }
        }
        if (published != null) {
            StoreLocation location = store.location();
            String key = KeptSnapshots.key(published);
            try {
                PatientUse.of(location, PatientUse.PATIENCE, open -> {
                    open.put(key, snapshot.write(), store.ttl());
                    return true;
                });
            } catch (IOException e) {
                code = sayUnwritten(location.shown(), e);
            }
        }
        return code;
    }

    private ExitCode sayUnwritten(String where, IOException e) {
        invocation.messages().error(where + ": " + FailureReason.of(e), e);
        return ExitCode.FAILED;
    }
}
