package io.github.logtraffic.count;

import io.github.logtraffic.log.entry.Swar;

/**
 * Hashes that whoever writes the log cannot foresee: numbers are combined with a secret seed and folded by a
 * multiplication to 128 bits (the "mum" of Wang Yi's wyhash).
 */
public final class SeededHash {
    private static final long ODD_1 = 0xA0761D6478BD642FL;
    private static final double GOLDEN = 0.618033988749895; // steps of it fill a circle evenly, however many there are
    private static final long ODD_2 = 0xE7037ED1A0B428DBL;

    private SeededHash() {}

    /**
     * The i-th slot of a table in an order that visits each once and is not the order of their hashes. Whoever fills one
     * table from another needs that: in the order of hashes, the first half of the one falls onto the same places of a
     * smaller other and makes runs of taken slots whose length grows with the table.
     *
     * @param capacity a power of two
     */
    static int scattered(int i, int capacity) {
        return i * ((int) (capacity * GOLDEN) | 1) & (capacity - 1);
    }

    /** The hash of a number of 128 bits. */
    public static long of(long high, long low, long seed) {
        return fold(fold(low ^ seed, ODD_1) ^ high ^ ODD_2, seed | 1);
    }

    /** The hash of some bytes. */
    public static long of(byte[] bytes, int from, int to, long seed) {
        long hash = seed ^ (to - from);
        int at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            hash = fold(hash ^ Swar.word(bytes, at), ODD_1 ^ seed);
        }
        long rest = 0;
        for (; at < to; at++) {
            rest = rest << Byte.SIZE | (bytes[at] & 0xFF);
        }
        return fold(hash ^ rest, ODD_2 ^ seed);
    }

    private static long fold(long one, long other) {
        return Math.multiplyHigh(one, other) ^ one * other;
    }
}
