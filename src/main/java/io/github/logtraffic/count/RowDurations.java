package io.github.logtraffic.count;

import static io.github.logtraffic.count.CounterRows.ROW_LONGS;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How long the requests of rows that are not partial took. Nothing is allocated before the first duration. Percentiles that
 * there is no memory for are given up, those of the rows with the fewest requests first; of a row that comes when there is
 * no memory even for its sum, nothing is known.
 *
 * <p>A row has a number that stays its own while rows move. What is known of it stands in four longs; its buckets stand in
 * one {@link SparseBuckets} with those of all others.
 */
final class RowDurations {
    private static final int LONGS = 4;
    private static final int REQUESTS = 0;
    private static final int TOTAL = 1; // of a number that is free: the next one
    private static final int MAX = 2;
    private static final int FIRST_BUCKET = 3; // as SparseBuckets has it, or one of the next two

    private static final long NO_BUCKETS = -1;
    private static final long IS_FREE = -2;

    private static final int FIRST_NUMBERS = 1 << 8;
    private static final int MOST_NUMBERS = 1 << 28;

    private final CounterRows rows;
    private final MemoryBudget budget;
    private final SparseBuckets buckets;

    private long[] known = {};
    private int end = 1;
    private int firstFree;
    private boolean anyForgotten;

    RowDurations(CounterRows rows, long seed, MemoryBudget budget) {
        this.rows = rows;
        this.budget = budget;
        this.buckets = new SparseBuckets(seed, budget);
    }

    boolean anyForgotten() {
        return anyForgotten;
    }

    private static long memory(long longs) {
        return longs * Long.BYTES;
    }

    /** Makes room for so many more numbers and buckets if the budget allows it. */
    boolean makeRoom(int numbers, int moreBuckets) {
        while ((long) (end + numbers) * LONGS > known.length) {
            if (!grow()) {
                return false;
            }
        }
        while (!buckets.hasRoom(moreBuckets)) {
            if (!buckets.grow()) {
                return false;
            }
            linkBuckets();
        }
        return true;
    }

    void count(int at, long micros) {
        int number = number(at);
        if (number > 0) {
            int from = number * LONGS;
            known[from + REQUESTS]++;
            known[from + TOTAL] = Saturating.sum(known[from + TOTAL], micros);
            known[from + MAX] = Math.max(known[from + MAX], micros);
            addBucket(number, DurationBuckets.of(micros), 1);
        }
    }

    void merge(int at, RowDurations other, int otherAt) {
        int otherNumber = other.rows.number(otherAt);
        if (otherNumber == CounterRows.FORGOTTEN_NUMBER) {
            forget(at);
        }
        int number = otherNumber > 0 ? number(at) : 0;
        if (number <= 0) {
            return;
        }
        int from = number * LONGS;
        int otherFrom = otherNumber * LONGS;
        known[from + REQUESTS] += other.known[otherFrom + REQUESTS];
        known[from + TOTAL] = Saturating.sum(known[from + TOTAL], other.known[otherFrom + TOTAL]);
        known[from + MAX] = Math.max(known[from + MAX], other.known[otherFrom + MAX]);
        long slot = other.known[otherFrom + FIRST_BUCKET];
        if (slot == NO_BUCKETS) {
            forgetBuckets(number);
        }
        for (; slot > 0; slot = other.buckets.next((int) slot)) {
            addBucket(number, other.buckets.bucket((int) slot), other.buckets.count((int) slot));
        }
    }

    /** Adds what another table's row says. */
    void add(int at, TableRow row) {
        int number = row.durations == 0 ? 0 : number(at);
        if (number <= 0) {
            return;
        }
        int from = number * LONGS;
        known[from + REQUESTS] += row.durations;
        known[from + TOTAL] = Saturating.sum(known[from + TOTAL], row.totalMicros);
        known[from + MAX] = Math.max(known[from + MAX], row.maxMicros);
        for (int i = 0; i < row.buckets; i++) {
            addBucket(number, row.bucket[i], row.bucketRequests[i]);
        }
    }

    /** Sets what is known of a row of which nothing was forgotten. */
    void readRow(int at, TableRow row) {
        row.clearDurations();
        DurationCounts counts = counts(at);
        if (counts != null) {
            row.durations = counts.requests();
            row.totalMicros = counts.totalMicros();
            row.maxMicros = counts.maxMicros();
            counts.forEachBucket(row::addBucket);
        }
    }

    void addForgotten(RowDurations other) {
        anyForgotten |= other.anyForgotten;
    }

    /** All that is known; null without durations, or when nothing is known of them. */
    @Nullable
    DurationCounts counts(int at) {
        int number = rows.isPartial(at) ? 0 : rows.number(at);
        if (number <= 0) {
            return null;
        }
        int from = number * LONGS;
        long first = known[from + FIRST_BUCKET];
        int length = first > 0 ? buckets.length((int) first) : 0;
        int[] used = new int[length];
        long[] counts = new long[length];
        int slot = (int) Math.max(0, first);
        for (int i = 0; i < length; i++) {
            used[i] = buckets.bucket(slot);
            counts[i] = buckets.count(slot);
            slot = buckets.next(slot);
        }
        return new DurationCounts(
                known[from + REQUESTS], known[from + TOTAL], known[from + MAX], first > 0, used, counts);
    }

