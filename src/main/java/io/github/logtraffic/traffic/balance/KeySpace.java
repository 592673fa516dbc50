package io.github.logtraffic.traffic.balance;

import io.github.logtraffic.count.NumberedKeys;
import io.github.logtraffic.log.entry.AccessLogEntry;
import io.github.logtraffic.log.entry.ClientKey;
import org.jspecify.annotations.Nullable;

/** The keys of one kind: that of the request at hand, and all there were. */
final class KeySpace {
    private final int index;
    private final KeyReader reader;
    private final NumberedKeys table;
    private final ClientKey key = new ClientKey();
    private boolean isThere;
    private int number;

    /** @param index of its column in a batch */
    KeySpace(int index, KeyReader reader, NumberedKeys table) {
        this.index = index;
        this.reader = reader;
        this.table = table;
    }

    int index() {
        return index;
    }

    /** Takes the key of the next request. */
    void read(AccessLogEntry entry) {
        isThere = reader.read(entry, key);
        number = isThere ? table.count(key) : NumberedKeys.UNKNOWN;
    }

    /** The key of the request at hand, null when it has none. */
    @Nullable
    ClientKey key() {
        return isThere ? key : null;
    }

    /** Its number, {@link NumberedKeys#UNKNOWN} when it has none or the table is full. */
    int number() {
        return number;
    }

    NumberedKeys table() {
        return table;
    }
}
