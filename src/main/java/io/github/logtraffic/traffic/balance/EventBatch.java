package io.github.logtraffic.traffic.balance;

import io.github.logtraffic.log.entry.AccessLogEntry;

/** What happens one after the other, requests that begin and requests that end, as far as policies need to know it. */
final class EventBatch {
    static final int CAPACITY = 2_048;
    static final int USUAL_KEY_BYTES = 128;

    final boolean[] begins = new boolean[CAPACITY];
    final int[] slot = new int[CAPACITY];
    final long[] micros = new long[CAPACITY];
    final long[] duration = new long[CAPACITY];

    // Of requests that begin.
    final long[] bytes = new long[CAPACITY];
    final int[] status = new int[CAPACITY];
    final int[] client = new int[CAPACITY];
    final int[] target = new int[CAPACITY];
    final KeyColumn[] keys;

    int size;

    /** @param kinds how many kinds of keys requests have */
    EventBatch(int kinds) {
        keys = new KeyColumn[kinds];
        for (int i = 0; i < kinds; i++) {
            keys[i] = new KeyColumn();
        }
    }

    boolean isFull() {
        boolean isFull = size == CAPACITY;
        for (KeyColumn column : keys) {
            isFull |= column.isLarge();
        }
        return isFull;
    }

    void clear() {
        size = 0;
        for (KeyColumn column : keys) {
            column.clear();
        }
    }

    /** Adds a request that begins; its keys are to be set at the index that is returned. */
    int begin(int requestSlot, AccessLogEntry entry, long nowMicros, long took, int clientNumber, int targetNumber) {
        int at = add(true, requestSlot, nowMicros, took);
        bytes[at] = entry.bodyBytes();
        status[at] = entry.status();
        client[at] = clientNumber;
        target[at] = targetNumber;
        return at;
    }

    /** Adds a request that ends. */
    void end(int requestSlot, long nowMicros, long took) {
        add(false, requestSlot, nowMicros, took);
    }

    private int add(boolean isBegin, int requestSlot, long nowMicros, long took) {
        int at = size++;
        begins[at] = isBegin;
        slot[at] = requestSlot;
        micros[at] = nowMicros;
        duration[at] = took;
        return at;
    }
}
