package io.github.logtraffic.count;

import io.github.logtraffic.log.entry.ClientAddress;
import io.github.logtraffic.log.entry.ClientKey;
import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What is known of each client. A client is a row: a number that is valid until the table changes.
 *
 * <p>Open addressing; a row is eight longs in one array, so that what every line touches is one cache line. A row without
 * requests is free.
 *
 * <p>When the memory budget does not let the table grow, the lightest half of its clients leave it: <em>lossy counting</em>
 * (G. S. Manku, R. Motwani, Approximate Frequency Counts over Data Streams, VLDB 2002) with a bound that is raised when room
 * is needed. Whoever comes in afterwards may have been there before, with at most what those had that left: its row is
 * <em>partial</em>, its counters are too low by no more than that, and what has no such bound is not kept of it. A client
 * that never left stays exact in everything but what the next paragraph takes from it, and but for a merge with a table that
 * others have left and that does not hold it. With room for k clients the bound on what they are kept for, requests or bytes,
 * never passes about 2/k of all of it, because each time half of the rows give up that much; in a merge bounds add up.
 *
 * <p>Windows that there is no memory for are forgotten, those of the lightest clients first, and with them their peaks; of
 * a client that needs a block of statuses when there is no memory for one, its statuses are not known. Memory is first come, first served: what windows have taken clients do not get.
 */
public final class ClientTable {
    private static final int ROW_LONGS = 8;
    private static final int HIGH = 0; // of a name: its hash
    private static final int LOW = 1; // of a name: its place in the names
    private static final int REQUESTS = 2;
    private static final int BYTES = 3;
    private static final int FIRST = 4; // of a partial row: NO_TIME plus the requests that it may have missed
    private static final int LAST = 5;
    private static final int CURRENT_RUN = 6; // the last line's window, and its lines since that was entered
    private static final int LINKS = 7;

    // Links: two flags, then 30 bits for the block of other statuses and 32 for the list of runs; in a partial row,
    // which has neither, 62 bits for the bytes that it may have missed.
    private static final long IS_NAME = Long.MIN_VALUE;
    private static final long IS_PARTIAL = 1L << 62;
    private static final long MISSED_BYTES_MASK = IS_PARTIAL - 1;
    private static final int STATUSES_SHIFT = 32;
    private static final long STATUSES_MASK = (1 << 30) - 1;
    private static final long LIST_MASK = 0xFFFF_FFFFL;

    /** In place of a list that memory was too short for. */
    private static final int FORGOTTEN = -1;

    /** In place of a block that memory was too short for. */
    private static final int FORGOTTEN_STATUSES = (int) STATUSES_MASK;

    /** Earlier than any entry, whatever is added to it. */
    private static final long NO_TIME = Long.MIN_VALUE;

    private static final int MOST_PUSHES_TO_JOIN = 2; // the current run, and a link
    private static final int FIRST_CAPACITY = 1 << 10;
    private static final int MOST_CAPACITY = 1 << 27;
    private static final int SAMPLE = 1 << 10;
    private static final int MERGED_TOGETHER = 64; // rows, so that they come in at the same time

    private static final int MAGNITUDES_OF_DOUBLE = 8;
    private static final int MAGNITUDES = Long.SIZE * MAGNITUDES_OF_DOUBLE;

    private final MemoryBudget budget;
    private final boolean byBytes;
    private final long seed;

    private long[] rows = new long[FIRST_CAPACITY * ROW_LONGS];
    private int capacity = FIRST_CAPACITY;
    private int size;
    private Names names;
    private final OtherStatuses statuses;
    private final WindowRuns runs;
    private boolean anyForgotten;

    /** All clients that were ever there, once some have left. */
    private @Nullable DistinctCount distinct;

    // The most that a client that is not in the table may have had.
    private long missedRequests;
    private long missedBytes;

    /** What was read of rows only to have them in the cache; kept, lest the compiler should find that it is of no use. */
    @SuppressWarnings("UnusedVariable")
    private long touched;

