package io.github.logtraffic.count;

import static io.github.logtraffic.count.CounterRows.BYTES;
import static io.github.logtraffic.count.CounterRows.CURRENT_RUN;
import static io.github.logtraffic.count.CounterRows.FIRST;
import static io.github.logtraffic.count.CounterRows.IS_NAME;
import static io.github.logtraffic.count.CounterRows.LAST;
import static io.github.logtraffic.count.CounterRows.LINKS;
import static io.github.logtraffic.count.CounterRows.REQUESTS;
import static io.github.logtraffic.count.CounterRows.at;

import io.github.logtraffic.count.key.KeyOfClient;
import io.github.logtraffic.log.entry.ClientAddress;
import io.github.logtraffic.log.entry.ClientKey;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Counters by key: what is known of each client, or of each group of requests of another kind. A key is an address or the
 * bytes of a name. It has a row: a number that is valid until the table changes.
 *
 * <p>When the memory budget does not let the table grow, the lightest half of its keys leave it: <em>lossy counting</em>
 * (G. S. Manku, R. Motwani, Approximate Frequency Counts over Data Streams, VLDB 2002) with a bound that is raised when room
 * is needed. Whoever comes in afterwards may have been there before, with at most what those had that left: its row is
 * <em>partial</em>, its counters are too low by no more than that, and what has no such bound is not kept of it. A key
 * that never left stays exact in everything but what the next paragraph takes from it, and but for a merge with a table that
 * others have left and that does not hold it. With room for k keys the bound on what they are kept for, requests or bytes,
 * never passes about 2/k of all of it, because each time half of the rows give up that much; in a merge bounds add up.
 *
 * <p>Windows and statuses that there is no memory for are forgotten, as {@link RowDetails} says. Memory is first come, first
 * served: what windows have taken keys do not get.
 */
public final class CounterTable {
    final CounterRows rows;
    final RowDetails details;
    final LossyCounting losses;
    final int windowSeconds;
    private final ClientKey nameOfHit = new ClientKey();

    /** What was read of rows only to have them in the cache; kept, lest the compiler should find that it is of no use. */
    @SuppressWarnings("UnusedVariable")
    private long touched;

    CounterTable(CountPlan plan, MemoryBudget budget) {
        rows = new CounterRows(plan.seed(), budget);
        details = new RowDetails(rows, plan.seed(), budget);
        losses = new LossyCounting(plan, rows, details, budget);
        windowSeconds = plan.windowSeconds();
    }

    // What is known

    /** How many keys are known. */
    public int size() {
        return rows.size;
    }

    /** Whether the table holds every key, and everything of it. */
    public boolean isExact() {
        return losses.isLossless() && !details.anyForgotten();
    }

    /** How many keys there were, an estimate when the table does not hold all. */
    public long distinctKeys() {
        return losses.distinctKeys();
    }

    /** How far {@link #distinctKeys} may be off, at three standard deviations; 0 when the table holds all. */
    public long distinctKeysError() {
        return losses.distinctKeysError();
    }

    /** The most requests that a key may have had that is not known; 0 when the table holds all. */
    public long mostRequestsOfUnknown() {
        return losses.missedRequests();
    }

    /** The most bytes that a key may have had that is not known; 0 when the table holds all. */
    public long mostBytesOfUnknown() {
        return losses.missedBytes();
    }

    /** Shows the rows of all known keys, in no particular order. */
    public void forEachRow(IntConsumer visitor) {
        for (int row = 0; row < rows.capacity; row++) {
            if (rows.isTaken(at(row))) {
                visitor.accept(row);
            }
        }
    }

    /** The row of a key; -1 when it is not known. */
    public int rowOf(ClientKey key) {
        int at = key.isName() ? rows.slotOfName(key, rows.hash(key)) : rows.slotOfAddress(key.high(), key.low());
        return rows.isTaken(at) ? at / CounterRows.ROW_LONGS : -1;
    }

