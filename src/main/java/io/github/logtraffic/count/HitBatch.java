package io.github.logtraffic.count;

import io.github.logtraffic.identity.NetworkPrefix;
import io.github.logtraffic.log.entry.ClientKey;

/**
 * Entries of clients with an address, put aside until there are enough of them to be counted at once.
 *
 * <p>The rows of a table of many clients are in no cache. Counted one by one, each entry waits for its row; counted
 * together, the rows of all of them are asked for first and come in at the same time.
 */
final class HitBatch {
    static final int CAPACITY = 128;

    final long[] high = new long[CAPACITY];
    final long[] low = new long[CAPACITY];
    final long[] second = new long[CAPACITY];
    final long[] window = new long[CAPACITY];
    final long[] bytes = new long[CAPACITY];
    final long[] duration = new long[CAPACITY];
    final int[] status = new int[CAPACITY];
    int size;

    boolean isFull() {
        return size == CAPACITY;
    }

    /** Leaves of each address the bits that say who it is. */
    void mask(NetworkPrefix prefix) {
        for (int i = 0; i < size; i++) {
            long maskedHigh = prefix.high(high[i], low[i]);
            low[i] = prefix.low(high[i], low[i]);
            high[i] = maskedHigh;
        }
    }

    void add(ClientKey client, long entrySecond, long entryWindow, int entryStatus, long entryBytes, long micros) {
        int at = size++;
        high[at] = client.high();
        low[at] = client.low();
        second[at] = entrySecond;
        window[at] = entryWindow;
        bytes[at] = entryBytes;
        status[at] = entryStatus;
        duration[at] = micros;
    }
}