    ClientTable(CountPlan plan, MemoryBudget budget) {
        this.budget = budget;
        this.byBytes = plan.keepHeaviestBy() == CountPlan.Weight.BYTES;
        this.seed = plan.seed();
        this.names = new Names(budget);
        this.statuses = new OtherStatuses(budget);
        this.runs = new WindowRuns(budget);
        budget.take(memory(capacity));
    }

    private static long memory(long rowsOfTable) {
        return rowsOfTable * ROW_LONGS * Long.BYTES;
    }

    // What is known

    /** How many clients are known. */
    public int size() {
        return size;
    }

    /** Whether the table holds every client, and everything of it. */
    public boolean isExact() {
        return distinct == null && !anyForgotten;
    }

    /** How many clients there were, an estimate when the table does not hold all. */
    public long distinctClients() {
        return distinct == null ? size : Math.max(size, distinct.estimate());
    }

    /** How far {@link #distinctClients} may be off, at three standard deviations; 0 when the table holds all. */
    public long distinctClientsError() {
        return distinct == null ? 0 : distinct.error();
    }

    /** The most requests that a client may have had that is not known; 0 when the table holds all. */
    public long mostRequestsOfUnknown() {
        return missedRequests;
    }

    /** The most bytes that a client may have had that is not known; 0 when the table holds all. */
    public long mostBytesOfUnknown() {
        return missedBytes;
    }

    /** Shows the rows of all known clients, in no particular order. */
    public void forEachRow(IntConsumer visitor) {
        for (int row = 0; row < capacity; row++) {
            if (requests(row) > 0) {
                visitor.accept(row);
            }
        }
    }

    /** Who it is; of a network, its first address. */
    public ClientAddress client(int row) {
        long low = rows[at(row) + LOW];
        return isName(at(row))
                ? ClientAddress.ofName(names.bytes(), Names.from(low), Names.to(low))
                : ClientAddress.ofAddress(rows[at(row) + HIGH], low);
    }

    /** The client's requests; of a partial row, at least. */
    public long requests(int row) {
        return rows[at(row) + REQUESTS];
    }

    /** How many requests more the client may have had. */
    public long requestsError(int row) {
        return isPartial(row) ? rows[at(row) + FIRST] - NO_TIME : 0;
    }

    /** The bytes of the responses to the client; of a partial row, at least. */
    public long bytes(int row) {
        return rows[at(row) + BYTES];
    }

    /** How many bytes more the client may have had. */
    public long bytesError(int row) {
        long missed = isPartial(row) ? rows[at(row) + LINKS] & MISSED_BYTES_MASK : 0;
        return missed == MISSED_BYTES_MASK ? Long.MAX_VALUE : missed; // more than fits
    }

    /** Whether the client may have been there before its row: then nothing else is known of it. */
    public boolean isPartial(int row) {
        return isPartialAt(at(row));
    }

    /** When it was seen first, in seconds since the epoch; not of a partial row. */
    public long firstSecond(int row) {
        return rows[at(row) + FIRST];
    }

    /** When it was seen last, in seconds since the epoch; not of a partial row. */
    public long lastSecond(int row) {
        return rows[at(row) + LAST];
    }

    /** Whether it is known which statuses the client's responses had. */
    public boolean hasStatuses(int row) {
        return !isPartial(row) && statusesOf(at(row)) != FORGOTTEN_STATUSES;
    }

    /**
     * The client's requests whose response had a status of that class; only if {@link #hasStatuses}.
     *
     * @param statusClass 1 to 5
     */
    public long requestsOfClass(int row, int statusClass) {
        int block = statusesOf(at(row));
        return statusClass == 2 ? requests(row) - statuses.sum(block) : statuses.requests(block, statusClass);
    }

    /** The client's busiest window, the earliest of equals; null when memory was too short to keep its windows. */
    public @Nullable Peak peak(int row) {
        return isPartial(row) || listOf(at(row)) == FORGOTTEN
                ? null
                : runs.peak(listOf(at(row)), rows[at(row) + CURRENT_RUN]);
    }

