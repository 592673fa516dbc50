package io.github.logtraffic.analysis;

import io.github.logtraffic.analysis.Comparison.Sender;
import io.github.logtraffic.analysis.Comparison.Senders;
import io.github.logtraffic.count.CounterTable;
import io.github.logtraffic.log.entry.ClientAddress;
import io.github.logtraffic.log.entry.ClientKey;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Who sent more, fewer, no more or for the first time. */
final class SenderChanges {
    private static final int MINUTE = 60;

    private final AnalysisPlan plan;
    private final List<GroupKey> keys;
    private final boolean areClients;
    private final CounterTable first;
    private final CounterTable second;
    private final Log firstLog;
    private final Log secondLog;
    private final double level;
    private final ClientKey key = new ClientKey();
    private final Kept appeared;
    private final Kept gone;
    private final Kept changed;
    private long compared;

    /**
     * One of the two.
     *
     * @param senders who sent its requests
     * @param clumping how these come together
     * @param seconds the time that they took
     */
    record Log(CounterTable senders, Clumping clumping, double seconds) {
        double clumping(int row, boolean isClient) {
            return row < 0 ? 1 : isClient ? clumping.ofClient(senders, row) : clumping.ofGroup(senders, row);
        }

        double requests(int row) {
            return row < 0 ? 0 : senders.requests(row);
        }
    }

    SenderChanges(AnalysisPlan plan, List<GroupKey> keys, Log firstLog, Log secondLog) {
        this.plan = plan;
        this.keys = keys;
        this.areClients = keys.stream().anyMatch(part -> part.kind() == GroupKey.Kind.CLIENT);
        this.firstLog = firstLog;
        this.secondLog = secondLog;
        this.first = firstLog.senders;
        this.second = secondLog.senders;
        int limit = plan.limit() == 0 ? Integer.MAX_VALUE : plan.limit();
        this.appeared = new Kept(limit);
        this.gone = new Kept(limit);
        this.changed = new Kept(limit);
        second.forEachRow(row -> {
            second.readKey(row, key);
            compared += first.rowOf(key) < 0 ? 1 : 0;
        });
        compared += first.size();
        this.level = CountTest.level(compared);
        first.forEachRow(this::compareFirst);
        second.forEachRow(this::compareSecond);
    }

    /** The first candidates of a table, and how many there are. */
    private final class Kept {
        private final int limit;
        private final PriorityQueue<Candidate> lastFirst =
                new PriorityQueue<>(((Comparator<Candidate>) SenderChanges.this::order).reversed());
        private long all;
        private long significant;

        Kept(int limit) {
            this.limit = limit;
        }

        void add(Candidate candidate) {
            all++;
            significant += candidate.isNoise ? 0 : 1;
            if (candidate.weight == 0) {
                return; // there is nothing to show of it
            }
            if (lastFirst.size() < limit) {
                lastFirst.add(candidate);
            } else if (order(candidate, lastFirst.element()) < 0) {
                lastFirst.remove();
                lastFirst.add(candidate);
            }
        }

        Senders senders() {
            List<Sender> rows = lastFirst.stream()
                    .sorted(SenderChanges.this::order)
                    .map(SenderChanges.this::sender)
                    .toList();
            return new Senders(all, significant, rows);
        }
    }

    /** @param weight the difference of the rates */
    private record Candidate(int firstRow, int secondRow, boolean isNoise, double weight) {}

    /** Less than 0 when one comes before the other: what chance has not made, then the larger difference. */
    private int order(Candidate one, Candidate other) {
        int byNoise = Boolean.compare(one.isNoise, other.isNoise);
        int byWeight = byNoise == 0 ? Double.compare(other.weight, one.weight) : byNoise;
        return byWeight == 0 ? Arrays.compare(parts(one), parts(other)) : byWeight;
    }

    private ClientAddress[] parts(Candidate candidate) {
        readKey(candidate);
        return GroupsReport.parts(keys, key);
    }

    private void readKey(Candidate candidate) {
        if (candidate.firstRow < 0) {
            second.readKey(candidate.secondRow, key);
        } else {
            first.readKey(candidate.firstRow, key);
        }
    }

    private void compareFirst(int row) {
        first.readKey(row, key);
        int other = second.rowOf(key);
        compare(row, other, other < 0 ? gone : changed);
    }

    private void compareSecond(int row) {
        second.readKey(row, key);
        if (first.rowOf(key) < 0) {
            compare(-1, row, appeared);
        }
    }

    private void compare(int firstRow, int secondRow, Kept kept) {
        double one = firstLog.requests(firstRow) / firstLog.seconds;
        double other = secondLog.requests(secondRow) / secondLog.seconds;
        // The requests of one sender come together, so that chance is even likelier than of single ones.
        boolean isNoise = chance(firstRow, secondRow, 1) >= level
                || chance(firstRow, secondRow, clumping(firstRow, secondRow)) >= level;
        kept.add(new Candidate(firstRow, secondRow, isNoise, Math.abs(other - one)));
    }

    private double chance(int firstRow, int secondRow, double clumping) {
        return CountTest.ofRates(
                firstLog.requests(firstRow),
                firstLog.seconds,
                secondLog.requests(secondRow),
                secondLog.seconds,
                clumping);
    }

    private double clumping(int firstRow, int secondRow) {
        return Math.max(firstLog.clumping(firstRow, areClients), secondLog.clumping(secondRow, areClients));
    }

    long compared() {
        return compared;
    }

    Senders appeared() {
        return appeared.senders();
    }

    Senders gone() {
        return gone.senders();
    }

    Senders changed() {
        return changed.senders();
    }

    private Sender sender(Candidate candidate) {
        readKey(candidate);
        long one = (long) firstLog.requests(candidate.firstRow);
        long other = (long) secondLog.requests(candidate.secondRow);
        return new Sender(
                GroupsReport.texts(plan, keys, key),
                one,
                one * MINUTE / firstLog.seconds,
                other,
                other * MINUTE / secondLog.seconds,
                candidate.isNoise);
    }
}
