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

    /** Hashes put aside: looked for one by one, each waits for its place in a table that is in no cache of the processor. */
    private final long[] waiting = new long[128];

    private int waits;
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
        waiting[waits++] = hash == 0 ? 1 : hash;
        if (waits == waiting.length) {
            enterWaiting();
        }
    }

    private void enterWaiting() {
        int fresh = 0;
        for (int i = 0; i < waits; i++) { // the places of all are asked for at the same time
            long hash = waiting[i];
            if (sketch != null || hashes[(int) hash & (hashes.length - 1)] != hash) {
                waiting[fresh++] = hash;
            }
        }
        for (int i = 0; i < fresh; i++) {
            if (sketch != null) {
                sketch.add(waiting[i]);
            } else if (enter(hashes, waiting[i]) && 2 * ++size > hashes.length) {
                grow();
            }
        }
        waits = 0;
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
        enterWaiting();
        return sketch == null ? size : sketch.estimate();
    }

    /** How far that may be off, at three standard deviations; 0 when it is exact. */
    public long error() {
        enterWaiting();
        return sketch == null ? 0 : sketch.error();
    }
}
