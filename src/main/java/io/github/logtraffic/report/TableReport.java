package io.github.logtraffic.report;

import io.github.logtraffic.analysis.AnalysisResult;
import io.github.logtraffic.analysis.AnalysisResult.Bucket;
import io.github.logtraffic.analysis.AnalysisResult.Durations;
import io.github.logtraffic.analysis.AnalysisResult.Groups;
import io.github.logtraffic.analysis.AnalysisResult.Percentiles;
import io.github.logtraffic.analysis.AnalysisResult.Rate;
import io.github.logtraffic.analysis.AnalysisResult.TimeRange;
import io.github.logtraffic.analysis.AnalysisResult.WindowStatistics;
import io.github.logtraffic.analysis.Hierarchy;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** The result as tables for people: a summary, top talkers, requests over time, statuses. */
final class TableReport {
    private static final int RATE_BAR = 24;
    private static final int STATUS_BAR = 24;

    private final AnalysisResult result;
    private final ReportStyle style;
    private final Numbers numbers;
    private final WallClock clock;
    private final List<String> lines = new ArrayList<>();

    TableReport(AnalysisResult result, ReportStyle style) {
        this.result = result;
        this.style = style;
        this.numbers = new Numbers(style.human());
        this.clock = new WallClock(result.zone());
    }

    List<String> lines() {
        addSummary();
        TimeRange range = result.timeRange();
        Rate rate = result.rate();
        if (range != null) {
            addGroups();
            addHierarchy(result.hierarchy());
            if (rate == null) {
                addTitle("Requests over time: left out, there was too little memory for so many times");
            } else {
                addRate(rate);
            }
            addStatuses(result.statuses());
        }
        return lines;
    }

    private void addTitle(String title) {
        if (!lines.isEmpty()) {
            lines.add("");
        }
        lines.add(Emphasis.TITLE.of(title, style.color()));
    }

    private void addSummary() {
        SummaryTable summary = new SummaryTable(result.overview(), style, numbers, clock);
        addDurations(summary, result.durations());
        if (!result.exact()) {
            summary.addFact("Memory", "too little to count everything exactly; --memory gives more");
        }
        lines.addAll(summary.lines());
    }

    private void addDurations(SummaryTable summary, @Nullable Durations durations) {
        Percentiles percentiles = durations == null ? null : durations.percentiles();
        if (durations != null && percentiles != null) {
            boolean areAll = durations.requests() == result.totals().requests();
            summary.addFact(
                    "Duration",
                    numbers.micros(percentiles.p50()) + " median, " + numbers.micros(percentiles.p95()) + " p95, "
                            + numbers.micros(percentiles.p99()) + " p99, " + numbers.micros(durations.maxMicros())
                            + " longest, " + numbers.micros(durations.totalMicros()) + " in all"
                            + (areAll ? "" : ", of " + numbers.count(durations.requests()) + " requests"));
        }
    }

    private void addGroups() {
        if (result.asksTopTalkers()) {
            addGroups(groupsTable(result.topTalkers()), "Top talkers");
        }
        for (Groups groups : result.groups()) {
            GroupsTable table = groupsTable(groups);
            addGroups(table, table.keys());
        }
    }

    private GroupsTable groupsTable(Groups groups) {
        return new GroupsTable(groups, result, numbers, clock);
    }

    private void addGroups(GroupsTable table, String what) {
        addTitle(table.title(what));
        lines.addAll(table.lines(style));
    }

    private void addHierarchy(@Nullable Hierarchy hierarchy) {
        if (hierarchy != null) {
            HierarchyTable table = new HierarchyTable(hierarchy, numbers);
            addTitle(table.title());
            lines.addAll(table.lines(style));
        }
    }

    private void addRate(Rate rate) {
        addTitle("Requests per " + Numbers.interval(rate.intervalSeconds()));
        Table table = new Table(List.of(
                Column.left("From", 0),
                Column.right("Requests", 0),
                Column.right("Bytes", 3),
                Column.left("", 1).with(Emphasis.BAR),
                Column.left("", 2).with(Emphasis.WARNING)));
        long most = rate.buckets().stream().mapToLong(Bucket::requests).max().orElse(0);
        boolean marked = false;
        for (Bucket bucket : rate.buckets()) {
            boolean isPeak =
                    !marked && bucket.requests() == most && rate.buckets().size() > 1;
            marked |= isPeak;
            table.add(
                    clock.start(bucket.start(), rate.intervalSeconds()),
                    numbers.count(bucket.requests()),
                    numbers.bytes(bucket.bytes()),
                    Numbers.bar(bucket.requests(), most, RATE_BAR),
                    isPeak ? "◀ peak" : "");
        }
        lines.addAll(table.lines(style));
        addPerWindow(rate);
    }

    private void addPerWindow(Rate rate) {
        WindowStatistics statistics = rate.perWindow();
        String window = Numbers.interval(rate.windowSeconds());
        lines.add("  In a window of " + window + ": " + numbers.average(statistics.mean()) + " on average, "
                + numbers.count(statistics.p50()) + " median, " + numbers.count(statistics.p95()) + " p95, "
                + numbers.count(statistics.p99()) + " p99");
        lines.add("  Busiest window: " + numbers.count(statistics.max().requests())
                + (statistics.max().requests() == 1 ? " request from " : " requests from ")
                + clock.second(statistics.max().start()));
    }

    private void addStatuses(SortedMap<Integer, Long> statuses) {
        addTitle("Status");
        Table table = new Table(List.of(
                Column.right("Status", 0),
                Column.right("Requests", 0),
                Column.right("Share", 0),
                Column.left("", 1).with(Emphasis.BAR)));
        long most = statuses.values().stream().mapToLong(Long::longValue).max().orElse(0);
        for (Map.Entry<Integer, Long> status : statuses.entrySet()) {
            table.add(
                    String.format(Locale.ROOT, "%03d", status.getKey()),
                    numbers.count(status.getValue()),
                    Numbers.percent((double) status.getValue() / result.totals().requests()),
                    Numbers.bar(status.getValue(), most, STATUS_BAR));
        }
        lines.addAll(table.lines(style));
    }
}
