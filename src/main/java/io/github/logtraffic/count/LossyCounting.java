package io.github.logtraffic.count;

import static io.github.logtraffic.count.CounterRows.FIRST;
import static io.github.logtraffic.count.CounterRows.IS_NAME;
import static io.github.logtraffic.count.CounterRows.IS_PARTIAL;
import static io.github.logtraffic.count.CounterRows.LINKS;
import static io.github.logtraffic.count.CounterRows.MISSED_BYTES_MASK;
import static io.github.logtraffic.count.CounterRows.NO_TIME;
import static io.github.logtraffic.count.CounterRows.REQUESTS;
import static io.github.logtraffic.count.CounterRows.ROW_LONGS;

import io.github.logtraffic.log.entry.ClientKey;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Makes room in a {@link CounterTable}: lets it grow, or the lightest half of its keys leave it when the memory budget does
 * not allow that, and remembers how much those had at most. {@link CounterTable} says what that means for the others.
 */
final class LossyCounting {
    private static final int SAMPLE = 1 << 10;

    private final CounterRows rows;
    private final RowDetails details;
    private final MemoryBudget budget;
    private final boolean byBytes;

    /** All keys that were ever there, once some have left. */
    private @Nullable DistinctCount distinct;

    // The most that a key that is not in the table may have had.
    private long missedRequests;
    private long missedBytes;

    LossyCounting(CountPlan plan, CounterRows rows, RowDetails details, MemoryBudget budget) {
        this.rows = rows;
        this.details = details;
        this.budget = budget;
        this.byBytes = plan.keepHeaviestBy() == CountPlan.Weight.BYTES;
    }

    /** Whether no key has left. */
    boolean isLossless() {
        return distinct == null;
    }

    long distinctKeys() {
        return distinct == null ? rows.size : Math.max(rows.size, distinct.estimate());
    }

    long distinctKeysError() {
        return distinct == null ? 0 : distinct.error();
    }

    long missedRequests() {
        return missedRequests;
    }

    long missedBytes() {
        return missedBytes;
    }

    /** Makes room for so many more keys. */
    void makeRoom(int more) {
        if (!rows.hasRoom(more)) {
            makeRoomForRows(more);
        }
    }

    private void makeRoomForRows(int more) {
        while (!rows.hasRoom(more) && !rows.grow()) {
            evictLightest();
        }
    }

    /** Makes room for a name; rows may move. */
    void makeRoomForName(int length) {
        while (!rows.names.hasRoom(length) && !rows.names.grow(length)) {
            if (rows.size == 0) {
                rows.names.growRegardless(length);
            } else {
                evictLightest();
            }
        }
    }

    /** A key has come in: it may have been there before. */
    void note(int at) {
        if (distinct != null) {
            distinct.add(rows.hashAt(at));
        }
        if (missedRequests > 0) {
            addMissed(at, missedRequests, missedBytes);
        }
    }

    /** Makes a row partial: it may have missed so much more. */
    void addMissed(int at, long requests, long bytes) {
        long[] longs = rows.longs;
        if (!rows.isPartial(at)) {
            details.drop(at);
            longs[at + LINKS] = (longs[at + LINKS] & IS_NAME) | IS_PARTIAL;
            longs[at + FIRST] = NO_TIME;
        }
        long missed = Saturating.sum(longs[at + LINKS] & MISSED_BYTES_MASK, bytes);
        longs[at + LINKS] = (longs[at + LINKS] & ~MISSED_BYTES_MASK) | Math.min(missed, MISSED_BYTES_MASK);
        longs[at + FIRST] += requests;
    }

    /** Before a merge: keys that the other table does not hold may have been there with what those had that left it. */
    void prepareMerge(LossyCounting other) {
        if (other.missedRequests > 0) {
            ClientKey key = new ClientKey();
            for (int at = 0; at < rows.longs.length; at += ROW_LONGS) {
                if (rows.isTaken(at)) {
                    rows.readKey(at, key);
                    if (!other.rows.holds(key)) {
                        addMissed(at, other.missedRequests, other.missedBytes);
                    }
                }
            }
        }
        if (other.distinct != null) {
            countDistinct().merge(other.distinct);
        }
    }

    /** After a merge: what may have been missed adds up. */
    void finishMerge(LossyCounting other) {
        missedRequests += other.missedRequests;
        missedBytes = Saturating.sum(missedBytes, other.missedBytes);
    }

    void giveBack() {
        if (distinct != null) {
            budget.giveBack(DistinctCount.MEMORY_BYTES);
        }
    }

    /** Makes half of the keys leave, or more when they weigh the same. */
    private void evictLightest() {
        countDistinct();
        long most = medianWeight();
        int free = 0;
        while (rows.isTaken(CounterRows.at(free))) {
            free++;
        }
        // From a free row on, so that each row that stays moves only to where it has been passed.
        for (int i = 1; i < rows.capacity; i++) {
            int at = CounterRows.at(free + i & (rows.capacity - 1));
            if (rows.isTaken(at)) {
                if (weight(at) <= most) {
                    evict(at);
                } else {
                    rows.moveUp(at);
                }
            }
        }
        rows.keepOnlyUsedNames();
    }

    /** What a key's place is defended with: the most that it may have had. */
    private long weight(int at) {
        return byBytes ? mostBytes(at) : mostRequests(at);
    }

    private long mostRequests(int at) {
        return Saturating.sum(rows.longs[at + REQUESTS], rows.requestsError(at));
    }

    private long mostBytes(int at) {
        return Saturating.sum(rows.longs[at + CounterRows.BYTES], rows.bytesError(at));
    }

    /** Estimated from some rows: where a row stands is random. */
    private long medianWeight() {
        long[] sample = new long[Math.min(rows.size, SAMPLE)];
        int sampled = 0;
        for (int at = 0; sampled < sample.length; at += ROW_LONGS) {
            if (rows.isTaken(at)) {
                sample[sampled++] = weight(at);
            }
        }
        Arrays.sort(sample);
        return sample[sample.length / 2];
    }

    private void evict(int at) {
        missedRequests = Math.max(missedRequests, mostRequests(at));
        missedBytes = Math.max(missedBytes, mostBytes(at));
        details.drop(at);
        rows.free(at);
    }

    private DistinctCount countDistinct() {
        if (distinct == null) {
            budget.take(DistinctCount.MEMORY_BYTES);
            distinct = new DistinctCount();
            for (int at = 0; at < rows.longs.length; at += ROW_LONGS) {
                if (rows.isTaken(at)) {
                    distinct.add(rows.hashAt(at));
                }
            }
        }
        return distinct;
    }
}
