package io.github.logtraffic.count;

import static io.github.logtraffic.count.CounterRows.BYTES;
import static io.github.logtraffic.count.CounterRows.CURRENT_RUN;
import static io.github.logtraffic.count.CounterRows.FIRST;
import static io.github.logtraffic.count.CounterRows.LAST;
import static io.github.logtraffic.count.CounterRows.REQUESTS;
import static io.github.logtraffic.count.CounterRows.at;

import io.github.logtraffic.count.key.KeyOfClient;
import io.github.logtraffic.log.entry.ClientKey;

/** Adds to a {@link CounterTable} what was counted elsewhere. */
final class CounterMerge {
    private static final int READ_TOGETHER = 16; // rows that stand together, so that memory is read ahead
    private static final int MERGED_TOGETHER = 64; // rows, so that they come in at the same time

    private final CounterTable table;
    private final CounterRows rows;
    private final RowDetails details;
    private final LossyCounting losses;

    /** What was read of rows only to have them in the cache; kept, lest the compiler should find that it is of no use. */
    @SuppressWarnings("UnusedVariable")
    private long touched;

    CounterMerge(CounterTable table) {
        this.table = table;
        this.rows = table.rows;
        this.details = table.details;
        this.losses = table.losses;
    }

    /** Adds what another table holds, and leaves nothing of use in it. */
    void addAll(CounterTable other) {
        losses.prepareMerge(other.losses);
        int offsetOfRuns = details.copyRuns(other.details);
        other.details.giveBackRuns(offsetOfRuns);
        ClientKey key = new ClientKey();
        for (int from = 0; from < other.rows.capacity; from += MERGED_TOGETHER) {
            touch(other.rows, from, from + MERGED_TOGETHER);
            for (int i = from; i < from + MERGED_TOGETHER; i++) {
                int otherAt = at(SeededHash.scattered(i, other.rows.capacity));
                if (other.rows.isTaken(otherAt)) {
                    other.rows.readKey(otherAt, key);
                    add(key, other, otherAt, offsetOfRuns);
                }
            }
        }
        details.addForgotten(other.details);
        losses.finishMerge(other.losses);
    }

    /** Adds what is known of clients, none of which has left, to their groups. */
    void addGroups(CounterTable clients, KeyOfClient keyOfClient) {
        int offsetOfRuns = details.copyRuns(clients.details);
        ClientKey client = new ClientKey();
        ClientKey group = new ClientKey();
        for (int i = 0; i < clients.rows.capacity; i++) {
            int block = SeededHash.scattered(i / READ_TOGETHER, clients.rows.capacity / READ_TOGETHER);
            int at = at(block * READ_TOGETHER + i % READ_TOGETHER);
            if (clients.rows.isTaken(at)) {
                clients.rows.readKey(at, client);
                keyOfClient.read(client, group);
                add(group, clients, at, offsetOfRuns);
            }
        }
    }

    private void touch(CounterRows others, int from, int to) {
        int mask = rows.capacity - 1;
        long read = 0;
        for (int i = from; i < to; i++) {
            int otherAt = at(SeededHash.scattered(i, others.capacity));
            if (others.isTaken(otherAt)) {
                int at = at((int) others.hashAt(otherAt) & mask);
                read += table.touch(at);
            }
        }
        touched = read;
    }

    private void add(ClientKey key, CounterTable other, int otherAt, int offsetOfRuns) {
        losses.makeRoom(1);
        int at = table.find(key);
        long[] longs = rows.longs;
        long[] others = other.rows.longs;
        if (!rows.isTaken(at)) {
            table.begin(at, others[otherAt + FIRST], 0);
        }
        longs[at + REQUESTS] += others[otherAt + REQUESTS];
        longs[at + BYTES] = Saturating.sum(longs[at + BYTES], others[otherAt + BYTES]);
        if (other.rows.isPartial(otherAt)) {
            losses.addMissed(at, other.rows.requestsError(otherAt), other.rows.bytesError(otherAt));
        }
        if (rows.isPartial(at)) {
            details.dropRuns(other.details, otherAt, offsetOfRuns);
            return;
        }
        longs[at + FIRST] = Math.min(longs[at + FIRST], others[otherAt + FIRST]);
        longs[at + LAST] = Math.max(longs[at + LAST], others[otherAt + LAST]);
        details.addRuns(at, other.details, otherAt, offsetOfRuns);
        details.addStatuses(at, other.details, otherAt);
        details.durations().merge(at, other.details.durations(), otherAt);
    }

    /**
     * Adds what is known of some keys elsewhere. When only the peak of one is known, of some of the windows, the table must
     * hold nothing but what was added in this way. Several threads may do so.
     */
    synchronized void addAll(TableRow[] known, int count) {
        touch(known, count);
        for (int i = 0; i < count; i++) {
            add(known[i]);
        }
    }

    private void touch(TableRow[] known, int count) {
        long read = 0;
        for (int i = 0; i < count; i++) {
            ClientKey key = known[i].key;
            if (!key.isName()) {
                read += table.touch(rows.firstSlot(key.high(), key.low()));
            }
        }
        touched = read;
    }

    private void add(TableRow row) {
        losses.makeRoom(1);
        int at = table.find(row.key);
        long[] longs = rows.longs;
        boolean isNew = !rows.isTaken(at);
        if (isNew) {
            table.begin(at, row.firstSecond, 0);
        }
        longs[at + REQUESTS] += row.requests;
        longs[at + BYTES] = Saturating.sum(longs[at + BYTES], row.bytes);
        if (rows.isPartial(at)) {
            return;
        }
        boolean isApart = row.firstSecond - longs[at + LAST] >= table.windowSeconds
                || longs[at + FIRST] - row.lastSecond >= table.windowSeconds; // as of logs of different days
        longs[at + FIRST] = Math.min(longs[at + FIRST], row.firstSecond);
        longs[at + LAST] = Math.max(longs[at + LAST], row.lastSecond);
        for (int i = 0; i < row.windows; i++) {
            details.addWindow(at, row.window[i], row.windowRequests[i], !isNew && !isApart);
        }
        if (row.peakRequests > 0) {
            addPeak(at, row);
        }
        if (row.hasOtherStatuses) {
            details.addStatuses(at, row.otherStatuses);
        }
        details.durations().add(at, row);
    }

    /** The busiest of windows to which nothing was nor will be added can take the place of another one of that sort. */
    private void addPeak(int at, TableRow row) {
        long run = rows.longs[at + CURRENT_RUN];
        long kept = WindowRuns.count(run);
        if (row.peakRequests > WindowRuns.MOST_COUNT) {
            details.addWindow(at, row.peakWindow, row.peakRequests, false);
        } else if (row.peakRequests > kept || (row.peakRequests == kept && row.peakWindow < WindowRuns.window(run))) {
            rows.longs[at + CURRENT_RUN] = WindowRuns.run(row.peakWindow, row.peakRequests);
        }
    }
}
