package io.github.logtraffic.traffic.balance;

import io.github.logtraffic.log.entry.ClientKey;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Copies of the keys of one kind of a batch of requests. */
final class KeyColumn {
    private final boolean[] isThere = new boolean[EventBatch.CAPACITY];
    private final boolean[] isName = new boolean[EventBatch.CAPACITY];
    private final long[] high = new long[EventBatch.CAPACITY]; // of a name: where it begins
    private final long[] low = new long[EventBatch.CAPACITY]; // of a name: where it ends
    private byte[] names = new byte[EventBatch.CAPACITY];
    private int namesEnd;

    void clear() {
        namesEnd = 0;
    }

    /** Keeps a copy of a request's key, null when it has none. */
    void set(int index, @Nullable ClientKey key) {
        isThere[index] = key != null;
        if (key != null) {
            copy(index, key);
        }
    }

    private void copy(int index, ClientKey key) {
        isName[index] = key.isName();
        if (!key.isName()) {
            high[index] = key.high();
            low[index] = key.low();
            return;
        }
        int length = key.nameTo() - key.nameFrom();
        if (names.length - namesEnd < length) {
            names = Arrays.copyOf(names, Math.max(2 * names.length, namesEnd + length));
        }
        System.arraycopy(key.nameBytes(), key.nameFrom(), names, namesEnd, length);
        high[index] = namesEnd;
        namesEnd += length;
        low[index] = namesEnd;
    }

    /** Writes a key, which is valid until the batch is cleared; returns whether there is one. */
    boolean read(int index, ClientKey key) {
        if (!isThere[index]) {
            return false;
        }
        if (isName[index]) {
            key.setName(names, (int) high[index], (int) low[index]);
        } else {
            key.setAddress(high[index], low[index]);
        }
        return true;
    }

    /** Whether so much is kept that it is better to go on with an empty one. */
    boolean isLarge() {
        return namesEnd > EventBatch.CAPACITY * EventBatch.USUAL_KEY_BYTES;
    }
}
