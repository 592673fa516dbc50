package io.github.logtraffic.traffic.limit;

import io.github.logtraffic.count.SeededHash;
import io.github.logtraffic.log.entry.ClientKey;

/**
 * A key as 128 bits: those of an address, or two hashes of a name with secret seeds. Two names of ten million are taken for one
 * with a probability of 10<sup>-25</sup>; in return names need not be kept.
 */
final class KeyHash {
    private static final long OTHER_SEED = 0x9E3779B97F4A7C15L;

    private final long seed;
    private long high;
    private long low;
    private long hash;

    /**
     * @param seed that whoever writes the log does not know
     */
    KeyHash(long seed) {
        this.seed = seed;
    }

    void set(ClientKey key) {
        if (key.isName()) {
            high = SeededHash.of(key.nameBytes(), key.nameFrom(), key.nameTo(), seed);
            low = SeededHash.of(key.nameBytes(), key.nameFrom(), key.nameTo(), seed ^ OTHER_SEED);
        } else {
            high = key.high();
            low = key.low();
        }
        hash = SeededHash.of(high, low, seed);
    }

    /** Makes this the key of those 128 bits. */
    void set(long newHigh, long newLow) {
        high = newHigh;
        low = newLow;
        hash = SeededHash.of(newHigh, newLow, seed);
    }

    long high() {
        return high;
    }

    long low() {
        return low;
    }

    long hash() {
        return hash;
    }
}
