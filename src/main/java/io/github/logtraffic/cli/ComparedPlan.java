package io.github.logtraffic.cli;

import io.github.logtraffic.analysis.AnalysisPlan;
import io.github.logtraffic.analysis.Snapshot;
import io.github.logtraffic.analysis.TalkerSort;
import io.github.logtraffic.identity.Geography;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** What to count of logs, so that they can be compared with each other or with what was counted before. */
final class ComparedPlan {
    private static final String ZONE = "--tz";

    /** They are what is compared. */
    private static final Set<String> TIMES = Set.of("--since", "--until");

    /** They say how a log is read, whatever is counted of it. */
    private static final Set<String> OF_LOGS = Set.of(
            "--log-format",
            "--max-line",
            "--threads",
            "--trusted-proxy",
            "--client-field",
            "--since",
            "--until",
            "--assume-sorted",
            "--agents");

    private final CommandLine command;
    private final Invocation invocation;
    private final ZoneId zone;
    private final @Nullable Geography geography;

    ComparedPlan(CommandLine command, Invocation invocation, ZoneId zone, @Nullable Geography geography) {
        this.command = command;
        this.invocation = invocation;
        this.zone = zone;
        this.geography = geography;
    }

    /**
     * The plan: as the options say, or as snapshots were counted.
     *
     * @param typed what the options say
     * @param hidden what hides clients by them, in a few words
     * @param files what is compared
     * @param snapshots those of them that are any; null for logs
     * @throws ParameterException when a snapshot was counted otherwise than the options say, or than the other
     */
    AnalysisPlan of(AnalysisPlan typed, String hidden, List<Path> files, List<@Nullable Snapshot> snapshots) {
        int first = snapshots.get(0) == null ? 1 : 0;
        Snapshot snapshot = snapshots.get(first);
        if (snapshot == null) {
            return typed;
        }
        boolean hasLog = snapshots.contains(null);
        AnalysisPlan plan = counted(typed, options(snapshot, hasLog), geography, zone(snapshot));
        check(files, snapshots, new SnapshotShapes(command, "the options", asked(typed, hidden, hasLog)), Set.of());
        Map<String, String> wanted = hasLog ? plan.shape(hidden) : snapshot.shape();
        Path wantedBy = files.get(hasLog ? 1 - first : first);
        check(files, snapshots, new SnapshotShapes(command, wantedBy.toString(), wanted), TIMES);
        return plan;
    }

    private void check(
            List<Path> files, List<@Nullable Snapshot> snapshots, SnapshotShapes shapes, Collection<String> mayDiffer) {
        for (int i = 0; i < files.size(); i++) {
            Snapshot snapshot = snapshots.get(i);
            if (snapshot != null) {
                shapes.check(files.get(i).toString(), snapshot.shape(), mayDiffer);
            }
        }
    }

    /** The zone whose hours a snapshot was counted by, unless another was asked for. */
    private ZoneId zone(Snapshot snapshot) {
        String counted = snapshot.shape().getOrDefault(ZONE, "");
        boolean isAsked = command.getParseResult().hasMatchedOption(ZONE);
        return !isAsked && ZoneId.getAvailableZoneIds().contains(counted) ? ZoneId.of(counted) : zone;
    }

    private AnalysisPlan counted(AnalysisPlan typed, List<String> options, @Nullable Geography places, ZoneId hours) {
        return CountedOptions.parse(options)
                .plan(invocation, hours, places, TalkerSort.REQUESTS, typed.limit(), typed.memoryBytes());
    }

    /** The shape that was asked for, as far as it is another one than without options. */
    private Map<String, String> asked(AnalysisPlan typed, String hidden, boolean hasLog) {
        Map<String, String> usual = counted(typed, List.of(), null, zone).shape("");
        Map<String, String> asked = new LinkedHashMap<>(typed.shape(hidden));
        asked.entrySet().removeIf(option -> option.getValue().equals(usual.get(option.getKey())));
        if (hasLog) {
            asked.keySet().removeAll(TIMES); // they are for the log then
        }
        return asked;
    }

    private List<String> options(Snapshot snapshot, boolean hasLog) {
        List<String> options = new ArrayList<>(snapshot.options());
        options.removeIf(option -> TIMES.contains(option.replaceFirst("=.*", "")));
        if (hasLog) {
            for (OptionSpec option : command.getParseResult().matchedOptionsSet()) {
                if (OF_LOGS.contains(option.longestName())) {
                    addTo(options, option);
                }
            }
        }
        return options;
    }

    private static void addTo(List<String> options, OptionSpec option) {
        if (option.arity().max() == 0) {
            options.add(option.longestName());
        } else {
            option.originalStringValues()
                    .forEach(value -> options.add(option.longestName() + "=" + Objects.requireNonNull(value)));
        }
    }
}
