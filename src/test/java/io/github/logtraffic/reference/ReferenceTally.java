package io.github.logtraffic.reference;

import io.github.logtraffic.analysis.AnalysisResult.Bucket;
import io.github.logtraffic.analysis.AnalysisResult.Group;
import io.github.logtraffic.analysis.AnalysisResult.GroupDetails;
import io.github.logtraffic.analysis.AnalysisResult.Rate;
import io.github.logtraffic.analysis.AnalysisResult.TimeRange;
import io.github.logtraffic.analysis.AnalysisResult.Totals;
import io.github.logtraffic.analysis.AnalysisResult.Window;
import io.github.logtraffic.analysis.AnalysisResult.WindowStatistics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Keeps every entry and answers each question by looking at all of them. Times are in UTC. */
public final class ReferenceTally {
    private final int windowSeconds;
    private final int maxLineBytes;
    private final boolean afterVirtualHost;
    private final List<ReferenceEntry> entries = new ArrayList<>();
    private final List<String> rejects = new ArrayList<>();
    private long blank;
    private long comment;

    /**
     * Makes a tally of nothing.
     *
     * @param windowSeconds what peaks are taken over
     * @param maxLineBytes longer lines are malformed
     * @param afterVirtualHost see {@link ReferenceParser#parse}
     */
    public ReferenceTally(int windowSeconds, int maxLineBytes, boolean afterVirtualHost) {
        this.windowSeconds = windowSeconds;
        this.maxLineBytes = maxLineBytes;
        this.afterVirtualHost = afterVirtualHost;
    }

    /** Counts the lines of a log; one character for each byte. */
    public void addLog(String log) {
        for (int from = 0; from < log.length(); ) {
            int lineFeed = log.indexOf('\n', from);
            int to = lineFeed < 0 ? log.length() : lineFeed;
            addLine(log.substring(from, to));
            from = to + 1;
        }
    }

    private void addLine(String raw) {
        String line = raw.replaceFirst("\\r*\\z", "");
        if (line.length() > maxLineBytes || raw.length() > maxLineBytes + 1) {
            rejects.add(line.substring(0, Math.min(line.length(), maxLineBytes)));
        } else if (ReferenceParser.isBlank(line)) {
            blank++;
        } else if (line.startsWith("#")) {
            comment++;
        } else {
            ReferenceEntry entry = ReferenceParser.parse(line, afterVirtualHost);
            if (entry == null) {
                rejects.add(line);
            } else {
                entries.add(entry);
            }
        }
    }

    /** Blank lines, comments, malformed lines and entries. */
    public List<Long> lineCounts() {
        return List.of(blank, comment, (long) rejects.size(), (long) entries.size());
    }

    /** The malformed lines in order, each with a line feed. */
    public String rejects() {
        return rejects.stream().map(line -> line + "\n").collect(Collectors.joining());
    }

    /** Sums over all entries. */
    public Totals totals() {
        return new Totals(
                entries.size(),
                bytes(entries),
                entries.stream().map(ReferenceEntry::client).distinct().count(),
                0);
    }

    /** First and last entry, null when there are none. */
    public @Nullable TimeRange timeRange() {
        return entries.isEmpty() ? null : range(entries);
    }

    /** Requests by status. */
    public SortedMap<Integer, Long> statuses() {
        return entries.stream()
                .collect(Collectors.groupingBy(ReferenceEntry::status, TreeMap::new, Collectors.counting()));
    }

    /** All clients, the busiest first. */
    public List<Group> talkers() {
        Map<String, List<ReferenceEntry>> byClient =
                entries.stream().collect(Collectors.groupingBy(ReferenceEntry::client));
        List<Group> unranked = new ArrayList<>();
        byClient.forEach((client, own) -> unranked.add(talker(client, own, 0)));
        unranked.sort(Comparator.comparingLong(Group::requests)
                .thenComparingLong(Group::bytes)
                .reversed()
                .thenComparing(group -> group.key().get(0), ReferenceClients.order()));
        List<Group> ranked = new ArrayList<>();
        for (Group talker : unranked) {
            ranked.add(talker(talker.key().get(0), byClient.get(talker.key().get(0)), ranked.size() + 1));
        }
        return ranked;
    }

