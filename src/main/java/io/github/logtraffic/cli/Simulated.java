package io.github.logtraffic.cli;

import io.github.logtraffic.analysis.AnalysisResult.Filter;
import io.github.logtraffic.analysis.AnalysisResult.TimeRange;
import io.github.logtraffic.analysis.LogOverview;
import io.github.logtraffic.engine.InputSummary;
import io.github.logtraffic.traffic.emit.Prediction;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Says in a configuration on what it was simulated. */
final class Simulated {
    private Simulated() {}

    /**
     * The logs, and what came of reading them.
     *
     * @param fields that the simulation needed
     */
    static Prediction on(LogOverview logs, Set<String> fields, String version) {
        return new Prediction(
                version,
                logs.run().inputs().stream().map(InputSummary::source).toList(),
                logs.timeRange() == null ? "" : period(logs, logs.timeRange()),
                logs.totals().requests(),
                logs.totals().clients(),
                notes(logs, fields));
    }

    private static String period(LogOverview logs, TimeRange range) {
        DateTimeFormatter times = DateTimeFormatter.ISO_OFFSET_DATE_TIME.withZone(logs.zone());
        return times.format(Instant.ofEpochSecond(range.first())) + " to "
                + times.format(Instant.ofEpochSecond(range.last()));
    }

    private static List<String> notes(LogOverview logs, Set<String> fields) {
        List<String> notes = new ArrayList<>();
        Filter filter = logs.filter();
        if (filter != null && !filter.options().isEmpty()) {
            notes.add("Simulated were requests of these filters alone, which the server does not know: "
                    + filter.options().entrySet().stream()
                            .flatMap(option ->
                                    option.getValue().stream().map(value -> "--" + option.getKey() + " " + value))
                            .collect(Collectors.joining(" ")));
        }
        for (String field : fields) {
            if (logs.run().inputs().stream().noneMatch(log -> MissingFields.mayHave(log, field))) {
                notes.add("The logs have no field " + field + ", so nothing was simulated of what depends on it.");
            }
        }
        if (logs.run().outOfOrder() > 0) {
            notes.add(logs.run().outOfOrder() + " of the entries were out of order, and simulated when they came.");
        }
        if (logs.run().interrupted()) {
            notes.add("Interrupted: it was simulated on the part of the logs that was read so far.");
        }
        if (!logs.run().failures().isEmpty()) {
            notes.add("Some logs could not be read, or not to their end.");
        }
        return notes;
    }
}