    // Counting

    /** Counts all hits of a batch and empties it. */
    void count(HitBatch hits) {
        makeRoom(hits.size);
        touch(hits);
        for (int i = 0; i < hits.size; i++) {
            int at = rowForAddress(hits.high[i], hits.low[i]);
            count(at, hits.second[i], hits.window[i], hits.status[i], hits.bytes[i]);
        }
        hits.size = 0;
    }

    /** Asks for the rows of all hits, none of which depends on another, so that they come in at the same time. */
    private void touch(HitBatch hits) {
        long[] table = rows;
        int mask = capacity - 1;
        long read = 0;
        for (int i = 0; i < hits.size; i++) {
            int at = at((int) SeededHash.of(hits.high[i], hits.low[i], seed) & mask);
            read += table[at] + table[at + LINKS]; // a row may begin in one cache line and end in the next
        }
        touched = read;
    }

    /** Counts one hit. */
    void count(ClientKey client, long second, long window, int status, long bytes) {
        makeRoom(1);
        count(rowFor(client), second, window, status, bytes);
    }

    private void count(int at, long second, long window, int status, long bytes) {
        long[] table = rows;
        long run = table[at + CURRENT_RUN];
        if (table[at + REQUESTS]++ == 0) {
            begin(at, second, window);
            run = table[at + CURRENT_RUN];
        }
        table[at + BYTES] = Saturating.sum(table[at + BYTES], bytes);
        if (second < table[at + FIRST]) {
            table[at + FIRST] = second;
        }
        if (second > table[at + LAST]) {
            table[at + LAST] = second;
        }
        if (WindowRuns.window(run) != window || WindowRuns.count(run) == WindowRuns.MOST_COUNT) {
            push(at, run, window <= WindowRuns.window(run));
            run = WindowRuns.run(window, 0);
        }
        table[at + CURRENT_RUN] = run + 1;
        if (status < 200 || status > 299) {
            int block = ownStatuses(at);
            if (block != OtherStatuses.NONE) {
                statuses.count(block, status);
            }
        }
    }

    private void begin(int at, long second, long window) {
        if (!isPartialAt(at)) {
            rows[at + FIRST] = second;
        }
        rows[at + BYTES] = 0;
        rows[at + LAST] = second;
        rows[at + CURRENT_RUN] = WindowRuns.run(window, 0);
    }

    // Merging

    /** Adds what another table holds, which is empty then. */
    void merge(ClientTable other) {
        ClientKey key = new ClientKey();
        if (other.missedRequests > 0) {
            missAllThatOnlyWeHold(other, key);
        }
        if (other.distinct != null) {
            countDistinct().merge(other.distinct);
        }
        int offset = runs.absorb(other.runs, this::replaceLists, size, MOST_PUSHES_TO_JOIN * other.size);
        if (offset >= 0) {
            other.runs.giveBack();
        }
        for (int from = 0; from < other.capacity; from += MERGED_TOGETHER) {
            touch(other, from, from + MERGED_TOGETHER);
            for (int i = from; i < from + MERGED_TOGETHER; i++) {
                int otherAt = at(SeededHash.scattered(i, other.capacity));
                if (other.rows[otherAt + REQUESTS] > 0) {
                    other.readKey(otherAt, key);
                    add(key, other, otherAt, offset);
                }
            }
        }
        anyForgotten |= other.anyForgotten;
        missedRequests += other.missedRequests;
        missedBytes = Saturating.sum(missedBytes, other.missedBytes);
        other.giveBack();
    }

    /** Clients that the other table does not hold may have been there with what those had that left it. */
    private void missAllThatOnlyWeHold(ClientTable other, ClientKey key) {
        for (int at = 0; at < rows.length; at += ROW_LONGS) {
            if (rows[at + REQUESTS] > 0) {
                readKey(at, key);
                if (!other.holds(key)) {
                    addMissed(at, other.missedRequests, other.missedBytes);
                }
            }
        }
    }

