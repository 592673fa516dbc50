package io.github.logtraffic.count;

import io.github.logtraffic.identity.NetworkPrefix;
import io.github.logtraffic.log.entry.ClientAddress;
import io.github.logtraffic.log.entry.ClientKey;
import java.util.Arrays;

/**
 * What is known of each client. A client is a row: a number that is valid until the table changes.
 *
 * <p>Open addressing; a row is eight longs in one array, so that what every line touches is one cache line. A row without
 * requests is free.
 */
public final class ClientTable {
    private static final int ROW_LONGS = 8;
    private static final int HIGH = 0; // of a name: its hash
    private static final int LOW = 1; // of a name: where it stands in the names, and its length
    private static final int REQUESTS = 2;
    private static final int BYTES = 3;
    private static final int FIRST = 4;
    private static final int LAST = 5;
    private static final int CURRENT_RUN = 6; // the last line's window, and its lines since that was entered
    private static final int LINKS = 7; // highest bit: is a name; 31 bits: row of other statuses; 32 bits: list of runs

    private static final long IS_NAME = Long.MIN_VALUE;
    private static final int OTHER_STATUSES_SHIFT = 32;
    private static final long LIST_MASK = 0xFFFF_FFFFL;

    private static final int MOST_PUSHES_TO_JOIN = 2; // the current run, and a link
    private static final int STATUS_CLASSES = 6; // 0: all that are in none of the five
    private static final int FIRST_CAPACITY = 1 << 10;
    private static final int MOST_CAPACITY = 1 << 27;
    private static final int MOST_ELEMENTS = Integer.MAX_VALUE - 8; // what virtual machines allow

    private final NetworkPrefix prefix;
    private final boolean masked;
    private final long seed;

    private long[] rows = new long[FIRST_CAPACITY * ROW_LONGS];
    private int capacity = FIRST_CAPACITY;
    private int size;
    private byte[] names = new byte[FIRST_CAPACITY];
    private int namesEnd;
    private final WindowRuns runs = new WindowRuns();

    /** Requests by status class of clients that had any other than 2xx; those of 2xx are the rest. Row 0 is nobody's. */
    private long[] otherStatuses = new long[FIRST_CAPACITY];

    private int otherStatusesEnd = STATUS_CLASSES;

    /** What was read of rows only to have them in the cache; kept, lest the compiler should find that it is of no use. */
    @SuppressWarnings("UnusedVariable")
    private long touched;

    ClientTable(CountPlan plan) {
        this.prefix = plan.prefix();
        this.masked = !prefix.equals(NetworkPrefix.WHOLE_ADDRESS);
        this.seed = plan.seed();
    }

    /** How many clients there are. */
    public int size() {
        return size;
    }

    /** The rows of all clients, in no particular order. */
    public int[] rows() {
        int[] all = new int[size];
        int count = 0;
        for (int row = 0; row < capacity; row++) {
            if (requests(row) > 0) {
                all[count++] = row;
            }
        }
        return all;
    }

    /** Who it is; of a network, its first address. */
    public ClientAddress client(int row) {
        long[] key = {rows[at(row) + HIGH], rows[at(row) + LOW]};
        return isName(at(row))
                ? ClientAddress.ofName(names, nameFrom(key[1]), nameFrom(key[1]) + nameLength(key[1]))
                : ClientAddress.ofAddress(key[0], key[1]);
    }

    /** The client's requests. */
    public long requests(int row) {
        return rows[at(row) + REQUESTS];
    }

    /** The bytes of the responses to them. */
    public long bytes(int row) {
        return rows[at(row) + BYTES];
    }

    /** When it was seen first, in seconds since the epoch. */
    public long firstSecond(int row) {
        return rows[at(row) + FIRST];
    }

    /** When it was seen last, in seconds since the epoch. */
    public long lastSecond(int row) {
        return rows[at(row) + LAST];
    }

    /**
     * The client's requests whose response had a status of that class.
     *
     * @param statusClass 1 to 5
     */
    public long requestsOfClass(int row, int statusClass) {
        int others = otherStatusesOf(at(row));
        if (statusClass != 2) {
            return otherStatuses[others + statusClass];
        }
        long other =
                Arrays.stream(otherStatuses, others, others + STATUS_CLASSES).sum();
        return requests(row) - other;
    }

