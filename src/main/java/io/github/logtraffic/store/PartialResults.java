package io.github.logtraffic.store;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What was worked out once, by keys; it may forget anything at any time. */
public interface PartialResults {
    /**
     * What was put under a key, from this or another process.
     *
     * @param patience how long to wait for it
     * @return null when it is not there, or cannot be had in time
     */
    byte @Nullable [] get(String key, Duration patience);

    /** Keeps something under a key, if it can. */
    void put(String key, byte[] value);
}
