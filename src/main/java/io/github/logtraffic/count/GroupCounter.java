package io.github.logtraffic.count;

import io.github.logtraffic.count.key.EntryKey;
import io.github.logtraffic.log.entry.AccessLogEntry;
import io.github.logtraffic.log.entry.ClientKey;

/** Counts entries by one key. */
final class GroupCounter {
    /** Smaller tables are in a processor's cache: nobody waits for their rows. */
    private static final int LEAST_BATCHED = 1 << 11;

    private final EntryKey entryKey;
    private final CounterTable table;
    private final ClientKey key = new ClientKey();
    private final HitBatch batch = new HitBatch();

    /**
     * @param entryKey of which nobody else makes use
     */
    GroupCounter(EntryKey entryKey, CounterTable table) {
        this.entryKey = entryKey;
        this.table = table;
    }

    void count(AccessLogEntry entry, long window) {
        entryKey.read(entry, key);
        count(key, entry.epochSecond(), window, entry.status(), entry.bodyBytes(), entry.durationMicros());
    }

    /** Counts one hit of a key. */
    void count(ClientKey hit, long second, long window, int status, long bytes, long duration) {
        if (hit.isName() && table.size() < LEAST_BATCHED) {
            table.count(hit, second, window, status, bytes, duration);
            return;
        }
        batch.add(hit, table.hash(hit), second, window, status, bytes, duration);
        if (batch.isFull()) {
            countBatch();
        }
    }

    private void countBatch() {
        table.count(batch);
    }

    /** What was counted. */
    CounterTable table() {
        countBatch();
        return table;
    }
}