    private Group talker(String client, List<ReferenceEntry> own, int rank) {
        TimeRange range = range(own);
        return new Group(
                rank,
                List.of(client),
                own.size(),
                0,
                (double) own.size() / entries.size(),
                bytes(own),
                0,
                new GroupDetails(
                        LongStream.rangeClosed(1, 5)
                                .mapToObj(statusClass -> own.stream()
                                        .filter(entry -> entry.status() / 100 == statusClass)
                                        .count())
                                .toList(),
                        range,
                        own.size() * 60.0 / Math.max(60, range.last() - range.first() + 1)),
                busiestWindow(own),
                null);
    }

    /** Requests over time, null when there are none. */
    public @Nullable Rate rate(long intervalSeconds) {
        if (entries.isEmpty()) {
            return null;
        }
        TimeRange range = range(entries);
        long origin = intervalSeconds % 604_800 == 0 ? 345_600 : 0; // weeks begin on Mondays, as 1970-01-05 was
        SortedMap<Long, List<ReferenceEntry>> filled =
                by(entry -> Math.floorDiv(entry.second() - origin, intervalSeconds));
        List<Bucket> buckets = LongStream.rangeClosed(
                        Math.floorDiv(range.first() - origin, intervalSeconds),
                        Math.floorDiv(range.last() - origin, intervalSeconds))
                .mapToObj(number -> {
                    List<ReferenceEntry> own = filled.getOrDefault(number, List.of());
                    return new Bucket(number * intervalSeconds + origin, own.size(), bytes(own));
                })
                .toList();
        return new Rate(intervalSeconds, windowSeconds, buckets, statistics(range));
    }

    private WindowStatistics statistics(TimeRange range) {
        long inAll = window(range.last()) - window(range.first()) + 1;
        List<Long> sorted = by(entry -> window(entry.second())).values().stream()
                .map(own -> (long) own.size())
                .sorted()
                .toList();
        return new WindowStatistics(
                (double) entries.size() / inAll,
                percentile(sorted, inAll, 50),
                percentile(sorted, inAll, 95),
                percentile(sorted, inAll, 99),
                busiestWindow(entries));
    }

    /** By nearest rank among the sorted numbers, in front of which there are as many zeros as make them so many. */
    private static long percentile(List<Long> sorted, long inAll, int percent) {
        long rank = (long) Math.ceil(percent * inAll / 100.0);
        long zeros = inAll - sorted.size();
        return rank <= zeros ? 0 : sorted.get((int) (rank - zeros - 1));
    }

    private Window busiestWindow(List<ReferenceEntry> some) {
        Map<Long, Long> windows = some.stream()
                .collect(Collectors.groupingBy(entry -> window(entry.second()), TreeMap::new, Collectors.counting()));
        long most = windows.values().stream().mapToLong(Long::longValue).max().orElseThrow();
        long earliest = windows.keySet().stream()
                .filter(window -> windows.get(window) == most)
                .findFirst()
                .orElseThrow();
        return new Window(most, earliest * windowSeconds);
    }

    private long window(long second) {
        return Math.floorDiv(second, (long) windowSeconds);
    }

    private SortedMap<Long, List<ReferenceEntry>> by(ToLongFunction<ReferenceEntry> key) {
        return entries.stream().collect(Collectors.groupingBy(key::applyAsLong, TreeMap::new, Collectors.toList()));
    }

    /** A sum that stays at the greatest number instead of running over it. */
    private static long bytes(Collection<ReferenceEntry> some) {
        return some.stream()
                .mapToLong(ReferenceEntry::bytes)
                .reduce(0, (one, other) -> one > Long.MAX_VALUE - other ? Long.MAX_VALUE : one + other);
    }

    private static TimeRange range(Collection<ReferenceEntry> some) {
        return new TimeRange(
                some.stream().mapToLong(ReferenceEntry::second).min().orElseThrow(),
                some.stream().mapToLong(ReferenceEntry::second).max().orElseThrow());
    }
}