    private void touch(ClientTable other, int from, int to) {
        int mask = capacity - 1;
        long read = 0;
        for (int i = from; i < to; i++) {
            int otherAt = at(SeededHash.scattered(i, other.capacity));
            if (other.rows[otherAt + REQUESTS] > 0) {
                int at = at((int) other.hashAt(otherAt) & mask);
                read += rows[at] + rows[at + LINKS];
            }
        }
        touched = read;
    }

    private void add(ClientKey key, ClientTable other, int otherAt, int offsetOfRuns) {
        makeRoom(1);
        int at = rowFor(key);
        if (rows[at + REQUESTS] == 0) {
            begin(at, other.rows[otherAt + FIRST], 0);
        }
        rows[at + REQUESTS] += other.rows[otherAt + REQUESTS];
        rows[at + BYTES] = Saturating.sum(rows[at + BYTES], other.rows[otherAt + BYTES]);
        if (other.isPartialAt(otherAt)) {
            int row = otherAt / ROW_LONGS;
            addMissed(at, other.requestsError(row), other.bytesError(row));
        }
        int list = other.isPartialAt(otherAt) ? WindowRuns.NONE : other.listOf(otherAt);
        if (isPartialAt(at)) {
            if (offsetOfRuns >= 0 && list > WindowRuns.NONE) {
                runs.free(list + offsetOfRuns);
            }
            return;
        }
        rows[at + FIRST] = Math.min(rows[at + FIRST], other.rows[otherAt + FIRST]);
        rows[at + LAST] = Math.max(rows[at + LAST], other.rows[otherAt + LAST]);
        addRuns(at, other, otherAt, offsetOfRuns);
        addStatuses(at, other, other.statusesOf(otherAt));
    }

    private void addStatuses(int at, ClientTable other, int otherBlock) {
        if (otherBlock == FORGOTTEN_STATUSES) {
            forgetStatuses(at);
        } else if (otherBlock != OtherStatuses.NONE) {
            int block = ownStatuses(at);
            if (block != OtherStatuses.NONE) {
                statuses.merge(block, other.statuses, otherBlock);
            }
        }
    }

    private void addRuns(int at, ClientTable other, int otherAt, int offsetOfRuns) {
        if (WindowRuns.count(rows[at + CURRENT_RUN]) > 0) {
            push(at, rows[at + CURRENT_RUN], true);
        }
        rows[at + CURRENT_RUN] = other.rows[otherAt + CURRENT_RUN];
        int list = other.listOf(otherAt);
        if (list == FORGOTTEN) {
            forgetWindows(at);
        } else if (offsetOfRuns >= 0 && list != WindowRuns.NONE) {
            takeOver(at, list + offsetOfRuns);
        } else {
            for (long run : other.runs.all(list)) {
                push(at, run, true);
            }
        }
    }

    private void takeOver(int at, int list) {
        if (listOf(at) == FORGOTTEN) {
            runs.free(list);
        } else {
            setList(at, runs.join(listOf(at), list));
        }
    }

    private void readKey(int at, ClientKey key) {
        long low = rows[at + LOW];
        if (isName(at)) {
            key.setName(names.bytes(), Names.from(low), Names.to(low));
        } else {
            key.setAddress(rows[at + HIGH], low);
        }
    }

    private void giveBack() {
        budget.giveBack(memory(capacity));
        rows = new long[0];
        capacity = 0;
        size = 0;
        if (distinct != null) {
            budget.giveBack(DistinctCount.MEMORY_BYTES);
        }
        names.giveBack();
        statuses.giveBack();
        runs.giveBack();
    }

    // Finding and adding rows: there must be room for one

    private int rowFor(ClientKey client) {
        return client.isName() ? rowForName(client) : rowForAddress(client.high(), client.low());
    }

    private boolean holds(ClientKey client) {
        if (!client.isName()) {
            return rows[slotOfAddress(client.high(), client.low()) + REQUESTS] != 0;
        }
        long hash = SeededHash.of(client.nameBytes(), client.nameFrom(), client.nameTo(), seed);
        return rows[slotOfName(client, hash) + REQUESTS] != 0;
    }

