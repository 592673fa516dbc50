package io.github.logtraffic.count;

import java.util.Arrays;

/**
 * Requests by status class of those keys that had any other status than 2xx; those of 2xx are the rest. A key has a block,
 * block {@link #NONE} is nobody's and holds zeros.
 */
final class OtherStatuses {
    /** The block of keys that had none. */
    static final int NONE = 0;

    static final int CLASSES = 6; // 0: all that are in none of the five
    private static final int FIRST_BLOCKS = 1 << 8;
    private static final int MOST_BLOCKS = (Integer.MAX_VALUE - 8) / CLASSES; // what virtual machines allow an array

    private final MemoryBudget budget;
    private long[] counts = new long[FIRST_BLOCKS * CLASSES];
    private int blocks = FIRST_BLOCKS;
    private int end = NONE + 1;

    /** Blocks that were given up: each holds the number of the next one. */
    private int firstFree = NONE;

    private int free;

    OtherStatuses(MemoryBudget budget) {
        this.budget = budget;
        budget.take(memory(blocks));
    }

    private static long memory(long blocks) {
        return blocks * CLASSES * Long.BYTES;
    }

    /** Makes room for so many blocks if the budget allows it. */
    boolean makeRoom(int more) {
        while (!hasRoom(more)) {
            if (!grow()) {
                return false;
            }
        }
        return true;
    }

    private boolean hasRoom(int more) {
        return blocks - end + free >= more;
    }

    /** Doubles the room if the budget allows it. */
    private boolean grow() {
        if (blocks > MOST_BLOCKS / 2 || !budget.tryTake(memory(2L * blocks))) {
            return false;
        }
        counts = Arrays.copyOf(counts, 2 * blocks * CLASSES);
        budget.giveBack(memory(blocks));
        blocks *= 2;
        return true;
    }

    /** A block of zeros, for which there is room. */
    int open() {
        if (firstFree == NONE) {
            return end++;
        }
        int block = firstFree;
        firstFree = (int) counts[block * CLASSES];
        counts[block * CLASSES] = 0;
        free--;
        return block;
    }

    /** Gives up a block. */
    void close(int block) {
        if (block != NONE) {
            int from = block * CLASSES;
            Arrays.fill(counts, from, from + CLASSES, 0);
            counts[from] = firstFree;
            firstFree = block;
            free++;
        }
    }

    void count(int block, int status) {
        counts[block * CLASSES + (status < 600 ? status / 100 : 0)]++;
    }

    void merge(int block, OtherStatuses other, int otherBlock) {
        for (int i = 0; i < CLASSES; i++) {
            counts[block * CLASSES + i] += other.counts[otherBlock * CLASSES + i];
        }
    }

    /** The requests of a class other than 2. */
    long requests(int block, int statusClass) {
        return counts[block * CLASSES + statusClass];
    }

    /** Adds requests by class. */
    void add(int block, long[] requests) {
        for (int i = 0; i < CLASSES; i++) {
            counts[block * CLASSES + i] += requests[i];
        }
    }

    /** Sets an array to the requests by class. */
    void read(int block, long[] requests) {
        System.arraycopy(counts, block * CLASSES, requests, 0, CLASSES);
    }

    /** All requests that were not 2xx. */
    long sum(int block) {
        long sum = 0;
        for (int i = 0; i < CLASSES; i++) {
            sum += counts[block * CLASSES + i];
        }
        return sum;
    }

    void giveBack() {
        budget.giveBack(memory(blocks));
        counts = new long[0];
    }
}
