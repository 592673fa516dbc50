package io.github.logtraffic.count;

import io.github.logtraffic.log.entry.ClientAddress;
import io.github.logtraffic.log.entry.ClientKey;

/**
 * The rows of a {@link CounterTable}: what stands where in them, and where the row of a key is.
 *
 * <p>Open addressing; a row is eight longs in one array, so that what every line touches is one cache line. A row without
 * requests is free. Rows are named by where they begin in the array, which changes when the table grows or rows leave it.
 */
final class CounterRows {
    static final int ROW_LONGS = 8;
    static final int HIGH = 0; // of a name: its hash
    static final int LOW = 1; // of a name: its place in the names
    static final int REQUESTS = 2;
    static final int BYTES = 3;
    static final int FIRST = 4; // of a partial row: NO_TIME plus the requests that it may have missed
    static final int LAST = 5;
    static final int CURRENT_RUN = 6; // the last line's window, and its lines since that was entered
    static final int LINKS = 7;

    // Links: two flags, then 30 bits for the block of other statuses and 32 for the list of runs; in a partial row,
    // which has neither, 62 bits for the bytes that it may have missed.
    static final long IS_NAME = Long.MIN_VALUE;
    static final long IS_PARTIAL = 1L << 62;
    static final long MISSED_BYTES_MASK = IS_PARTIAL - 1;
    static final int STATUSES_SHIFT = 32;
    static final long STATUSES_MASK = (1 << 30) - 1;
    static final long LIST_MASK = 0xFFFF_FFFFL;

    /** Instead of the number of a row of whose durations nothing is known. */
    static final int FORGOTTEN_NUMBER = -1;

    /** Earlier than any entry, whatever is added to it. */
    static final long NO_TIME = Long.MIN_VALUE;

    private static final int FIRST_CAPACITY = 1 << 10;
    private static final int MOST_CAPACITY = 1 << 27;

    private final MemoryBudget budget;
    private final long seed;

    long[] longs = new long[FIRST_CAPACITY * ROW_LONGS];
    int capacity = FIRST_CAPACITY;
    int size;
    Names names;

    /** What {@link RowDurations} calls each row; empty until it does. */
    private int[] numbers = {};

    CounterRows(long seed, MemoryBudget budget) {
        this.seed = seed;
        this.budget = budget;
        this.names = new Names(budget);
        budget.take(memory(capacity));
    }

    private static long memory(long rows) {
        return rows * ROW_LONGS * Long.BYTES;
    }

    private static long memoryOfNumbers(long rows) {
        return rows * Integer.BYTES;
    }

    /** The number that was given to a row; 0 when none was. */
    int number(int at) {
        return numbers.length == 0 ? 0 : numbers[at / ROW_LONGS];
    }

    void setNumber(int at, int number) {
        if (numbers.length == 0) {
            budget.take(memoryOfNumbers(capacity));
            numbers = new int[capacity];
        }
        numbers[at / ROW_LONGS] = number;
    }

    static int at(int row) {
        return row * ROW_LONGS;
    }

    boolean isTaken(int at) {
        return longs[at + REQUESTS] != 0;
    }

    boolean isName(int at) {
        return longs[at + LINKS] < 0;
    }

    boolean isPartial(int at) {
        return (longs[at + LINKS] & IS_PARTIAL) != 0;
    }

    /** How many requests more than a row says there may have been. */
    long requestsError(int at) {
        return isPartial(at) ? longs[at + FIRST] - NO_TIME : 0;
    }

    /** How many bytes more than a row says there may have been. */
    long bytesError(int at) {
        long missed = isPartial(at) ? longs[at + LINKS] & MISSED_BYTES_MASK : 0;
        return missed == MISSED_BYTES_MASK ? Long.MAX_VALUE : missed; // more than fits
    }

    ClientAddress key(int at) {
        long low = longs[at + LOW];
        return isName(at)
                ? ClientAddress.ofName(names.bytes(), Names.from(low), Names.to(low))
                : ClientAddress.ofAddress(longs[at + HIGH], low);
    }

    void readKey(int at, ClientKey key) {
        long low = longs[at + LOW];
        if (isName(at)) {
            key.setName(names.bytes(), Names.from(low), Names.to(low));
        } else {
            key.setAddress(longs[at + HIGH], low);
        }
    }

    long hashAt(int at) {
        return isName(at) ? longs[at + HIGH] : SeededHash.of(longs[at + HIGH], longs[at + LOW], seed);
    }

    long hash(ClientKey name) {
        return SeededHash.of(name.nameBytes(), name.nameFrom(), name.nameTo(), seed);
    }

