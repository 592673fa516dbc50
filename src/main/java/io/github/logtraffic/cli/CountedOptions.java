package io.github.logtraffic.cli;

import io.github.logtraffic.analysis.AnalysisPlan;
import io.github.logtraffic.analysis.Snapshot;
import io.github.logtraffic.analysis.TalkerSort;
import io.github.logtraffic.count.TallyFormException;
import io.github.logtraffic.identity.Geography;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** What was counted, by the options that were kept with the counts. */
final class CountedOptions {
    private final CountingOptions counting;
    private final SeriesOptions series;
    private final CommandLine commandLine;

    private CountedOptions() {
        OptionList options = new OptionList("counted", () -> 0);
        counting = new CountingOptions(options);
        series = new SeriesOptions(options);
        commandLine = options.command("", "");
        commandLine.setOverwrittenOptionsAllowed(true);
    }

    /**
     * Returns a snapshot if its options are such as {@link TypedCounts} keeps: anybody may have made it, and other options
     * open files.
     *
     * @throws TallyFormException when they are not
     */
    static Snapshot checked(Snapshot snapshot) throws TallyFormException {
        boolean isKnown = snapshot.options().stream().allMatch(TypedCounts::mayHold);
        try {
            if (isKnown) {
                CountedOptions options = parse(snapshot.options());
                options.counting.filters.plan(ZoneOffset.UTC, Instant.now(), options.commandLine);
                return snapshot;
            }
        } catch (ParameterException e) {
            throw new TallyFormException("options that mean nothing: " + e.getMessage());
        }
        throw new TallyFormException("options that are not kept");
    }

    /** @param typed by {@link TypedCounts}, or just now */
    static CountedOptions parse(List<String> typed) {
        CountedOptions options = new CountedOptions();
        options.commandLine.parseArgs(typed.toArray(String[]::new));
        return options;
    }

    /** How the logs were read, as far as it is known. */
    InputOptions input() {
        return counting.input;
    }

    /**
     * The plan of a report on the counts.
     *
     * @param geography where clients of logs are; null when no log is read
     */
    AnalysisPlan plan(
            Invocation invocation,
            ZoneId zone,
            @Nullable Geography geography,
            TalkerSort sort,
            int limit,
            long memoryBytes) {
        return counting.plan(
                        commandLine,
                        invocation,
                        geography == null ? Geography.NOWHERE : geography,
                        Instant.now(),
                        new CountingOptions.Report(zone, series.interval, series.windowSeconds, sort, limit, false, 0))
                .withMemory(memoryBytes);
    }
}
