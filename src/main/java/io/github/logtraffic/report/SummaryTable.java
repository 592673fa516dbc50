package io.github.logtraffic.report;

import io.github.logtraffic.analysis.AnalysisResult.Filter;
import io.github.logtraffic.analysis.AnalysisResult.TimeRange;
import io.github.logtraffic.analysis.AnalysisResult.Totals;
import io.github.logtraffic.analysis.LogOverview;
import io.github.logtraffic.engine.InputFailure;
import io.github.logtraffic.engine.InputSummary;
import io.github.logtraffic.engine.LineCounts;
import io.github.logtraffic.log.format.LogFormat;
import io.github.logtraffic.log.format.MalformedReason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Lays out what the tables of all commands begin with: what was read, and sums over it. */
final class SummaryTable {
    private static final int MOST_INPUTS = 5;
    private static final int NAME_COLUMNS = 10;
    private static final int INDENT = 2;

    /** What the summary is called. */
    static final String TITLE = "Summary";

    private final boolean color;
    private final Layout layout;
    private final Numbers numbers;
    private final WallClock clock;
    private final List<Fact> facts = new ArrayList<>();

    SummaryTable(LogOverview logs, ReportStyle style, Numbers numbers, WallClock clock) {
        this.color = style.color();
        this.layout = new Layout(style.width());
        this.numbers = numbers;
        this.clock = clock;
        addAll(logs);
    }

    /**
     * One of the things that a summary says.
     *
     * @param name of what; empty when it is more of the fact before
     * @param text what is said of it, {@link SafeText}
     * @param isWhole whether it must not be wrapped: the name of a file can be taken from the terminal only when it stands
     *     there in one piece
     * @param emphasis of the text
     */
    record Fact(String name, String text, boolean isWhole, Emphasis emphasis) {}

    /** What was said so far. */
    List<Fact> facts() {
        return List.copyOf(facts);
    }

    /** The lines so far, the title first. */
    List<String> lines() {
        List<String> lines = new ArrayList<>(List.of(Emphasis.TITLE.of(TITLE, color)));
        facts.forEach(fact -> lines.add(line(fact)));
        return lines;
    }

    private String line(Fact fact) {
        String text = fact.isWhole() ? fact.text() : layout.wrap(fact.text(), INDENT + NAME_COLUMNS);
        return " ".repeat(INDENT)
                + Emphasis.HEADING.of(fact.name(), color)
                + " ".repeat(NAME_COLUMNS - fact.name().length())
                + fact.emphasis().of(text, color);
    }

    private void addAll(LogOverview logs) {
        addInputs(logs.run().inputs());
        for (InputFailure failure : logs.run().failures()) {
            addWhole("Failed", SafeText.visible(failure.source() + ": " + failure.reason()));
        }
        if (logs.run().interrupted()) {
            addFact("Partial", "interrupted; this is what was read so far");
        }
        addFact("Lines", linesText(logs));
        if (logs.filter() != null) {
            addFilter(logs.filter());
        }
        TimeRange range = logs.timeRange();
        if (range != null) {
            addFact("From", clock.second(range.first()) + " " + clock.zoneName());
            String length = Numbers.duration(range.last() - range.first() + 1);
            addFact("To", clock.second(range.last()) + " " + clock.zoneName() + " (" + length + ")");
        }
        addFact("Requests", numbers.count(logs.totals().requests()));
        addFact("Clients", clientsText(logs.totals()));
        addFact("Bytes", numbers.bytes(logs.totals().bytes()));
    }

    private void addFilter(Filter filter) {
        addBound("Since", filter.since());
        addBound("Until", filter.until());
        if (!filter.options().isEmpty()) {
            String options = filter.options().entrySet().stream()
                    .flatMap(option -> option.getValue().stream().map(value -> "--" + option.getKey() + " " + value))
                    .collect(Collectors.joining(" "));
            addFact("Filter", SafeText.visible(options));
        }
    }

    private void addBound(String name, @Nullable Instant bound) {
        if (bound != null) {
            addFact(name, clock.second(bound.getEpochSecond()) + " " + clock.zoneName());
        }
    }

    private String clientsText(Totals totals) {
        return totals.clientsError() == 0
                ? numbers.count(totals.clients())
                : "about " + numbers.count(totals.clients()) + " ± " + numbers.count(totals.clientsError());
    }

    /** Says something, on a few lines where a terminal is too narrow for one. */
    void addFact(String name, String text) {
        facts.add(new Fact(name, text, false, Emphasis.NONE));
    }

    /** The same of what is not well. */
    void addWarning(String name, String text) {
        facts.add(new Fact(name, text, false, Emphasis.WARNING));
    }

    private void addWhole(String name, String text) {
        facts.add(new Fact(name, text, true, Emphasis.NONE));
    }

    private void addInputs(List<InputSummary> inputs) {
        boolean all = inputs.size() <= MOST_INPUTS;
        String name = inputs.size() == 1 ? "Log" : "Logs";
        for (InputSummary input : all ? inputs : inputs.subList(0, MOST_INPUTS - 1)) {
            addWhole(name, SafeText.visible(input.source()) + " (" + formatAndSize(input) + ")");
            name = "";
        }
        if (!all) {
            List<InputSummary> rest = inputs.subList(MOST_INPUTS - 1, inputs.size());
            long bytes = rest.stream().mapToLong(InputSummary::bytes).sum();
            addFact("", "and " + rest.size() + " more (" + numbers.bytes(bytes) + ")");
        }
    }

    private String formatAndSize(InputSummary input) {
        if (input.bytes() == 0 && input.skippedBytes() == 0) {
            return "empty";
        }
        StringBuilder text = new StringBuilder(input.formatName() == null ? "unknown format" : input.formatName());
        input.followed().entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Comparator.comparing(LogFormat::formatName)))
                .forEach(other -> text.append(" and ")
                        .append(other.getKey().formatName())
                        .append(" in ")
                        .append(numbers.count(other.getValue()))
                        .append(other.getValue() == 1 ? " line" : " lines"));
        text.append(", ").append(numbers.bytes(input.bytes()));
        if (input.isKnown()) {
            text.append(", counted before");
        } else if (input.keptBytes() > 0) {
            text.append(", ").append(numbers.bytes(input.keptBytes())).append(" of it counted before");
        }
        if (input.skippedBytes() > 0) {
            text.append(", ").append(numbers.bytes(input.skippedBytes())).append(" skipped");
        }
        return text.toString();
    }

    private String linesText(LogOverview logs) {
        LineCounts counts = logs.run().lines();
        List<String> parts = new ArrayList<>();
        addPart(parts, counts.blank(), "blank");
        addPart(parts, counts.comment(), "comment");
        addPart(parts, counts.filtered(), "filtered");
        Map<MalformedReason, Long> malformedBy = counts.malformedBy();
        String reasons = malformedBy.entrySet().stream()
                .map(reason -> (malformedBy.size() == 1 ? "" : numbers.count(reason.getValue()) + " ")
                        + reason.getKey().key())
                .collect(Collectors.joining(", "));
        addPart(parts, counts.malformed(), "malformed (" + reasons + ")");
        addPart(parts, logs.run().outOfOrder(), "out of order");
        return numbers.count(counts.read()) + (parts.isEmpty() ? "" : ", of them " + String.join(", ", parts));
    }

    private void addPart(List<String> parts, long count, String what) {
        if (count > 0) {
            parts.add(numbers.count(count) + " " + what);
        }
    }
}
