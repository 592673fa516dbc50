package io.github.logtraffic.traffic.balance;

import io.github.logtraffic.log.entry.ClientKey;
import org.jspecify.annotations.Nullable;

/** Chooses backends, one request after the other. Backends are numbered from 0 in the order given. */
public interface Picker {
    /** No backend. */
    int NONE = -1;

    /**
     * Chooses the backend of a new request.
     *
     * @param key what the request is hashed by: an address, or the bytes of a text, which may be empty; null when it has
     *     none. Ignored by policies that hash nothing
     * @param nowMicros the time, in microseconds since 1970, never less than in the call before
     * @return its number, {@link #NONE} when there is none to send the request to
     */
    int pick(@Nullable ClientKey key, long nowMicros);

    /**
     * Chooses again for the same request, after the backend chosen last {@link #failed}. Only balancers that learn of
     * outages that way do.
     *
     * @return {@link #NONE} when there is none left
     */
    default int retry(long nowMicros) {
        return NONE;
    }

    /** Says that a backend, of those chosen, could not be reached. */
    default void failed(int backend, long nowMicros) {}

    /** Says that it is known by other means that a backend which failed can be chosen again. */
    default void recovered(int backend) {}

    /**
     * Says that a backend answered a request.
     *
     * @param tookMicros how long that took
     */
    default void ended(int backend, long nowMicros, long tookMicros) {}
}
