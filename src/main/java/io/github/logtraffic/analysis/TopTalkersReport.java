package io.github.logtraffic.analysis;

import io.github.logtraffic.analysis.AnalysisResult.Talker;
import io.github.logtraffic.analysis.AnalysisResult.TimeRange;
import io.github.logtraffic.analysis.AnalysisResult.TopTalkers;
import io.github.logtraffic.analysis.AnalysisResult.Window;
import io.github.logtraffic.count.ClientTable;
import io.github.logtraffic.count.Peak;
import io.github.logtraffic.count.Tally;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Chooses the clients that come first, and works out what is reported of them. */
final class TopTalkersReport {
    private static final int MINUTE = 60;

    private final AnalysisPlan plan;
    private final Tally tally;
    private final ClientTable clients;

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
        Comparator<Candidate> order = Comparator.comparingLong(Candidate::key)
                .thenComparingLong(candidate -> clients.requests(candidate.row))
                .thenComparingLong(candidate -> clients.bytes(candidate.row))
                .reversed()
                .thenComparing(candidate -> clients.client(candidate.row));
        List<Talker> talkers = new ArrayList<>();
        for (Candidate candidate : first(order)) {
            talkers.add(talker(talkers.size() + 1, candidate.row));
        }
        return new TopTalkers(plan.sort(), clients.size(), talkers);
    }

    /** The candidates that come first, in order. Most clients are told by their key alone that they do not. */
    private Candidate[] first(Comparator<Candidate> order) {
        int count = plan.limit() == 0 ? Integer.MAX_VALUE : plan.limit();
        PriorityQueue<Candidate> lastFirst = new PriorityQueue<>(order.reversed());
        long leastKey = Long.MIN_VALUE;
        for (int row : clients.rows()) {
            long key = plan.sort().key(clients, row);
            if (key < leastKey) {
                continue;
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
        Candidate[] sorted = lastFirst.toArray(Candidate[]::new);
        Arrays.sort(sorted, order);
        return sorted;
    }

    private Talker talker(int rank, int row) {
        long requests = clients.requests(row);
        long first = clients.firstSecond(row);
        long last = clients.lastSecond(row);
        List<Long> statusClasses = new ArrayList<>();
        for (int statusClass = 1; statusClass <= 5; statusClass++) {
            statusClasses.add(clients.requestsOfClass(row, statusClass));
        }
        Peak peak = clients.peak(row);
        return new Talker(
                rank,
                plan.prefix().text(clients.client(row)),
                requests,
                (double) requests / tally.requests(),
                clients.bytes(row),
                List.copyOf(statusClasses),
                new TimeRange(first, last),
                (double) requests * MINUTE / Math.max(MINUTE, last - first + 1),
                new Window(peak.requests(), peak.window() * plan.windowSeconds()));
    }
}
