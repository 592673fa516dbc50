package io.github.logtraffic.count;

import io.github.logtraffic.count.key.EntryKey;
import io.github.logtraffic.count.key.NumberedKey;
import io.github.logtraffic.log.entry.AccessLogEntry;
import io.github.logtraffic.log.entry.ClientKey;
import org.jspecify.annotations.Nullable;

/** Counts entries by one key. */
final class GroupCounter {
    /** Smaller tables are in a processor's cache: nobody waits for their rows. */
    private static final int LEAST_BATCHED = 1 << 11;

    private final EntryKey entryKey;
    private final CounterTable table;
    private final @Nullable NumberedRows numbered;
    private final ClientKey key = new ClientKey();
    private final HitBatch batch = new HitBatch(); // of clients when the key has numbers, otherwise of keys

    /**
     * @param entryKey of which nobody else makes use
     */
    GroupCounter(EntryKey entryKey, CounterTable table) {
        this.entryKey = entryKey;
        this.table = table;
        this.numbered = entryKey instanceof NumberedKey withNumber ? new NumberedRows(withNumber, table) : null;
    }

    void count(AccessLogEntry entry, long window) {
        if (numbered != null) {
            add(entry.client(), 0, entry, window);
            return;
        }
        entryKey.read(entry, key);
        if (key.isName() && table.size() < LEAST_BATCHED) {
            table.count(key, entry.epochSecond(), window, entry.status(), entry.bodyBytes(), entry.durationMicros());
        } else {
            add(key, table.hash(key), entry, window);
        }
    }

    private void add(ClientKey what, long hash, AccessLogEntry entry, long window) {
        long second = entry.epochSecond();
        batch.add(what, hash, second, window, entry.status(), entry.bodyBytes(), entry.durationMicros());
        if (batch.isFull()) {
            countBatch();
        }
    }

    private void countBatch() {
        if (numbered != null) {
            numbered.count(batch);
        } else {
            table.count(batch);
        }
    }

    CounterTable table() {
        countBatch();
        return table;
    }
}
