package io.github.logtraffic.count;

import io.github.logtraffic.count.key.NumberedKey;
import io.github.logtraffic.log.entry.ClientKey;
import java.util.Arrays;

/** Counts batches of clients by a key that has numbers, remembering the row of each number as long as rows do not move. */
final class NumberedRows {
    private static final int UNKNOWN = -1;

    private final NumberedKey numbered;
    private final CounterTable table;
    private final ClientKey key = new ClientKey();
    private final int[] numbers = new int[HitBatch.CAPACITY];
    private int[] rowOf = {};
    private long moves;

    NumberedRows(NumberedKey numbered, CounterTable table) {
        this.numbered = numbered;
        this.table = table;
    }

    /** Counts all hits of a batch of clients and empties it. Each step is done for all, so that they wait for memory together. */
    void count(HitBatch hits) {
        for (int i = 0; i < hits.size; i++) {
            hits.readKey(i, key);
            numbers[i] = numbered.number(key);
        }
        long touched = 0;
        for (int i = 0; i < hits.size; i++) {
            int row = row(numbers[i]);
            touched += row == UNKNOWN ? 0 : table.touchRow(row);
        }
        table.keep(touched);
        for (int i = 0; i < hits.size; i++) {
            table.countRow(rowFor(numbers[i]), hits, i);
        }
        hits.clear();
    }

    private int rowFor(int number) {
        int row = row(number);
        if (row == UNKNOWN) {
            numbered.read(number, key);
            row = table.rowFor(key);
            remember(number, row);
        }
        return row;
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
            return; // rows have moved for this one, and all others are forgotten the next time
        }
        if (number >= rowOf.length) {
            int known = rowOf.length;
            rowOf = Arrays.copyOf(rowOf, 2 * number);
            Arrays.fill(rowOf, known, rowOf.length, UNKNOWN);
        }
        rowOf[number] = row;
    }
}
