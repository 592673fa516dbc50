package io.github.logtraffic.count.key;

import io.github.logtraffic.log.entry.AccessLogEntry;
import io.github.logtraffic.log.entry.ClientKey;

/** The text of a field. */
public final class TextKey implements EntryKey {
    private final int slot;
    private final BoundedText text = new BoundedText();

    /**
     * @param slot of the text in an entry
     */
    public TextKey(int slot) {
        this.slot = slot;
    }

    @Override
    public void read(AccessLogEntry entry, ClientKey key) {
        text.set(key, entry.textBytes(slot), entry.textFrom(slot), entry.textTo(slot));
    }

    @Override
    public EntryKey fresh() {
        return new TextKey(slot);
    }
}
