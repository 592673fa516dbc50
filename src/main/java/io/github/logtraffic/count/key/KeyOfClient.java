package io.github.logtraffic.count.key;

import io.github.logtraffic.log.entry.AccessLogEntry;
import io.github.logtraffic.log.entry.ClientKey;

/** A key that depends on the client alone: what is known of each client says all of its groups. */
public interface KeyOfClient extends EntryKey {
    /**
     * Writes the key of a client.
     *
     * @param key is set; it stays as it is until the next one is read
     */
    void read(ClientKey client, ClientKey key);

    @Override
    default void read(AccessLogEntry entry, ClientKey key) {
        read(entry.client(), key);
    }
}