    /** Takes a window that a key was seen in. */
    @FunctionalInterface
    public interface WindowVisitor {
        /**
         * Takes a window.
         *
         * @param window its number since the epoch, in windows of the plan's length
         * @param requests the key's requests in it, at least 1
         */
        void visit(long window, long requests);
    }

    /**
     * Shows the windows that the row's key was seen in, by time.
     *
     * @return false when they are not known; then none is shown
     */
    public boolean forEachWindow(int row, WindowVisitor visitor) {
        return details.forEachWindow(at(row), visitor);
    }

    /** What the row is of; of a network, its first address. */
    public ClientAddress key(int row) {
        return rows.key(at(row));
    }

    /** Sets a key to that of the row; it is valid until the table changes. */
    public void readKey(int row, ClientKey key) {
        rows.readKey(at(row), key);
    }

    /** The key's requests; of a partial row, at least. */
    public long requests(int row) {
        return rows.longs[at(row) + REQUESTS];
    }

    /** How many requests more there may have been. */
    public long requestsError(int row) {
        return rows.requestsError(at(row));
    }

    /** The bytes of the responses; of a partial row, at least. */
    public long bytes(int row) {
        return rows.longs[at(row) + BYTES];
    }

    /** How many bytes more there may have been. */
    public long bytesError(int row) {
        return rows.bytesError(at(row));
    }

    /** Whether the key may have been there before its row: then nothing else is known of it. */
    public boolean isPartial(int row) {
        return rows.isPartial(at(row));
    }

    /** When it was seen first, in seconds since the epoch; not of a partial row. */
    public long firstSecond(int row) {
        return rows.longs[at(row) + FIRST];
    }

    /** When it was seen last, in seconds since the epoch; not of a partial row. */
    public long lastSecond(int row) {
        return rows.longs[at(row) + LAST];
    }

    /** Whether it is known which statuses the responses had. */
    public boolean hasStatuses(int row) {
        return details.hasStatuses(at(row));
    }

    /**
     * The requests whose response had a status of that class; only if {@link #hasStatuses}.
     *
     * @param statusClass 1 to 5
     */
    public long requestsOfClass(int row, int statusClass) {
        return details.requestsOfClass(at(row), statusClass);
    }

    /** The busiest window, the earliest of equals; null when memory was too short to keep the windows. */
    public @Nullable Peak peak(int row) {
        return details.peak(at(row));
    }

    /** How long the requests took that say so; null when none does, or when nothing is known of it. */
    public @Nullable DurationCounts durations(int row) {
        return details.durations().counts(at(row));
    }

    /** How long they took together, in microseconds; -1 when that is not known. */
    public long durationMicros(int row) {
        return details.durations().totalMicros(at(row));
    }

    // Counting

    /** What of a key a batch must be told: the hash of a name. */
    long hash(ClientKey key) {
        return key.isName() ? rows.hash(key) : 0;
    }

    /** Makes room for a batch; false if the table may lose something of it or of what it holds, or has before. */
    boolean makeRoomWithoutLoss(HitBatch hits) {
        return isExact()
                && rows.makeRoom(hits.size, hits.nameBytes())
                && details.makeRoom(hits.size, hits.haveDurations());
    }

    /** Counts all hits of a batch of keys and empties it. */
    void count(HitBatch hits) {
        losses.makeRoom(hits.size);
        touch(hits);
        for (int i = 0; i < hits.size; i++) {
            count(find(hits, i), hits, i);
        }
        hits.clear();
    }

    private int find(HitBatch hits, int index) {
        if (!hits.isName[index]) {
            return rowForAddress(hits.high[index], hits.low[index]);
        }
        hits.readKey(index, nameOfHit);
        return rowForName(nameOfHit, hits.high[index]);
    }

    /** Asks for the rows of all hits, none of which depends on another, so that they come in at the same time. */
    private void touch(HitBatch hits) {
        long read = 0;
        for (int i = 0; i < hits.size; i++) {
            read += touch(hits.isName[i] ? rows.firstSlot(hits.high[i]) : rows.firstSlot(hits.high[i], hits.low[i]));
        }
        touched = read;
    }