    /** The sum of a row in microseconds; -1 when it is not known. */
    long totalMicros(int at) {
        int number = rows.isPartial(at) ? 0 : rows.number(at);
        return number > 0 ? known[number * LONGS + TOTAL] : -1;
    }

    // Numbers

    /** The row's number, which it gets now if it has none; not above 0 if it cannot have one. */
    private int number(int at) {
        if (rows.isPartial(at)) {
            return 0;
        }
        int number = rows.number(at);
        if (number != 0) {
            return number;
        }
        number = open();
        rows.setNumber(at, number);
        anyForgotten |= number < 0;
        return number;
    }

    private int open() {
        int number = firstFree;
        if (number != 0) {
            firstFree = (int) known[number * LONGS + TOTAL];
        } else if ((end + 1) * LONGS <= known.length || grow()) {
            number = end++;
        } else {
            return CounterRows.FORGOTTEN_NUMBER;
        }
        Arrays.fill(known, number * LONGS, (number + 1) * LONGS, 0);
        return number;
    }

    private boolean grow() {
        int numbers = Math.max(FIRST_NUMBERS, known.length / LONGS * 2);
        if (numbers > MOST_NUMBERS || !budget.tryTake(memory((long) numbers * LONGS))) {
            return false;
        }
        budget.giveBack(memory(known.length));
        known = Arrays.copyOf(known, numbers * LONGS);
        return true;
    }

    /** Gives up all that is known of a row that leaves, or becomes partial. */
    void drop(int at) {
        int number = rows.number(at);
        if (number > 0) {
            dropBuckets(number);
            known[number * LONGS + FIRST_BUCKET] = IS_FREE;
            known[number * LONGS + TOTAL] = firstFree;
            firstFree = number;
        }
        if (number != 0) {
            rows.setNumber(at, 0);
        }
    }

    private void forget(int at) {
        if (!rows.isPartial(at)) {
            drop(at);
            rows.setNumber(at, CounterRows.FORGOTTEN_NUMBER);
        }
    }

    // Buckets

    private void addBucket(int number, int bucket, long count) {
        int first = number * LONGS + FIRST_BUCKET;
        if (known[first] == NO_BUCKETS) {
            return;
        }
        if (buckets.add(number, bucket, count)) {
            return;
        }
        if (!buckets.hasRoom(1) && !makeRoomForBucket(number)) {
            return;
        }
        known[first] = buckets.insert(number, bucket, count, (int) known[first]);
    }

    /** Makes room for a bucket, and says whether the number may still have one. */
    private boolean makeRoomForBucket(int number) {
        if (!buckets.grow()) {
            forgetBucketsOfTheLightest();
        }
        linkBuckets();
        if (!buckets.hasRoom(1)) {
            forgetBuckets(number); // it is alone, and all memory is taken
        }
        return known[number * LONGS + FIRST_BUCKET] != NO_BUCKETS;
    }

    /** After buckets have moved: finds those of each number again. */
    private void linkBuckets() {
        for (int number = 1; number < end; number++) {
            if (known[number * LONGS + FIRST_BUCKET] > 0) {
                known[number * LONGS + FIRST_BUCKET] = 0;
            }
        }
        buckets.forEach((number, slot) -> {
            buckets.setNext(slot, (int) known[number * LONGS + FIRST_BUCKET]);
            known[number * LONGS + FIRST_BUCKET] = slot;
        });
    }

    private void forgetBuckets(int number) {
        if (known[number * LONGS + FIRST_BUCKET] != NO_BUCKETS) {
            dropBuckets(number);
            known[number * LONGS + FIRST_BUCKET] = NO_BUCKETS;
            anyForgotten = true;
        }
    }

    private void dropBuckets(int number) {
        long first = known[number * LONGS + FIRST_BUCKET];
        for (int slot = (int) Math.max(0, first); slot > 0; slot = buckets.next(slot)) {
            buckets.drop(slot);
        }
    }

    private void forgetBucketsOfTheLightest() {
        Magnitudes magnitudes = new Magnitudes();
        for (int at = 0; at < rows.longs.length; at += ROW_LONGS) {
            long first = firstBucket(at);
            if (first > 0) {
                magnitudes.add(rows.longs[at + CounterRows.REQUESTS], buckets.length((int) first));
            }
        }
        int last = magnitudes.upTo(buckets.wantedFree());
        for (int at = 0; at < rows.longs.length; at += ROW_LONGS) {
            if (firstBucket(at) > 0) {
                int magnitude = Magnitudes.of(rows.longs[at + CounterRows.REQUESTS]);
                if (magnitude < last || (magnitude == last && !buckets.isHalfFree())) {
                    forgetBuckets(rows.number(at));
                }
            }
        }
        buckets.sweep();
    }

    private long firstBucket(int at) {
        int number = rows.isTaken(at) && !rows.isPartial(at) ? rows.number(at) : 0;
        return number > 0 ? known[number * LONGS + FIRST_BUCKET] : 0;
    }

    void giveBack() {
        budget.giveBack(memory(known.length));
        known = new long[0];
        buckets.giveBack();
    }
}
