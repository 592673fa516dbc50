package io.github.logtraffic.count.key;

import io.github.logtraffic.log.entry.AccessLogEntry;
import io.github.logtraffic.log.entry.ClientKey;
import io.github.logtraffic.log.entry.Swar;

/** The first segments of a path: of {@code /a/b/c}, {@code /a/b/} and {@code /a/b} the first two are {@code /a/b}. */
public final class SegmentsKey implements EntryKey {
    private final int slot;
    private final int segments;
    private final BoundedText text = new BoundedText();

    /**
     * @param slot of the path in an entry
     * @param segments how many, at least 1
     */
    public SegmentsKey(int slot, int segments) {
        this.slot = slot;
        this.segments = segments;
    }

    @Override
    public void read(AccessLogEntry entry, ClientKey key) {
        byte[] bytes = entry.textBytes(slot);
        int from = entry.textFrom(slot);
        int to = entry.textTo(slot);
        int end = from;
        if (from < to && bytes[from] == '/') {
            end++;
        }
        end = Swar.indexOf(bytes, end, to, (byte) '/');
        for (int more = segments - 1; more > 0 && end < to; more--) {
            end = Swar.indexOf(bytes, end + 1, to, (byte) '/');
        }
        text.set(key, bytes, from, end);
    }

    @Override
    public EntryKey fresh() {
        return new SegmentsKey(slot, segments);
    }
}
