package io.github.logtraffic.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How much a store keeps.
 *
 * @param entries how many values
 * @param bytes how much they take, as they are kept
 * @param oldest when the first of them was put; null when there is none or the place does not tell
 * @param newest when the last of them was put; null likewise
 * @param includesOthers whether entries and bytes are of all that is kept in that place, by whomever
 */
public record StoreStat(
        long entries,
        long bytes,
        @Nullable Instant oldest,
        @Nullable Instant newest,
        boolean includesOthers) {
    /** Of a store without entries. */
    static final StoreStat NOTHING = new StoreStat(0, 0, null, null, false);

    /** The same with one more entry. */
    StoreStat with(long size, @Nullable Instant put) {
        boolean isOldest = put != null && (oldest == null || put.isBefore(oldest));
        boolean isNewest = put != null && (newest == null || put.isAfter(newest));
        return new StoreStat(
                entries + 1, bytes + size, isOldest ? put : oldest, isNewest ? put : newest, includesOthers);
    }
}
