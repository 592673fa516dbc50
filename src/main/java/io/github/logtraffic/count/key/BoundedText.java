package io.github.logtraffic.count.key;

import io.github.logtraffic.log.entry.ClientKey;
import java.util.Arrays;

/** Texts of a log as keys: one that is too long is cut, and ends in an ellipsis then. */
final class BoundedText {
    /** The most bytes of a key that are kept, lest a few lines of a megabyte each take all memory. */
    static final int MOST_BYTES = 8_192;

    private static final byte[] ABSENT = {'-'};
    private static final byte[] ELLIPSIS = {(byte) 0xE2, (byte) 0x80, (byte) 0xA6};

    private byte[] cut = ABSENT;

    /** Sets a key to a text; to {@code -} when it is empty. */
    void set(ClientKey key, byte[] bytes, int from, int to) {
        if (to <= from) {
            key.setName(ABSENT, 0, 1);
        } else if (to - from <= MOST_BYTES) {
            key.setName(bytes, from, to);
        } else {
            setCut(key, bytes, from);
        }
    }

    private void setCut(ClientKey key, byte[] bytes, int from) {
        int to = MOST_BYTES - ELLIPSIS.length;
        while ((bytes[from + to] & 0xC0) == 0x80 && to > MOST_BYTES - 2 * ELLIPSIS.length) {
            to--; // not within a character, if it is one
        }
        cut = Arrays.copyOf(Arrays.copyOfRange(bytes, from, from + to), to + ELLIPSIS.length);
        System.arraycopy(ELLIPSIS, 0, cut, to, ELLIPSIS.length);
        key.setName(cut, 0, cut.length);
    }
}
