package io.github.logtraffic.count;

import io.github.logtraffic.log.entry.ClientKey;
import java.util.Arrays;

/**
 * Different keys, numbered from 0 in the order in which they came first, with how many requests had each. When it is full,
 * keys that came before are still known and new ones are not.
 */
public final class NumberedKeys {
    /** The number of a key that was too much. */
    public static final int UNKNOWN = -1;

    private static final int USUAL_KEY_BYTES = 128;
    private static final int FIRST_CAPACITY = 1_024;

    /** The numbers of a row: half a cache line, for with very many keys each look at another one takes its time. */
    private static final int ROW = 4;

    private static final int HASH = 0;
    private static final int REQUESTS = 1;

    /** The upper half of an address, or where a name begins. */
    private static final int HIGH = 2;

    /** The lower half of an address, or how long a name is. */
    private static final int LOW = 3;

    private final int mostKeys;
    private final long mostBytes;
    private final long seed;

    /** Numbers of keys plus 1 by hash, 0 where there is none; at most half of it is used. */
    private int[] slots = new int[2 * FIRST_CAPACITY];

    private long[] rows = new long[FIRST_CAPACITY * ROW];
    private byte[] bytes = new byte[FIRST_CAPACITY];
    private int bytesUsed;
    private int size;
    private long requestsOfUnknown;

    /**
     * @param mostKeys how many it keeps
     * @param seed of its hash function, for whoever writes to a log chooses the keys
     */
    public NumberedKeys(int mostKeys, long seed) {
        this.mostKeys = mostKeys;
        this.mostBytes = Math.min((long) mostKeys * USUAL_KEY_BYTES, Integer.MAX_VALUE / 2);
        this.seed = seed;
    }

    /** How many keys there are. */
    public int size() {
        return size;
    }

    /** How many requests had a key. */
    public long requests(int number) {
        return rows[number * ROW + REQUESTS];
    }

    /** How many requests had keys that were too many. */
    public long requestsOfUnknown() {
        return requestsOfUnknown;
    }

    /** Counts a request with this key; returns the key's number, {@link #UNKNOWN} when there is no room for it. */
    public int count(ClientKey key) {
        long hash = hash(key);
        int slot = slot(hash);
        while (slots[slot] != 0) {
            int number = slots[slot] - 1;
            if (rows[number * ROW + HASH] == hash && isEqual(number * ROW, key)) {
                rows[number * ROW + REQUESTS]++;
                return number;
            }
            slot = (slot + 1) & (slots.length - 1);
        }
        int length = key.isName() ? key.nameTo() - key.nameFrom() : 0;
        if (size == mostKeys || bytesUsed + length > mostBytes) {
            requestsOfUnknown++;
            return UNKNOWN;
        }
        slots[slot] = size + 1;
        append(key, hash, length);
        if (2 * size > slots.length) {
            rehash();
        }
        return size - 1;
    }

    private int slot(long hash) {
        return (int) (hash >>> 1) & (slots.length - 1);
    }

    /** Odd for names, even for addresses. */
    private long hash(ClientKey key) {
        return key.isName()
                ? SeededHash.of(key.nameBytes(), key.nameFrom(), key.nameTo(), seed) | 1
                : SeededHash.of(key.high(), key.low(), seed) & ~1;
    }

    private static boolean isName(long hash) {
        return (hash & 1) != 0;
    }

    private boolean isEqual(int row, ClientKey key) {
        if (!key.isName()) {
            return rows[row + HIGH] == key.high() && rows[row + LOW] == key.low();
        }
        int from = (int) rows[row + HIGH];
        int to = from + (int) rows[row + LOW];
        return Arrays.equals(bytes, from, to, key.nameBytes(), key.nameFrom(), key.nameTo());
    }

    private void append(ClientKey key, long hash, int length) {
        int row = size * ROW;
        if (row == rows.length) {
            rows = Arrays.copyOf(rows, 2 * row);
        }
        rows[row + HASH] = hash;
        rows[row + REQUESTS] = 1;
        rows[row + HIGH] = key.isName() ? bytesUsed : key.high();
        rows[row + LOW] = key.isName() ? length : key.low();
        if (key.isName()) {
            appendName(key, length);
        }
        size++;
    }

    private void appendName(ClientKey key, int length) {
        if (bytesUsed + length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, bytesUsed + length));
        }
        System.arraycopy(key.nameBytes(), key.nameFrom(), bytes, bytesUsed, length);
        bytesUsed += length;
    }

    private void rehash() {
        slots = new int[2 * slots.length];
        for (int number = 0; number < size; number++) {
            int slot = slot(rows[number * ROW + HASH]);
            while (slots[slot] != 0) {
                slot = (slot + 1) & (slots.length - 1);
            }
            slots[slot] = number + 1;
        }
    }

    /** Writes a key that was counted. */
    public void read(int number, ClientKey key) {
        int row = number * ROW;
        if (isName(rows[row + HASH])) {
            int from = (int) rows[row + HIGH];
            key.setName(bytes, from, from + (int) rows[row + LOW]);
        } else {
            key.setAddress(rows[row + HIGH], rows[row + LOW]);
        }
    }
}