    /** Where an address is looked for first. */
    int firstSlot(long high, long low) {
        return at((int) SeededHash.of(high, low, seed) & (capacity - 1));
    }

    /** Where a name is looked for first. */
    int firstSlot(long hash) {
        return at((int) hash & (capacity - 1));
    }

    boolean holds(ClientKey key) {
        return isTaken(key.isName() ? slotOfName(key, hash(key)) : slotOfAddress(key.high(), key.low()));
    }

    /** Where the address is, or a free row where it may be. */
    int slotOfAddress(long high, long low) {
        int mask = capacity - 1;
        int row = (int) SeededHash.of(high, low, seed) & mask;
        while (true) {
            int at = at(row);
            if (!isTaken(at) || (longs[at + LOW] == low && longs[at + HIGH] == high && !isName(at))) {
                return at;
            }
            row = row + 1 & mask;
        }
    }

    /** Where the name is, or a free row where it may be. */
    int slotOfName(ClientKey name, long hash) {
        int mask = capacity - 1;
        int row = (int) hash & mask;
        while (true) {
            int at = at(row);
            if (!isTaken(at) || (longs[at + HIGH] == hash && isName(at) && isNamed(at, name))) {
                return at;
            }
            row = row + 1 & mask;
        }
    }

    private boolean isNamed(int at, ClientKey name) {
        return names.isAt(longs[at + LOW], name.nameBytes(), name.nameFrom(), name.nameTo());
    }

    /** Gives a free row, of which there must be enough, to a key. */
    void take(int at, long high, long low, long isName) {
        longs[at + HIGH] = high;
        longs[at + LOW] = low;
        longs[at + LINKS] = isName;
        if (numbers.length > 0) {
            numbers[at / ROW_LONGS] = 0;
        }
        size++;
    }

    /** Whether searches are short even with so many more rows taken. */
    boolean hasRoom(int more) {
        return size + more <= capacity / 8 * 5;
    }

    /** Makes room for so many more rows and bytes of their names if the budget allows it. */
    boolean makeRoom(int more, int nameBytes) {
        while (!hasRoom(more)) {
            if (!grow()) {
                return false;
            }
        }
        return names.hasRoom(nameBytes) || names.grow(nameBytes);
    }

    /** Doubles the room if the budget allows it. */
    boolean grow() {
        long ofNumbers = memoryOfNumbers(numbers.length);
        if (capacity == MOST_CAPACITY || !budget.tryTake(memory(2L * capacity) + 2 * ofNumbers)) {
            return false;
        }
        long[] old = longs;
        int[] oldNumbers = numbers;
        numbers = new int[2 * numbers.length];
        capacity *= 2;
        longs = new long[capacity * ROW_LONGS];
        int mask = capacity - 1;
        for (int from = 0; from < old.length; from += ROW_LONGS) {
            if (old[from + REQUESTS] != 0) {
                long high = old[from + HIGH];
                long hash = old[from + LINKS] < 0 ? high : SeededHash.of(high, old[from + LOW], seed);
                int row = (int) hash & mask;
                while (isTaken(at(row))) {
                    row = row + 1 & mask;
                }
                System.arraycopy(old, from, longs, at(row), ROW_LONGS);
                if (oldNumbers.length > 0) {
                    numbers[row] = oldNumbers[from / ROW_LONGS];
                }
            }
        }
        budget.giveBack(memory(capacity / 2) + ofNumbers);
        return true;
    }

    /** Frees a row; those behind it must be {@link #moveUp moved up} before any is looked for. */
    void free(int at) {
        longs[at + REQUESTS] = 0;
        size--;
    }

    /** Moves a row to where it is found now that others have left. */
    void moveUp(int at) {
        int mask = capacity - 1;
        int row = (int) hashAt(at) & mask;
        while (at(row) != at && isTaken(at(row))) {
            row = row + 1 & mask;
        }
        if (at(row) != at) {
            System.arraycopy(longs, at, longs, at(row), ROW_LONGS);
            longs[at + REQUESTS] = 0;
            if (numbers.length > 0) {
                numbers[row] = numbers[at / ROW_LONGS];
            }
        }
    }

    void keepOnlyUsedNames() {
        Names all = names;
        names = all.emptied();
        for (int at = 0; at < longs.length; at += ROW_LONGS) {
            if (isTaken(at) && isName(at)) {
                longs[at + LOW] = names.keep(all, longs[at + LOW]);
            }
        }
    }

    void giveBack() {
        budget.giveBack(memory(capacity) + memoryOfNumbers(numbers.length));
        longs = new long[0];
        numbers = new int[0];
        capacity = 0;
        size = 0;
        names.giveBack();
    }
}