    long touch(int at) {
        return rows.longs[at] + rows.longs[at + LINKS]; // it may begin in one cache line and end in the next
    }

    private void count(int at, HitBatch hits, int index) {
        count(at, hits.second[index], hits.window[index], hits.status[index], hits.bytes[index], hits.duration[index]);
    }

    /** Counts one hit; the duration is -1 when there is none. */
    void count(ClientKey key, long second, long window, int status, long bytes, long durationMicros) {
        losses.makeRoom(1);
        count(find(key), second, window, status, bytes, durationMicros);
    }

    private void count(int at, long second, long window, int status, long bytes, long durationMicros) {
        long[] longs = rows.longs;
        long run = longs[at + CURRENT_RUN];
        if (longs[at + REQUESTS]++ == 0) {
            begin(at, second, window);
            run = longs[at + CURRENT_RUN];
        }
        longs[at + BYTES] = Saturating.sum(longs[at + BYTES], bytes);
        if (second < longs[at + FIRST]) {
            longs[at + FIRST] = second;
        }
        if (second > longs[at + LAST]) {
            longs[at + LAST] = second;
        }
        if (WindowRuns.window(run) != window || WindowRuns.count(run) == WindowRuns.MOST_COUNT) {
            details.push(at, run, window <= WindowRuns.window(run));
            run = WindowRuns.run(window, 0);
        }
        longs[at + CURRENT_RUN] = run + 1;
        details.countStatus(at, status);
        if (durationMicros >= 0) {
            details.durations().count(at, durationMicros);
        }
    }

    /** Begins a row that has just been found to be free. */
    void begin(int at, long second, long window) {
        long[] longs = rows.longs;
        if (!rows.isPartial(at)) {
            longs[at + FIRST] = second;
        }
        longs[at + BYTES] = 0;
        longs[at + LAST] = second;
        longs[at + CURRENT_RUN] = WindowRuns.run(window, 0);
    }

    // Finding and adding rows: there must be room for one

    /** The row of a key, which it gets now if it has none. */
    int find(ClientKey key) {
        return key.isName() ? rowForName(key, rows.hash(key)) : rowForAddress(key.high(), key.low());
    }

    private int rowForAddress(long high, long low) {
        int at = rows.slotOfAddress(high, low);
        if (!rows.isTaken(at)) {
            rows.take(at, high, low, 0);
            losses.note(at);
        }
        return at;
    }

    private int rowForName(ClientKey name, long hash) {
        int at = rows.slotOfName(name, hash);
        return rows.isTaken(at) ? at : addName(at, name, hash);
    }

    private int addName(int slot, ClientKey name, long hash) {
        int at = slot;
        if (!rows.names.hasRoom(name.nameTo() - name.nameFrom())) {
            losses.makeRoomForName(name.nameTo() - name.nameFrom());
            at = rows.slotOfName(name, hash); // others may have moved
        }
        rows.take(at, hash, rows.names.keep(name.nameBytes(), name.nameFrom(), name.nameTo()), IS_NAME);
        losses.note(at);
        return at;
    }

    // Merging

    /** Adds what another table holds, which is empty then. */
    void merge(CounterTable other) {
        new CounterMerge(this).addAll(other);
        other.giveBack();
    }

    /** Adds what is known of clients, none of which has left, to their groups. */
    void add(CounterTable clients, KeyOfClient keyOfClient) {
        new CounterMerge(this).addGroups(clients, keyOfClient);
    }

    /** Sets all that is known of a row; the table must be exact. */
    void readRow(int number, TableRow row) {
        int at = at(number);
        rows.readKey(at, row.key);
        row.requests = rows.longs[at + REQUESTS];
        row.bytes = rows.longs[at + BYTES];
        row.firstSecond = rows.longs[at + FIRST];
        row.lastSecond = rows.longs[at + LAST];
        details.readRow(at, row);
    }

    private void giveBack() {
        rows.giveBack();
        details.giveBack();
        losses.giveBack();
    }
}
