package io.github.logtraffic.traffic.cache;

/**
 * How often objects were asked for lately, roughly: a count-min sketch of four counters of four bits for each object, halved
 * after ten requests for each object that the cache is thought to hold (Einziger, Friedman, Manes: TinyLFU, ACM Transactions
 * on Storage 2017). As in Caffeine the four are in one block of eight words, which is as much as processors load at once.
 */
final class FrequencySketch {
    private static final int ROWS = 4;
    private static final int BLOCK_WORDS = 8;
    private static final int MOST = 15;
    private static final long HALVED = 0x7777_7777_7777_7777L;
    private static final long ODD = 0x1111_1111_1111_1111L;
    private static final int MOST_WORDS = 1 << 26;

    /** Sixteen counters a word; each row has two words of a block. */
    private final long[] table;

    private final int blockMask;
    private final long samples;
    private long added;

    /** @param objects about so many does the cache hold */
    FrequencySketch(long objects) {
        long wanted = Math.max(BLOCK_WORDS, Math.min(objects, MOST_WORDS));
        table = new long[Integer.highestOneBit((int) wanted - 1) * 2];
        blockMask = table.length / BLOCK_WORDS - 1;
        samples = 10 * Math.max(1, objects);
    }

    /** Counts a request. */
    void add(int object) {
        int hash = spread(object);
        int block = (hash & blockMask) * BLOCK_WORDS;
        int counters = rehash(hash);
        boolean isAdded = increment(block, counters);
        isAdded |= increment(block + 2, counters >>> 8);
        isAdded |= increment(block + 4, counters >>> 16);
        isAdded |= increment(block + 6, counters >>> 24);
        if (isAdded && ++added >= samples) {
            halve();
        }
    }

    /** The first bit says in which of the two words of a row, the next four which counter. */
    private boolean increment(int words, int counter) {
        int word = words + (counter & 1);
        int shift = shift(counter);
        if (((table[word] >>> shift) & MOST) == MOST) {
            return false;
        }
        table[word] += 1L << shift;
        return true;
    }

    /** At most as many requests as were counted lately, rarely more. */
    int frequency(int object) {
        int hash = spread(object);
        int block = (hash & blockMask) * BLOCK_WORDS;
        int counters = rehash(hash);
        int least = MOST;
        for (int row = 0; row < ROWS; row++) {
            int counter = counters >>> (8 * row);
            long word = table[block + 2 * row + (counter & 1)];
            least = Math.min(least, (int) ((word >>> shift(counter)) & MOST));
        }
        return least;
    }

    private static int shift(int counter) {
        return ((counter >>> 1) & 15) << 2;
    }

    private void halve() {
        long odd = 0;
        for (int i = 0; i < table.length; i++) {
            odd += Long.bitCount(table[i] & ODD);
            table[i] = (table[i] >>> 1) & HALVED;
        }
        added = (added - (odd >>> 2)) >>> 1;
    }

    /** Numbers in a row are spread over all blocks (Wellons: Prospecting for hash functions, 2018). */
    private static int spread(int object) {
        int hash = object;
        hash = (hash ^ (hash >>> 17)) * 0xed5a_d4bb;
        return (hash ^ (hash >>> 11)) * 0xac4c_1b51;
    }

    private static int rehash(int hash) {
        int again = (hash ^ (hash >>> 15)) * 0x3184_8bab;
        return again ^ (again >>> 14);
    }
}
