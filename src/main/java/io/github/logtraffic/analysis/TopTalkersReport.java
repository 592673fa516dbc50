package io.github.logtraffic.analysis;

import io.github.logtraffic.analysis.AnalysisResult.Talker;
import io.github.logtraffic.analysis.AnalysisResult.TalkerDetails;
import io.github.logtraffic.analysis.AnalysisResult.TimeRange;
import io.github.logtraffic.analysis.AnalysisResult.TopTalkers;
import io.github.logtraffic.analysis.AnalysisResult.Window;
import io.github.logtraffic.count.CounterTable;
import io.github.logtraffic.count.Peak;
import io.github.logtraffic.count.Tally;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.IntConsumer;

/** Chooses the clients that come first, and works out what is reported of them. */
final class TopTalkersReport {
    private static final int MINUTE = 60;

    /** More are worked out one by one while they are printed, lest a report of all take more memory than their counters. */
    private static final int MOST_KEPT = 10_000;

    private final AnalysisPlan plan;
    private final Tally tally;
    private final CounterTable clients;

    private TopTalkersReport(AnalysisPlan plan, Tally tally) {
        this.plan = plan;
        this.tally = tally;
        this.clients = tally.clients();
    }

    static TopTalkers of(AnalysisPlan plan, Tally tally) {
        return new TopTalkersReport(plan, tally).report();
    }

    /** A client and what it is sorted by first. */
    private record Candidate(int row, long key) {}

    private TopTalkers report() {
        First first = new First(plan.limit() == 0 ? Integer.MAX_VALUE : plan.limit());
        clients.forEachRow(first);
        Candidate[] candidates = first.sorted();
        List<Talker> rows = new AbstractList<>() {
            @Override
            public Talker get(int index) {
                return talker(index + 1, candidates[index].row);
            }

            @Override
            public int size() {
                return candidates.length;
            }
        };
        return new TopTalkers(
                plan.sort(),
                clients.distinctKeys(),
                clients.distinctKeysError(),
                clients.mostRequestsOfUnknown(),
                clients.mostBytesOfUnknown(),
                plan.windowSeconds(),
                candidates.length <= MOST_KEPT ? List.copyOf(rows) : rows);
    }

    /** Less than 0 when one comes before the other. */
    private int compare(Candidate one, Candidate other) {
        int byKey = Long.compare(other.key, one.key);
        if (byKey != 0) {
            return byKey;
        }
        int byRequests = Long.compare(clients.requests(other.row), clients.requests(one.row));
        if (byRequests != 0) {
            return byRequests;
        }
        int byBytes = Long.compare(clients.bytes(other.row), clients.bytes(one.row));
        return byBytes != 0 ? byBytes : clients.key(one.row).compareTo(clients.key(other.row));
    }

    /** The candidates that come first. Most clients are told by their key alone that they do not. */
    private final class First implements IntConsumer {
        private final Comparator<Candidate> order = TopTalkersReport.this::compare;
        private final PriorityQueue<Candidate> lastFirst = new PriorityQueue<>(order.reversed());
        private final int count;
        private long leastKey = Long.MIN_VALUE;

        First(int count) {
            this.count = count;
        }

        @Override
        public void accept(int row) {
            long key = plan.sort().key(clients, row);
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

    private Talker talker(int rank, int row) {
        long requests = clients.requests(row);
        Peak peak = clients.peak(row);
        return new Talker(
                rank,
                plan.prefix().text(clients.key(row)),
                requests,
                clients.requestsError(row),
                (double) requests / tally.requests(),
                clients.bytes(row),
                clients.bytesError(row),
                clients.isPartial(row) ? null : details(row),
                peak == null ? null : new Window(peak.requests(), peak.window() * plan.windowSeconds()));
    }

    private TalkerDetails details(int row) {
        long first = clients.firstSecond(row);
        long last = clients.lastSecond(row);
        return new TalkerDetails(
                clients.hasStatuses(row) ? statusClasses(row) : null,
                new TimeRange(first, last),
                (double) clients.requests(row) * MINUTE / Math.max(MINUTE, last - first + 1));
    }

    private List<Long> statusClasses(int row) {
        List<Long> statusClasses = new ArrayList<>();
        for (int statusClass = 1; statusClass <= 5; statusClass++) {
            statusClasses.add(clients.requestsOfClass(row, statusClass));
        }
        return List.copyOf(statusClasses);
    }
}
