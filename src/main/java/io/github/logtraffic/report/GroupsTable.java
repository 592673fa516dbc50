package io.github.logtraffic.report;

import io.github.logtraffic.analysis.AnalysisResult;
import io.github.logtraffic.analysis.AnalysisResult.Durations;
import io.github.logtraffic.analysis.AnalysisResult.Group;
import io.github.logtraffic.analysis.AnalysisResult.GroupDetails;
import io.github.logtraffic.analysis.AnalysisResult.Groups;
import io.github.logtraffic.analysis.AnalysisResult.Percentiles;
import io.github.logtraffic.analysis.AnalysisResult.Window;
import io.github.logtraffic.analysis.ClientNames;
import io.github.logtraffic.analysis.TalkerSort;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Lays out the table of clients, or of other groups of requests. */
final class GroupsTable {
    private static final int SHARE_BAR = 10;
    private static final String UNKNOWN = "-";
    private static final String CLIENT = "client";

    private final Groups groups;
    private final boolean exact;
    private final boolean hasDurations;
    private final @Nullable ClientNames names;
    private final CrawlerColumns crawlers;
    private final Numbers numbers;
    private final WallClock clock;

    /**
     * @param groups the groups
     * @param result the result that they are of
     */
    GroupsTable(Groups groups, AnalysisResult result, Numbers numbers, WallClock clock) {
        this.groups = groups;
        this.exact = result.exact();
        this.hasDurations = result.durations() != null;
        this.names = ClientNames.mayBeIn(groups) ? result.names() : null;
        this.crawlers = new CrawlerColumns(groups, result.crawlers(), numbers);
        this.numbers = numbers;
        this.clock = clock;
    }

    /** A title, which begins with this. */
    String title(String what) {
        return what + " by " + groups.sort().sortName() + ": "
                + numbers.count(groups.rows().size()) + " of " + (groups.totalError() == 0 ? "" : "about ")
                + numbers.count(groups.total());
    }

    /** What the table is of: {@code Client and user agent}. */
    String keys() {
        return capitalised(groups.by().stream().map(GroupsTable::words).collect(Collectors.joining(" and ")));
    }

    private static String words(String keyName) {
        return SafeText.visible(keyName).replace('_', ' ');
    }