    /** The client's busiest window, the earliest of equals. */
    public Peak peak(int row) {
        return runs.peak(listOf(at(row)), rows[at(row) + CURRENT_RUN]);
    }

    /** Counts all hits of a batch and empties it. */
    void count(HitBatch hits) {
        if (masked) {
            hits.mask(prefix);
        }
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
        int at = client.isName()
                ? rowForName(client)
                : rowForAddress(prefix.high(client.high(), client.low()), prefix.low(client.high(), client.low()));
        count(at, second, window, status, bytes);
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
            int statuses = writableOtherStatuses(at); // may replace the array
            otherStatuses[statuses + classOf(status)]++;
        }
    }

    private static int classOf(int status) {
        return status < 600 ? status / 100 : 0;
    }

    private void begin(int at, long second, long window) {
        rows[at + FIRST] = second;
        rows[at + LAST] = second;
        rows[at + CURRENT_RUN] = WindowRuns.run(window, 0);
    }

    void merge(ClientTable other) {
        ClientKey key = new ClientKey();
        int offset = absorbRuns(other);
        for (int i = 0; i < other.capacity; i++) {
            int otherAt = at(SeededHash.scattered(i, other.capacity));
            if (other.rows[otherAt + REQUESTS] > 0) {
                other.readKey(otherAt, key);
                addRow(key, other, otherAt, offset);
            }
        }
    }

    private void addRow(ClientKey key, ClientTable other, int otherAt, int offsetOfRuns) {
        int at = key.isName() ? rowForName(key) : rowForAddress(key.high(), key.low());
        if (rows[at + REQUESTS] == 0) {
            begin(at, other.rows[otherAt + FIRST], 0);
        }
        rows[at + REQUESTS] += other.rows[otherAt + REQUESTS];
        rows[at + BYTES] = Saturating.sum(rows[at + BYTES], other.rows[otherAt + BYTES]);
        rows[at + FIRST] = Math.min(rows[at + FIRST], other.rows[otherAt + FIRST]);
        rows[at + LAST] = Math.max(rows[at + LAST], other.rows[otherAt + LAST]);
        if (WindowRuns.count(rows[at + CURRENT_RUN]) > 0) {
            push(at, rows[at + CURRENT_RUN], true);
        }
        rows[at + CURRENT_RUN] = other.rows[otherAt + CURRENT_RUN];
        int otherList = other.listOf(otherAt);
        if (otherList != WindowRuns.NONE) {
            joinRuns(at, otherList + offsetOfRuns);
        }
        int otherStatusesFrom = other.otherStatusesOf(otherAt);
        if (otherStatusesFrom != 0) {
            int to = writableOtherStatuses(at);
            for (int i = 0; i < STATUS_CLASSES; i++) {
                otherStatuses[to + i] += other.otherStatuses[otherStatusesFrom + i];
            }
        }
    }

    private void readKey(int at, ClientKey key) {
        long low = rows[at + LOW];
        if (isName(at)) {
            key.setName(names, nameFrom(low), nameFrom(low) + nameLength(low));
        } else {
            key.setAddress(rows[at + HIGH], low);
        }
    }

    // Finding and adding rows

    private int rowForAddress(long high, long low) {
        int mask = capacity - 1;
        int row = (int) SeededHash.of(high, low, seed) & mask;
        while (true) {
            int at = at(row);
            if (rows[at + LOW] == low && rows[at + HIGH] == high && rows[at + REQUESTS] != 0 && !isName(at)) {
                return at;
            }
            if (rows[at + REQUESTS] == 0) {
                if (!isFull()) {
                    return add(at, high, low, 0);
                }
                grow();
                return rowForAddress(high, low);
            }
            row = row + 1 & mask;
        }
    }

    private int rowForName(ClientKey client) {
        byte[] bytes = client.nameBytes();
        int from = client.nameFrom();
        int length = client.nameTo() - from;
        long hash = SeededHash.of(bytes, from, from + length, seed);
        int mask = capacity - 1;
        int row = (int) hash & mask;
        while (rows[at(row) + REQUESTS] != 0) {
            int at = at(row);
            if (rows[at + HIGH] == hash && isName(at) && isNamed(at, bytes, from, length)) {
                return at;
            }
            row = row + 1 & mask;
        }
        if (!isFull()) {
            return add(at(row), hash, keepName(bytes, from, length), IS_NAME);
        }
        grow();
        return rowForName(client);
    }

    private boolean isFull() {
        return size >= capacity / 8 * 5;
    }

    private int add(int at, long high, long low, long links) {
        rows[at + HIGH] = high;
        rows[at + LOW] = low;
        rows[at + LINKS] = links;
        size++;
        return at;
    }

    private void grow() {
        if (capacity == MOST_CAPACITY) {
            throw new OutOfMemoryError("more than " + size + " clients");
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
    }

    private static int at(int row) {
        return row * ROW_LONGS;
    }

    /** The length of an array that is to grow. */
    private static int grown(int length, long wanted) {
        if (wanted > MOST_ELEMENTS) {
            throw new OutOfMemoryError("a table of clients with more than " + MOST_ELEMENTS + " elements");
        }
        return (int) Math.min(MOST_ELEMENTS, Math.max(2L * length, wanted));
    }

    // Names

    private boolean isName(int at) {
        return rows[at + LINKS] < 0;
    }

    private boolean isNamed(int at, byte[] bytes, int from, int length) {
        long place = rows[at + LOW];
        int nameFrom = nameFrom(place);
        return Arrays.equals(names, nameFrom, nameFrom + nameLength(place), bytes, from, from + length);
    }

    private long keepName(byte[] bytes, int from, int length) {
        if (names.length - namesEnd < length) {
            names = Arrays.copyOf(names, grown(names.length, (long) namesEnd + length));
        }
        System.arraycopy(bytes, from, names, namesEnd, length);
        long place = (long) namesEnd << 32 | length;
        namesEnd += length;
        return place;
    }

    private static int nameFrom(long place) {
        return (int) (place >>> 32);
    }

    private static int nameLength(long place) {
        return (int) place;
    }

    // Windows and statuses

    private int listOf(int at) {
        return (int) (rows[at + LINKS] & LIST_MASK);
    }

    private void setList(int at, int list) {
        rows[at + LINKS] = (rows[at + LINKS] & ~LIST_MASK) | list;
    }

    /**
     * Puts a run into the client's list.
     *
     * @param mayRepeat whether the list may hold its window already, or may come to hold it again
     */
    private void push(int at, long run, boolean mayRepeat) {
        if (runs.isFull()) {
            makeRoomForRuns();
        }
        setList(at, runs.push(run, listOf(at), mayRepeat));
    }

    private void makeRoomForRuns() {
        int[] used = rows();
        int[] lists = lists(used);
        runs.makeRoom(lists);
        setLists(used, lists);
    }

    /** Takes over the runs of another table, with room for what will be pushed to link them to our clients. */
    private int absorbRuns(ClientTable other) {
        int[] used = rows();
        int[] lists = lists(used);
        int offset = runs.absorb(other.runs, lists, MOST_PUSHES_TO_JOIN * other.size);
        setLists(used, lists);
        return offset;
    }

    private void joinRuns(int at, int list) {
        setList(at, runs.join(listOf(at), list));
    }

    private int[] lists(int[] ofRows) {
        return Arrays.stream(ofRows).map(row -> listOf(at(row))).toArray();
    }

    private void setLists(int[] ofRows, int[] lists) {
        for (int i = 0; i < ofRows.length; i++) {
            setList(at(ofRows[i]), lists[i]);
        }
    }

    private int otherStatusesOf(int at) {
        return (int) (rows[at + LINKS] >>> OTHER_STATUSES_SHIFT & Integer.MAX_VALUE) * STATUS_CLASSES;
    }

    private int writableOtherStatuses(int at) {
        int from = otherStatusesOf(at);
        if (from != 0) {
            return from;
        }
        from = otherStatusesEnd;
        if (otherStatuses.length - from < STATUS_CLASSES) {
            otherStatuses = Arrays.copyOf(otherStatuses, grown(otherStatuses.length, (long) from + STATUS_CLASSES));
        }
        otherStatusesEnd = from + STATUS_CLASSES;
        rows[at + LINKS] |= (long) (from / STATUS_CLASSES) << OTHER_STATUSES_SHIFT;
        return from;
    }
}
