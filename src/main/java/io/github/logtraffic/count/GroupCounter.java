package io.github.logtraffic.count;

import io.github.logtraffic.count.key.EntryKey;
import io.github.logtraffic.log.entry.AccessLogEntry;
import io.github.logtraffic.log.entry.ClientKey;
import java.util.Arrays;

/** Counts entries by one key. */
final class GroupCounter {
    /** Smaller tables are in a processor's cache: nobody waits for their rows. */
    private static final int LEAST_BATCHED = 1 << 11;

    private static final int UNKNOWN = -1;

    private final EntryKey entryKey;
    private final CounterTable table;
    private final boolean isNumbered;
    private final ClientKey key = new ClientKey();
    private final HitBatch batch = new HitBatch(); // of rows when keys have numbers, otherwise of keys

    /** The rows of numbered keys, as long as rows do not move. */
    private int[] rowOf = {};

    private long moves;

    /**
     * @param entryKey of which nobody else makes use
     */
    GroupCounter(EntryKey entryKey, CounterTable table) {
        this.entryKey = entryKey;
        this.table = table;
        this.isNumbered = entryKey.isNumbered();
    }

    void count(AccessLogEntry entry, long window) {
        if (isNumbered) {
            countNumbered(entry, window);
        } else {
            countKey(entry, window);
        }
    }

    private void countNumbered(AccessLogEntry entry, long window) {
        int number = entryKey.number(entry);
        long second = entry.epochSecond();
        int row = row(number);
        if (row == UNKNOWN) {
            countBatch(); // before rows move for a new one
            entryKey.read(entry, key);
            row = table.rowFor(key);
            remember(number, row);
            table.countRow(row, second, window, entry.status(), entry.bodyBytes(), entry.durationMicros());
            return;
        }
        batch.add(row, second, window, entry.status(), entry.bodyBytes(), entry.durationMicros());
        if (batch.isFull()) {
            countBatch();
        }
    }

    private void countKey(AccessLogEntry entry, long window) {
        entryKey.read(entry, key);
        long second = entry.epochSecond();
        if (key.isName() && table.size() < LEAST_BATCHED) {
            table.count(key, second, window, entry.status(), entry.bodyBytes(), entry.durationMicros());
            return;
        }
        batch.add(key, table.hash(key), second, window, entry.status(), entry.bodyBytes(), entry.durationMicros());
        if (batch.isFull()) {
            countBatch();
        }
    }

    private int row(int number) {
        if (moves != table.moves()) {
            Arrays.fill(rowOf, UNKNOWN);
            moves = table.moves();
        }
        return number < rowOf.length ? rowOf[number] : UNKNOWN;
    }

    private void remember(int number, int row) {
        if (moves != table.moves()) {
            return; // the row's place was made by moving others
        }
        if (number >= rowOf.length) {
            int known = rowOf.length;
            rowOf = Arrays.copyOf(rowOf, 2 * number);
            Arrays.fill(rowOf, known, rowOf.length, UNKNOWN);
        }
        rowOf[number] = row;
    }

    private void countBatch() {
        if (isNumbered) {
            table.countRows(batch);
        } else {
            table.count(batch);
        }
    }

    CounterTable table() {
        countBatch();
        return table;
    }
}