    private static String capitalised(String words) {
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /** The table, and what is not known. */
    List<String> lines(ReportStyle style) {
        Table table = new Table(columns());
        ToLongFunction<Group> sortedBy = sortedBy();
        long most = groups.rows().stream().mapToLong(sortedBy).max().orElse(0);
        for (Group group : groups.rows()) {
            table.add(cells(group, Numbers.bar(sortedBy.applyAsLong(group), most, SHARE_BAR)));
        }
        List<String> lines = new ArrayList<>(table.lines(style));
        addUnknown(lines);
        return lines;
    }

    private List<Column> columns() {
        List<Column> columns = new ArrayList<>();
        columns.add(Column.right("#", 0));
        groups.by().forEach(key -> columns.add(keyColumn(key)));
        columns.add(Column.text(names == null ? "" : "Name", 2));
        columns.add(Column.right("Requests", 0));
        columns.add(Column.right(exact ? "" : "Missed ≤", 2));
        columns.addAll(crawlers.columns());
        columns.addAll(List.of(
                Column.right("Share", 4),
                Column.left("", 5).with(Emphasis.BAR),
                shownFor(TalkerSort.BYTES, Column.right("Bytes", 2)),
                Column.right(exact ? "" : "Bytes missed ≤", 2),
                shownFor(TalkerSort.ERRORS, Column.right("4xx", 3).with(Emphasis.WARNING)),
                shownFor(TalkerSort.ERRORS, Column.right("5xx", 3).with(Emphasis.ALARM)),
                shownFor(TalkerSort.P95, Column.right(hasDurations ? "p95" : "", 3)),
                Column.right(hasDurations ? "Longest" : "", 5),
                shownFor(TalkerSort.DURATION, Column.right(hasDurations ? "Server time" : "", 2)),
                Column.right("Per min", 7),
                shownFor(TalkerSort.PEAK, Column.right("Peak/" + Numbers.interval(groups.windowSeconds()), 3)),
                Column.left("Peak at", 6),
                Column.left("Last seen", 8)));
        return columns;
    }

    private static Column keyColumn(String key) {
        String title = capitalised(words(key));
        boolean isAddress = key.equals(CLIENT) || key.startsWith(CLIENT + "/");
        return isAddress ? Column.left(title, 0) : Column.text(title, 0);
    }

    private Column shownFor(TalkerSort sort, Column column) {
        return groups.sort() == sort ? column.withRank(Column.SORTED_BY) : column;
    }

    private List<String> cells(Group group, String bar) {
        GroupDetails details = group.details();
        Window peak = group.peak();
        Durations durations = group.durations();
        List<String> cells = new ArrayList<>();
        cells.add(Integer.toString(group.rank()));
        group.key().forEach(part -> cells.add(SafeText.visible(part)));
        cells.add(name(group));
        cells.add(numbers.count(group.requests()));
        cells.add(exact ? "" : numbers.count(group.requestsError()));
        cells.addAll(crawlers.cells(group));
        cells.addAll(List.of(
                Numbers.percent(group.share()),
                bar,
                numbers.bytes(group.bytes()),
                exact ? "" : numbers.bytes(group.bytesError()),
                ofClass(details, 4),
                ofClass(details, 5),
                p95(durations),
                micros(durations, Durations::maxMicros),
                micros(durations, Durations::totalMicros),
                details == null ? UNKNOWN : numbers.average(details.perMinute()),
                peak == null ? UNKNOWN : numbers.count(peak.requests()),
                peak == null ? UNKNOWN : clock.start(peak.start(), groups.windowSeconds()),
                details == null ? UNKNOWN : clock.second(details.range().last())));
        return cells;
    }

    private String name(Group group) {
        if (names == null) {
            return "";
        }
        String name = names.of(group);
        return name == null ? UNKNOWN : SafeText.visible(name);
    }

    private String p95(@Nullable Durations durations) {
        boolean isKnown = durations == null || durations.percentiles() != null;
        return micros(isKnown ? durations : null, GroupsTable::p95Micros);
    }

    private String micros(@Nullable Durations durations, ToLongFunction<Durations> micros) {
        if (!hasDurations) {
            return "";
        }
        return durations == null ? UNKNOWN : numbers.micros(micros.applyAsLong(durations));
    }

    private void addUnknown(List<String> lines) {
        if (exact) {
            return;
        }
        if (groups.unknownRequestsAtMost() > 0) {
            String what = groups.by().equals(List.of(CLIENT)) ? "Clients" : "Groups";
            lines.add("  " + what + " that were not kept had at most " + numbers.count(groups.unknownRequestsAtMost())
                    + " requests and " + numbers.bytes(groups.unknownBytesAtMost()) + " each");
        }
        if (groups.sort() != TalkerSort.REQUESTS && groups.sort() != TalkerSort.BYTES) {
            lines.add("  Not of every " + String.join(" and ", groups.by()).replace('_', ' ') + " the "
                    + groups.sort().sortName() + " could be kept: those of which it is not known come last");
        }
    }

    /** What a bar stands for. */
    private ToLongFunction<Group> sortedBy() {
        return switch (groups.sort()) {
            case REQUESTS -> Group::requests;
            case BYTES -> Group::bytes;
            case ERRORS -> group -> errors(group.details());
            case PEAK -> group -> group.peak() == null ? 0 : group.peak().requests();
            case DURATION ->
                group -> group.durations() == null ? 0 : group.durations().totalMicros();
            case P95 -> group -> p95Micros(group.durations());
        };
    }

    private static long p95Micros(@Nullable Durations durations) {
        Percentiles percentiles = durations == null ? null : durations.percentiles();
        return percentiles == null ? 0 : percentiles.p95();
    }

    private static long errors(@Nullable GroupDetails details) {
        List<Long> classes = details == null ? null : details.statusClasses();
        return classes == null ? 0 : classes.get(3) + classes.get(4);
    }

    private String ofClass(@Nullable GroupDetails details, int statusClass) {
        List<Long> classes = details == null ? null : details.statusClasses();
        return classes == null ? UNKNOWN : numbers.count(classes.get(statusClass - 1));
    }
}
