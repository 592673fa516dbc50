package io.github.logtraffic.analysis;

import io.github.logtraffic.analysis.AnalysisResult.Durations;
import io.github.logtraffic.analysis.AnalysisResult.Group;
import io.github.logtraffic.analysis.AnalysisResult.GroupDetails;
import io.github.logtraffic.analysis.AnalysisResult.Groups;
import io.github.logtraffic.analysis.AnalysisResult.TimeRange;
import io.github.logtraffic.analysis.AnalysisResult.Window;
import io.github.logtraffic.count.CounterTable;
import io.github.logtraffic.count.Peak;
import io.github.logtraffic.count.Tally;
import io.github.logtraffic.count.key.CompositeKey;
import io.github.logtraffic.count.key.EntryKey;
import io.github.logtraffic.log.entry.ClientAddress;
import io.github.logtraffic.log.entry.ClientKey;
import io.github.logtraffic.log.format.FieldNames;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.IntConsumer;

/** Chooses the groups that come first, and works out what is reported of them. */
final class GroupsReport {
    private static final int MINUTE = 60;

    /** More are worked out one by one while they are printed, lest a report of all take more memory than their counters. */
    private static final int MOST_KEPT = 10_000;

    /** The key of clients. */
    static final List<GroupKey> CLIENT_KEYS = List.of(GroupKey.parse(FieldNames.CLIENT));

    private final AnalysisPlan plan;
    private final Tally tally;
    private final CounterTable table;
    private final List<GroupKey> keys;
    private final List<EntryKey> entryKeys;
    private final TalkerSort sort;

    private GroupsReport(AnalysisPlan plan, Tally tally, CounterTable table, List<GroupKey> keys) {
        this.plan = plan;
        this.tally = tally;
        this.table = table;
        this.keys = keys;
        this.entryKeys = plan.entryKeys(keys);
        boolean isSortable = !plan.sort().needsDurations() || Durations.of(tally.durations()) != null;
        this.sort = isSortable ? plan.sort() : TalkerSort.REQUESTS;
    }

    /** The table. */
    static Groups ofClients(AnalysisPlan plan, Tally tally) {
        return new GroupsReport(plan, tally, tally.clients(), CLIENT_KEYS).report();
    }

    /** The tables of the plan's groups. */
    static List<Groups> of(AnalysisPlan plan, Tally tally) {
        List<Groups> tables = new ArrayList<>();
        for (int i = 0; i < plan.groups().size(); i++) {
            tables.add(
                    new GroupsReport(plan, tally, tally.group(i), plan.groups().get(i)).report());
        }
        return List.copyOf(tables);
    }

    /** A group and what it is sorted by first. */
    private record Candidate(int row, long key) {}

    private Groups report() {
        First first = new First(plan.limit() == 0 ? Integer.MAX_VALUE : plan.limit());
        table.forEachRow(first);
        Candidate[] candidates = first.sorted();
        List<Group> rows = new AbstractList<>() {
            @Override
            public Group get(int index) {
                return group(index + 1, candidates[index].row);
            }

            @Override
            public int size() {
                return candidates.length;
            }
        };
        return new Groups(
                keys.stream().map(GroupKey::keyName).toList(),
                sort,
                table.distinctKeys(),
                table.distinctKeysError(),
                table.mostRequestsOfUnknown(),
                table.mostBytesOfUnknown(),
                plan.windowSeconds(),
                candidates.length <= MOST_KEPT ? List.copyOf(rows) : rows);
    }

    /** Less than 0 when one comes before the other. */
    private int compare(Candidate one, Candidate other) {
        int byKey = Long.compare(other.key, one.key);
        if (byKey != 0) {
            return byKey;
        }
        int byRequests = Long.compare(table.requests(other.row), table.requests(one.row));
        if (byRequests != 0) {
            return byRequests;
        }
        int byBytes = Long.compare(table.bytes(other.row), table.bytes(one.row));
        return byBytes != 0 ? byBytes : Arrays.compare(parts(one.row), parts(other.row));
    }

    /** The parts of a row's key, one for each of the keys. */
    private ClientAddress[] parts(int row) {
        if (keys.size() == 1) {
            return new ClientAddress[] {table.key(row)};
        }
        ClientKey key = new ClientKey();
        table.readKey(row, key);
        return CompositeKey.parts(key).toArray(ClientAddress[]::new);
    }

    private List<String> texts(int row) {
        return texts(entryKeys, parts(row));
    }

    private static List<String> texts(List<EntryKey> keys, ClientAddress[] parts) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < parts.length; i++) {
            texts.add(keys.get(i).text(parts[i]));
        }
        return List.copyOf(texts);
    }

    /** A key of a table of these, as reports write its parts. */
    static List<String> texts(AnalysisPlan plan, List<GroupKey> keys, ClientKey key) {
        return texts(plan.entryKeys(keys), parts(keys, key));
    }

    /** The parts of a key of a table of these. */
    static ClientAddress[] parts(List<GroupKey> keys, ClientKey key) {
        return keys.size() == 1
                ? new ClientAddress[] {ClientAddress.of(key)}
                : CompositeKey.parts(key).toArray(ClientAddress[]::new);
    }

    /** The candidates that come first. Most groups are told by their key alone that they do not. */
    private final class First implements IntConsumer {
        private final Comparator<Candidate> order = GroupsReport.this::compare;
        private final PriorityQueue<Candidate> lastFirst = new PriorityQueue<>(order.reversed());
        private final int count;
        private long leastKey = Long.MIN_VALUE;

        First(int count) {
            this.count = count;
        }

        @Override
        public void accept(int row) {
            long key = sort.key(table, row);
            if (key < leastKey) {
                return;
            }
            Candidate candidate = new Candidate(row, key);
            if (lastFirst.size() < count) {
                lastFirst.add(candidate);
            } else if (order.compare(candidate, lastFirst.element()) < 0) {
                lastFirst.remove();
                lastFirst.add(candidate);
            }
            if (lastFirst.size() == count) {
                leastKey = lastFirst.element().key;
            }
        }

        Candidate[] sorted() {
            Candidate[] sorted = lastFirst.toArray(Candidate[]::new);
            Arrays.sort(sorted, order);
            return sorted;
        }
    }

    private Group group(int rank, int row) {
        long requests = table.requests(row);
        Peak peak = table.peak(row);
        return new Group(
                rank,
                texts(row),
                requests,
                table.requestsError(row),
                (double) requests / tally.requests(),
                table.bytes(row),
                table.bytesError(row),
                table.isPartial(row) ? null : details(row),
                peak == null ? null : new Window(peak.requests(), peak.window() * plan.windowSeconds()),
                Durations.of(table.durations(row)));
    }

    private GroupDetails details(int row) {
        long first = table.firstSecond(row);
        long last = table.lastSecond(row);
        return new GroupDetails(
                table.hasStatuses(row) ? statusClasses(row) : null,
                new TimeRange(first, last),
                (double) table.requests(row) * MINUTE / Math.max(MINUTE, last - first + 1));
    }

    private List<Long> statusClasses(int row) {
        List<Long> statusClasses = new ArrayList<>();
        for (int statusClass = 1; statusClass <= 5; statusClass++) {
            statusClasses.add(table.requestsOfClass(row, statusClass));
        }
        return List.copyOf(statusClasses);
    }
}
