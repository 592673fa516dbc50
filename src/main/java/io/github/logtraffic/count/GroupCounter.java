package io.github.logtraffic.count;

import io.github.logtraffic.count.key.EntryKey;
import io.github.logtraffic.log.entry.AccessLogEntry;
import io.github.logtraffic.log.entry.ClientKey;

/** Counts entries by one key. */
final class GroupCounter {
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
        if (key.isName()) {
            table.count(key, entry.epochSecond(), window, entry.status(), entry.bodyBytes(), entry.durationMicros());
        } else {
            batch.add(key, entry.epochSecond(), window, entry.status(), entry.bodyBytes(), entry.durationMicros());
            if (batch.isFull()) {
                table.count(batch);
            }
        }
    }

    CounterTable table() {
        table.count(batch);
        return table;
    }
}
