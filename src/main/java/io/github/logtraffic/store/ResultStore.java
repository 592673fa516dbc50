package io.github.logtraffic.store;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place where values are kept under keys, for a time or until they are in the way. Opened by {@link StoreLocation#open};
 * used by one thread at a time. Nothing is connected to before the first value is asked for.
 *
 * <p>Keys are 1 to 200 of {@code A-Z a-z 0-9 : . _ -}; other ones are refused by an {@link IllegalArgumentException}.
 */
public interface ResultStore extends AutoCloseable {
    /** What keys begin with whose names are listed by {@link #names}. */
    String PUBLISHED = "name:";

    /** What is returned in place of a number of entries that the place does not tell. */
    long UNKNOWN = -1;

    /**
     * Loads what it takes to use the place, without talking to it: what this machine has to do by itself should not count as
     * time that a server took.
     *
     * @throws IOException when something is missing
     */
    default void prepare() throws IOException {}

    /**
     * What is kept under a key.
     *
     * @return what was put there; null when there is nothing, or something that is expired, damaged or foreign
     * @throws IOException when the place cannot be asked
     */
    default byte @Nullable [] get(String key) throws IOException {
        KeptValue kept = kept(key);
        return kept == null ? null : kept.value();
    }

    /** The same, and when it was put there. */
    @Nullable
    KeptValue kept(String key) throws IOException;

    /** How many of the values that were asked for were there, but damaged. */
    long damaged();

    /**
     * Keeps a value in place of what was kept under its key. Whoever looks meanwhile, or after a failure, sees the old value,
     * the new one or none.
     *
     * @param value tens of megabytes at most
     * @param ttl how long to keep it, zero: as long as the place likes
     * @throws IOException when it cannot be kept
     */
    void put(String key, byte[] value, Duration ttl) throws IOException;

    /**
     * The names that values were published by: what comes behind {@link #PUBLISHED} in their keys.
     *
     * @param prefix what the names begin with, of the characters of keys; empty for all
     * @return sorted; there may be names whose value has been lost
     * @throws IOException when the place cannot be asked
     */
    List<String> names(String prefix) throws IOException;

    /**
     * How much is kept.
     *
     * @throws IOException when the place cannot be asked
     */
    StoreStat stat() throws IOException;

    /**
     * Forgets all that this program has put there, and nothing else.
     *
     * @return how many entries that were, or {@link #UNKNOWN}
     * @throws IOException when that fails, maybe halfway
     */
    long clear() throws IOException;

    /**
     * Forgets what is expired, and what was put longer ago than a time.
     *
     * @return how many entries that were, or {@link #UNKNOWN} from a place that {@link #prunesItself}
     * @throws IOException when that fails, maybe halfway
     */
    long prune(Duration olderThan) throws IOException;

    /** Whether the place throws out by itself what is expired or old, and cannot be asked to. */
    default boolean prunesItself() {
        return false;
    }

    @Override
    void close() throws IOException;
}