    private int rowForAddress(long high, long low) {
        int at = slotOfAddress(high, low);
        return rows[at + REQUESTS] != 0 ? at : addRow(at, high, low, 0);
    }

    /** Where the address is, or a free row where it may be. */
    private int slotOfAddress(long high, long low) {
        int mask = capacity - 1;
        int row = (int) SeededHash.of(high, low, seed) & mask;
        while (true) {
            int at = at(row);
            if (rows[at + REQUESTS] == 0 || (rows[at + LOW] == low && rows[at + HIGH] == high && !isName(at))) {
                return at;
            }
            row = row + 1 & mask;
        }
    }

    private int rowForName(ClientKey client) {
        long hash = SeededHash.of(client.nameBytes(), client.nameFrom(), client.nameTo(), seed);
        int at = slotOfName(client, hash);
        if (rows[at + REQUESTS] != 0) {
            return at;
        }
        if (!names.hasRoom(client.nameTo() - client.nameFrom())) {
            makeRoomForName(client.nameTo() - client.nameFrom());
            at = slotOfName(client, hash); // others may have moved
        }
        return addRow(at, hash, names.keep(client.nameBytes(), client.nameFrom(), client.nameTo()), IS_NAME);
    }

    /** Where the name is, or a free row where it may be. */
    private int slotOfName(ClientKey client, long hash) {
        int mask = capacity - 1;
        int row = (int) hash & mask;
        while (true) {
            int at = at(row);
            if (rows[at + REQUESTS] == 0 || (rows[at + HIGH] == hash && isName(at) && isNamed(at, client))) {
                return at;
            }
            row = row + 1 & mask;
        }
    }

    private boolean isNamed(int at, ClientKey client) {
        return names.isAt(rows[at + LOW], client.nameBytes(), client.nameFrom(), client.nameTo());
    }

    private int addRow(int at, long high, long low, long isName) {
        rows[at + HIGH] = high;
        rows[at + LOW] = low;
        rows[at + LINKS] = isName;
        size++;
        if (distinct != null) {
            distinct.add(hashAt(at));
        }
        if (missedRequests > 0) {
            addMissed(at, missedRequests, missedBytes);
        }
        return at;
    }

    private long hashAt(int at) {
        return isName(at) ? rows[at + HIGH] : SeededHash.of(rows[at + HIGH], rows[at + LOW], seed);
    }

    // Making room

    /** Makes room for so many more clients. */
    private void makeRoom(int more) {
        if (size + more > capacity / 8 * 5) {
            makeRoomForRows(more);
        }
    }

    private void makeRoomForRows(int more) {
        while (size + more > capacity / 8 * 5 && !grow()) {
            evictLightest();
        }
    }

    private void makeRoomForName(int length) {
        while (!names.hasRoom(length) && !names.grow(length)) {
            if (size == 0) {
                names.growRegardless(length);
            } else {
                evictLightest();
            }
        }
    }

    private boolean grow() {
        if (capacity == MOST_CAPACITY || !budget.tryTake(memory(2L * capacity))) {
            return false;
        }
        long[] old = rows;
        capacity *= 2;
        rows = new long[capacity * ROW_LONGS];
        int mask = capacity - 1;
        for (int from = 0; from < old.length; from += ROW_LONGS) {
            if (old[from + REQUESTS] != 0) {
                long high = old[from + HIGH];
                long hash = old[from + LINKS] < 0 ? high : SeededHash.of(high, old[from + LOW], seed);
                int row = (int) hash & mask;
                while (rows[at(row) + REQUESTS] != 0) {
                    row = row + 1 & mask;
                }
                System.arraycopy(old, from, rows, at(row), ROW_LONGS);
            }
        }
        budget.giveBack(memory(capacity / 2));
        return true;
    }

