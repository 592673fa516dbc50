package io.github.logtraffic.count;

import io.github.logtraffic.log.entry.ClientKey;
import org.jspecify.annotations.Nullable;

/** How many different clients there were: exactly while that takes little memory, an estimate when there are very many. */
public final class ClientCount {
    private static final int FIRST_LENGTH = 1 << 10;

    /** In a table of 16 MB; two of them have the same hash with a probability of 3 in 100,000,000. */
    private static final int MOST_EXACT = 1 << 20;

    private final long seed;
    private final int mostExact;
    private long[] hashes = new long[FIRST_LENGTH];
    private int size;
    private @Nullable DistinctCount sketch;

    /**
     * @param seed that whoever writes the log does not know
     */
    public ClientCount(long seed) {
        this(seed, MOST_EXACT);
    }

    ClientCount(long seed, int mostExact) {
        this.seed = seed;
        this.mostExact = mostExact;
    }

    /** Adds a client, again or for the first time. */
    public void add(ClientKey client) {
        long hash = client.isName()
                ? SeededHash.of(client.nameBytes(), client.nameFrom(), client.nameTo(), seed)
                : SeededHash.of(client.high(), client.low(), seed);
        if (sketch != null) {
            sketch.add(hash);
        } else if (enter(hashes, hash == 0 ? 1 : hash) && 2 * ++size > hashes.length) {
            grow();
        }
    }

    private static boolean enter(long[] table, long hash) {
        int i = (int) hash & (table.length - 1);
        while (table[i] != 0) {
            if (table[i] == hash) {
                return false;
            }
            i = (i + 1) & (table.length - 1);
        }
        table[i] = hash;
        return true;
    }

    private void grow() {
        if (size >= mostExact) {
            sketch = new DistinctCount();
            for (long hash : hashes) {
                if (hash != 0) {
                    sketch.add(hash);
                }
            }
            hashes = new long[0];
        } else {
            long[] longer = new long[2 * hashes.length];
            for (long hash : hashes) {
                if (hash != 0) {
                    enter(longer, hash);
                }
            }
            hashes = longer;
        }
    }

    /** How many there were, about. */
    public long count() {
        return sketch == null ? size : sketch.estimate();
    }

    /** How far that may be off, at three standard deviations; 0 when it is exact. */
    public long error() {
        return sketch == null ? 0 : sketch.error();
    }
}
