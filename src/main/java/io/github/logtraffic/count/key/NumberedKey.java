package io.github.logtraffic.count.key;

import io.github.logtraffic.log.entry.ClientKey;

/** A key that depends on the client alone, and of which a number is known sooner than the key itself. */
public interface NumberedKey extends EntryKey {
    /** The number of the key of a client, from 1; there are few, without large gaps, and they are those of one process. */
    int number(ClientKey client);

    /** Writes the key that has a number. */
    void read(int number, ClientKey key);
}