    /** Makes half of the clients leave, or more when they weigh the same. */
    private void evictLightest() {
        countDistinct();
        long most = medianWeight();
        int free = 0;
        while (rows[at(free) + REQUESTS] != 0) {
            free++;
        }
        // From a free row on, so that each row that stays moves only to where it has been passed.
        for (int i = 1; i < capacity; i++) {
            int at = at(free + i & (capacity - 1));
            if (rows[at + REQUESTS] != 0) {
                if (weight(at) <= most) {
                    evict(at);
                } else {
                    moveUp(at);
                }
            }
        }
        keepOnlyUsedNames();
    }

    /** What a client's place is defended with: the most that it may have had. */
    private long weight(int at) {
        int row = at / ROW_LONGS;
        return byBytes
                ? Saturating.sum(bytes(row), bytesError(row))
                : Saturating.sum(requests(row), requestsError(row));
    }

    /** Estimated from some rows: where a row stands is random. */
    private long medianWeight() {
        long[] sample = new long[Math.min(size, SAMPLE)];
        int sampled = 0;
        for (int at = 0; sampled < sample.length; at += ROW_LONGS) {
            if (rows[at + REQUESTS] != 0) {
                sample[sampled++] = weight(at);
            }
        }
        Arrays.sort(sample);
        return sample[sample.length / 2];
    }

    private void evict(int at) {
        int row = at / ROW_LONGS;
        missedRequests = Math.max(missedRequests, Saturating.sum(requests(row), requestsError(row)));
        missedBytes = Math.max(missedBytes, Saturating.sum(bytes(row), bytesError(row)));
        dropDetails(at);
        rows[at + REQUESTS] = 0;
        size--;
    }

    /** Moves a row to where it is found now that others have left. */
    private void moveUp(int at) {
        int mask = capacity - 1;
        int row = (int) hashAt(at) & mask;
        while (at(row) != at && rows[at(row) + REQUESTS] != 0) {
            row = row + 1 & mask;
        }
        if (at(row) != at) {
            System.arraycopy(rows, at, rows, at(row), ROW_LONGS);
            rows[at + REQUESTS] = 0;
        }
    }

    private void keepOnlyUsedNames() {
        Names all = names;
        names = all.emptied();
        for (int at = 0; at < rows.length; at += ROW_LONGS) {
            if (rows[at + REQUESTS] != 0 && isName(at)) {
                rows[at + LOW] = names.keep(all, rows[at + LOW]);
            }
        }
    }

    private DistinctCount countDistinct() {
        if (distinct == null) {
            budget.take(DistinctCount.MEMORY_BYTES);
            distinct = new DistinctCount();
            for (int at = 0; at < rows.length; at += ROW_LONGS) {
                if (rows[at + REQUESTS] != 0) {
                    distinct.add(hashAt(at));
                }
            }
        }
        return distinct;
    }

    // Rows

    private static int at(int row) {
        return row * ROW_LONGS;
    }

    private boolean isName(int at) {
        return rows[at + LINKS] < 0;
    }

    private boolean isPartialAt(int at) {
        return (rows[at + LINKS] & IS_PARTIAL) != 0;
    }

    private void addMissed(int at, long requests, long bytes) {
        if (!isPartialAt(at)) {
            dropDetails(at);
            rows[at + LINKS] = (rows[at + LINKS] & IS_NAME) | IS_PARTIAL;
            rows[at + FIRST] = NO_TIME;
        }
        long missed = Saturating.sum(rows[at + LINKS] & MISSED_BYTES_MASK, bytes);
        rows[at + LINKS] = (rows[at + LINKS] & ~MISSED_BYTES_MASK) | Math.min(missed, MISSED_BYTES_MASK);
        rows[at + FIRST] += requests;
    }

    private void dropDetails(int at) {
        if (!isPartialAt(at)) {
            if (listOf(at) != FORGOTTEN) {
                runs.free(listOf(at));
            }
            if (statusesOf(at) != FORGOTTEN_STATUSES) {
                statuses.close(statusesOf(at));
            }
        }
    }

    // Statuses and windows of rows that are not partial

