package io.github.logtraffic.traffic.limit;

import java.util.Arrays;

/**
 * Some longs for each key. Slots are dense, in pages that never move, so that a table grows without being copied; an index
 * of hashes finds them.
 */
final class KeySlots {
    private static final int KEY_LONGS = 2;
    private static final int PAGE_SHIFT = 10;
    private static final int PAGE_SLOTS = 1 << PAGE_SHIFT;
    private static final long SLOT = 0xFFFF_FFFFL;

    /** Which slots stay. */
    interface SlotTest {
        boolean keeps(long[] page, int at);
    }

    private final int slotLongs;
    private final int leastSlots;
    private final KeyHash scratch;
    private long[][] pages = new long[0][];
    private int size;
    private int limit;

    /** The upper half of a hash above the number of the slot, which is counted from 1. */
    private long[] index;

    /**
     * @param longs how many a key has
     * @param leastSlots how many keys there is room for at first
     */
    KeySlots(int longs, int leastSlots, long seed) {
        this.slotLongs = KEY_LONGS + longs;
        this.leastSlots = leastSlots;
        this.scratch = new KeyHash(seed);
        this.limit = leastSlots;
        this.index = new long[indexLength(limit)];
    }

    private static int indexLength(int slots) {
        return Integer.highestOneBit(Math.max(4, slots)) << 2;
    }

    int size() {
        return size;
    }

    boolean isFull() {
        return size == limit;
    }

    /** The array that a key's longs are in. */
    long[] page(int slot) {
        return pages[slot >>> PAGE_SHIFT];
    }

    /** Where in it they begin. */
    int at(int slot) {
        return (slot & (PAGE_SLOTS - 1)) * slotLongs + KEY_LONGS;
    }

    /** Sets a key to that of a slot. */
    void readKey(int slot, KeyHash key) {
        long[] page = page(slot);
        int at = at(slot) - KEY_LONGS;
        key.set(page[at], page[at + 1]);
    }

    /** The slot of a key, -1 when it has none. */
    int find(KeyHash key) {
        int mask = index.length - 1;
        for (int i = (int) key.hash() & mask; index[i] != 0; i = (i + 1) & mask) {
            if ((index[i] ^ key.hash()) >>> Integer.SIZE == 0) {
                int slot = (int) (index[i] & SLOT) - 1;
                long[] page = page(slot);
                int at = at(slot) - KEY_LONGS;
                if (page[at] == key.high() && page[at + 1] == key.low()) {
                    return slot;
                }
            }
        }
        return -1;
    }

    /** Adds a key that has no slot, with zeros; there must be room. */
    int add(KeyHash key) {
        int slot = size++;
        if (slot >>> PAGE_SHIFT == pages.length) {
            pages = Arrays.copyOf(pages, pages.length + 1);
            pages[pages.length - 1] = new long[PAGE_SLOTS * slotLongs];
        }
        long[] page = page(slot);
        int at = at(slot) - KEY_LONGS;
        Arrays.fill(page, at, at + slotLongs, 0);
        page[at] = key.high();
        page[at + 1] = key.low();
        enter(slot, key.hash());
        return slot;
    }

    private void enter(int slot, long hash) {
        int mask = index.length - 1;
        int i = (int) hash & mask;
        while (index[i] != 0) {
            i = (i + 1) & mask;
        }
        index[i] = (hash & ~SLOT) | (slot + 1);
    }

    /** Gives back all slots but some, and makes room for as many keys as stay. Slots change their numbers. */
    void keep(SlotTest test) {
        int kept = 0;
        for (int slot = 0; slot < size; slot++) {
            if (test.keeps(page(slot), at(slot))) {
                if (kept != slot) {
                    int from = at(slot) - KEY_LONGS;
                    System.arraycopy(page(slot), from, page(kept), at(kept) - KEY_LONGS, slotLongs);
                }
                kept++;
            }
        }
        size = kept;
        limit = Math.max(leastSlots, 2 * size);
        pages = Arrays.copyOf(pages, Math.min(pages.length, (size + PAGE_SLOTS - 1) / PAGE_SLOTS));
        index = new long[indexLength(limit)];
        for (int slot = 0; slot < size; slot++) {
            readKey(slot, scratch);
            enter(slot, scratch.hash());
        }
    }
}
