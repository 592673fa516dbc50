package io.github.logtraffic.count.key;

import io.github.logtraffic.log.entry.AccessLogEntry;
import io.github.logtraffic.log.entry.ClientAddress;
import io.github.logtraffic.log.entry.ClientKey;

/** Which group an entry belongs to. It may remember the entry before: each thread has its own. */
public interface EntryKey {
    /**
     * Writes the entry's key; {@code -} when the entry has none.
     *
     * @param key is set; it stays as it is until the next entry
     */
    void read(AccessLogEntry entry, ClientKey key);

    /** The same key for another thread. */
    EntryKey fresh();

    /** A key that was read, as reports write it. */
    default String text(ClientAddress key) {
        return key.toString();
    }
}