    private int statusesOf(int at) {
        return (int) (rows[at + LINKS] >>> STATUSES_SHIFT & STATUSES_MASK);
    }

    /** The client's block, which it gets now if it has none; {@link OtherStatuses#NONE} if it cannot have one. */
    private int ownStatuses(int at) {
        if (isPartialAt(at)) {
            return OtherStatuses.NONE;
        }
        int block = statusesOf(at);
        if (block == OtherStatuses.NONE) {
            if (!statuses.hasRoom() && !statuses.grow()) {
                forgetStatuses(at);
                return OtherStatuses.NONE;
            }
            block = statuses.open();
            rows[at + LINKS] |= (long) block << STATUSES_SHIFT;
        }
        return block == FORGOTTEN_STATUSES ? OtherStatuses.NONE : block;
    }

    private void forgetStatuses(int at) {
        if (statusesOf(at) != FORGOTTEN_STATUSES) {
            statuses.close(statusesOf(at));
            rows[at + LINKS] |= STATUSES_MASK << STATUSES_SHIFT;
            anyForgotten = true;
        }
    }

    private int listOf(int at) {
        return (int) (rows[at + LINKS] & LIST_MASK);
    }

    private void setList(int at, int list) {
        rows[at + LINKS] = (rows[at + LINKS] & ~LIST_MASK) | (list & LIST_MASK);
    }

    /**
     * Puts a run into the client's list, if it has one.
     *
     * @param mayRepeat whether the list may hold its window already, or may come to hold it again
     */
    private void push(int at, long run, boolean mayRepeat) {
        if (isPartialAt(at)) {
            return;
        }
        if (runs.isFull() && !runs.makeRoom(this::replaceLists, size)) {
            forgetWindowsOfTheLightest();
        }
        if (listOf(at) != FORGOTTEN) {
            setList(at, runs.push(run, listOf(at), mayRepeat));
        }
    }

    private void replaceLists(IntUnaryOperator change) {
        for (int at = 0; at < rows.length; at += ROW_LONGS) {
            if (rows[at + REQUESTS] != 0 && !isPartialAt(at) && listOf(at) != FORGOTTEN) {
                setList(at, change.applyAsInt(listOf(at)));
            }
        }
    }

    /** Gives up the windows of the clients with the fewest requests, so many that half of the memory for windows is free. */
    private void forgetWindowsOfTheLightest() {
        long[] runsOfMagnitude = new long[MAGNITUDES];
        for (int at = 0; at < rows.length; at += ROW_LONGS) {
            if (hasList(at)) {
                runsOfMagnitude[magnitude(rows[at + REQUESTS])] += runs.length(listOf(at));
            }
        }
        int last = -1;
        for (long freed = 0; last < MAGNITUDES - 1 && freed < runs.capacity() / 2; ) {
            freed += runsOfMagnitude[++last];
        }
        for (int at = 0; at < rows.length; at += ROW_LONGS) {
            if (hasList(at)) {
                int magnitude = magnitude(rows[at + REQUESTS]);
                if (magnitude < last || (magnitude == last && !runs.isHalfFree())) {
                    forgetWindows(at);
                }
            }
        }
    }

    private boolean hasList(int at) {
        return rows[at + REQUESTS] != 0 && !isPartialAt(at) && listOf(at) != FORGOTTEN && listOf(at) != WindowRuns.NONE;
    }

    /** A logarithm that grows by {@value #MAGNITUDES_OF_DOUBLE} from a number to its double. */
    private static int magnitude(long positive) {
        int log2 = Long.SIZE - 1 - Long.numberOfLeadingZeros(positive);
        double fraction = (double) (positive - (1L << log2)) / (1L << log2);
        return log2 * MAGNITUDES_OF_DOUBLE + (int) (fraction * MAGNITUDES_OF_DOUBLE);
    }

    private void forgetWindows(int at) {
        if (listOf(at) != FORGOTTEN) {
            runs.free(listOf(at));
            setList(at, FORGOTTEN);
            anyForgotten = true;
        }
    }
}
