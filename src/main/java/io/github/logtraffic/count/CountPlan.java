package io.github.logtraffic.count;

import io.github.logtraffic.count.key.EntryKey;
import io.github.logtraffic.identity.NetworkPrefix;
import java.util.List;

/**
 * What is counted. Tallies of the same plan can be merged.
 *
 * @param windowSeconds the length of the windows that peaks and percentiles are taken over, aligned to the epoch
 * @param coarseCellSeconds the length of the cells that a log's course is counted in; windows are a multiple of it
 * @param fineCellSeconds the length of the cells instead while the log is short; coarse cells are a multiple of it
 * @param mostFineCells how many fine cells a short log may span
 * @param prefix which part of an address is a client
 * @param keepHeaviestBy which clients, and which groups, to keep when there is no memory for all
 * @param groups what entries are grouped by besides clients, a table for each
 * @param seed of the hash functions; it changes no exact result
 */
public record CountPlan(
        int windowSeconds,
        int coarseCellSeconds,
        int fineCellSeconds,
        long mostFineCells,
        NetworkPrefix prefix,
        Weight keepHeaviestBy,
        List<EntryKey> groups,
        long seed) {
    /** What makes a client or a group heavy. */
    public enum Weight {
        /** Its requests. */
        REQUESTS,
        /** The bytes of the responses to them. */
        BYTES
    }

    /** Checks that cells add up. */
    public CountPlan {
        groups = List.copyOf(groups);
        if (windowSeconds < 1
                || fineCellSeconds < 1
                || coarseCellSeconds % fineCellSeconds != 0
                || windowSeconds % coarseCellSeconds != 0) {
            throw new IllegalArgumentException(
                    windowSeconds + " s, " + coarseCellSeconds + " s, " + fineCellSeconds + " s");
        }
    }
}
