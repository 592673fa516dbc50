package io.github.logtraffic.count;

import io.github.logtraffic.identity.NetworkPrefix;
import io.github.logtraffic.log.entry.ClientKey;
import java.util.Arrays;

/**
 * Entries put aside until there are enough of them to be counted at once.
 *
 * <p>The rows of a table of many keys are in no cache. Counted one by one, each entry waits for its row; counted together,
 * the rows of all of them are asked for first and come in at the same time.
 */
final class HitBatch {
    static final int CAPACITY = 128;

    /** With so many bytes of names it is full, whatever the number of entries. */
    private static final int MOST_NAME_BYTES = 1 << 15;

    final long[] high = new long[CAPACITY]; // of a name: its hash
    final long[] low = new long[CAPACITY]; // of a name: where it begins in the names, shifted, and its length
    final boolean[] isName = new boolean[CAPACITY];
    final long[] second = new long[CAPACITY];
    final long[] window = new long[CAPACITY];
    final long[] bytes = new long[CAPACITY];
    final long[] duration = new long[CAPACITY];
    final int[] status = new int[CAPACITY];
    int size;

    private byte[] names = {};
    private int namesEnd;

    boolean isFull() {
        return size == CAPACITY || namesEnd >= MOST_NAME_BYTES;
    }

    /** How many bytes its names have. */
    int nameBytes() {
        return namesEnd;
    }

    /** Whether any of its entries says how long it took. */
    boolean haveDurations() {
        for (int i = 0; i < size; i++) {
            if (duration[i] >= 0) {
                return true;
            }
        }
        return false;
    }

    void clear() {
        size = 0;
        namesEnd = 0;
    }

    /** Leaves of each address the bits that say who it is. */
    void mask(NetworkPrefix prefix) {
        for (int i = 0; i < size; i++) {
            if (!isName[i]) {
                long maskedHigh = prefix.high(high[i], low[i]);
                low[i] = prefix.low(high[i], low[i]);
                high[i] = maskedHigh;
            }
        }
    }

    /**
     * Adds an entry; the batch must not be full.
     *
     * @param hash of the key, if it is a name
     */
    void add(
            ClientKey key,
            long hash,
            long entrySecond,
            long entryWindow,
            int entryStatus,
            long entryBytes,
            long micros) {
        isName[size] = key.isName();
        if (key.isName()) {
            high[size] = hash;
            low[size] = keep(key.nameBytes(), key.nameFrom(), key.nameTo());
        } else {
            high[size] = key.high();
            low[size] = key.low();
        }
        add(entrySecond, entryWindow, entryStatus, entryBytes, micros);
    }

    private void add(long entrySecond, long entryWindow, int entryStatus, long entryBytes, long micros) {
        int at = size++;
        second[at] = entrySecond;
        window[at] = entryWindow;
        bytes[at] = entryBytes;
        status[at] = entryStatus;
        duration[at] = micros;
    }

    private long keep(byte[] source, int from, int to) {
        int length = to - from;
        if (names.length - namesEnd < length) {
            names = Arrays.copyOf(names, Math.max(2 * names.length, namesEnd + length));
        }
        System.arraycopy(source, from, names, namesEnd, length);
        long place = (long) namesEnd << Integer.SIZE | length;
        namesEnd += length;
        return place;
    }

    /** Sets a key to that of an entry; it is valid until the batch changes. */
    void readKey(int index, ClientKey key) {
        if (isName[index]) {
            key.setName(names, Names.from(low[index]), Names.to(low[index]));
        } else {
            key.setAddress(high[index], low[index]);
        }
    }
}
