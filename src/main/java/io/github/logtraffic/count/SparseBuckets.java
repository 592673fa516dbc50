package io.github.logtraffic.count;

/**
 * Counts by number and bucket, of few buckets a number: one table for all numbers, open addressing. The buckets of a number
 * are a list besides. Whoever owns the table keeps where the lists begin, and links them anew when buckets have moved.
 */
final class SparseBuckets {
    private static final int FIRST_CAPACITY = 1 << 10;
    private static final int MOST_CAPACITY = 1 << 29;
    private static final int SLOT_BYTES = Long.BYTES + Long.BYTES + Integer.BYTES;
    private static final int BUCKET_BITS = 12;
    private static final int BUCKET_MASK = (1 << BUCKET_BITS) - 1;

    private final long seed;
    private final MemoryBudget budget;

    /** Number and bucket, 0 in a free slot. Slot 0 is never used: it ends lists. */
    private long[] keys = {};

    private long[] counts = {}; // 0 in a slot that was dropped
    private int[] next = {};
    private int size;
    private int dropped;

    SparseBuckets(long seed, MemoryBudget budget) {
        this.seed = seed;
        this.budget = budget;
    }

    /** Visits slots. */
    interface Visitor {
        void visit(int number, int slot);
    }

    private static long key(int number, int bucket) {
        return (long) number << BUCKET_BITS | bucket;
    }

    private int home(long key) {
        return (int) SeededHash.of(0, key, seed) & (keys.length - 1);
    }

    /** Adds to a bucket that is there; otherwise says false. */
    boolean add(int number, int bucket, long count) {
        if (size == 0) {
            return false;
        }
        int slot = slot(key(number, bucket));
        if (keys[slot] == 0 || counts[slot] == 0) {
            return false;
        }
        counts[slot] += count;
        return true;
    }

    /** Where a key is, or the free slot where it may be. */
    private int slot(long key) {
        int mask = keys.length - 1;
        int slot = home(key);
        while (slot == 0 || (keys[slot] != 0 && keys[slot] != key)) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    /** Whether searches are short even with so many more buckets. */
    boolean hasRoom(int more) {
        return size + more <= keys.length / 8 * 5;
    }

    /** Puts a bucket that is not there, and for which there is room, in front of a list; where it is. */
    int insert(int number, int bucket, long count, int list) {
        int slot = slot(key(number, bucket));
        if (keys[slot] == 0) {
            size++;
        } else {
            dropped--;
        }
        keys[slot] = key(number, bucket);
        counts[slot] = count;
        next[slot] = list;
        return slot;
    }

    /** Gives up a bucket; its list stays as it is until buckets move. */
    void drop(int slot) {
        counts[slot] = 0;
        dropped++;
    }

    int bucket(int slot) {
        return (int) keys[slot] & BUCKET_MASK;
    }

    long count(int slot) {
        return counts[slot];
    }

    int next(int slot) {
        return next[slot];
    }

    void setNext(int slot, int list) {
        next[slot] = list;
    }

    int length(int list) {
        int length = 0;
        for (int slot = list; slot != 0; slot = next[slot]) {
            length++;
        }
        return length;
    }

    void forEach(Visitor visitor) {
        for (int slot = 1; slot < keys.length; slot++) {
            if (keys[slot] != 0 && counts[slot] > 0) {
                visitor.visit((int) (keys[slot] >>> BUCKET_BITS), slot);
            }
        }
    }

    /** How many are to be dropped lest the table be swept again soon. */
    int wantedFree() {
        return keys.length / 8 * 5 / 2;
    }

    boolean isHalfFree() {
        return size - dropped <= wantedFree();
    }

    /** Makes room by what was dropped, or by doubling if the budget allows it; buckets move even if it does not. */
    boolean grow() {
        if (dropped > size / 4) {
            sweep();
            return true;
        }
        int capacity = Math.max(FIRST_CAPACITY, 2 * keys.length);
        if (capacity > MOST_CAPACITY || !budget.tryTake((long) capacity * SLOT_BYTES)) {
            return false;
        }
        long[] oldKeys = keys;
        long[] oldCounts = counts;
        keys = new long[capacity];
        counts = new long[capacity];
        next = new int[capacity];
        size = 0;
        dropped = 0;
        for (int i = 1; i < oldKeys.length; i++) {
            if (oldKeys[i] != 0 && oldCounts[i] > 0) {
                int slot = slot(oldKeys[i]);
                keys[slot] = oldKeys[i];
                counts[slot] = oldCounts[i];
                size++;
            }
        }
        budget.giveBack((long) oldKeys.length * SLOT_BYTES);
        return true;
    }

    /** Frees the slots of what was dropped; buckets move. */
    void sweep() {
        if (size == 0) {
            return;
        }
        int mask = keys.length - 1;
        int free = 1;
        while (keys[free] != 0) {
            free++;
        }
        // From a free slot on, so that each bucket that stays moves only to where it has been passed.
        for (int i = 1; i < keys.length; i++) {
            int slot = free + i & mask;
            long key = keys[slot];
            if (key != 0) {
                long count = counts[slot];
                keys[slot] = 0;
                counts[slot] = 0;
                if (count > 0) {
                    int to = slot(key);
                    keys[to] = key;
                    counts[to] = count;
                } else {
                    size--;
                    dropped--;
                }
            }
        }
    }

    void giveBack() {
        budget.giveBack((long) keys.length * SLOT_BYTES);
        keys = new long[0];
        counts = new long[0];
        next = new int[0];
        size = 0;
    }
}
