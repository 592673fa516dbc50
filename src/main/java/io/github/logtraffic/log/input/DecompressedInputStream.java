package io.github.logtraffic.log.input;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * What a decompressor gives out, with one kind of failure: some throw runtime exceptions at corrupted data, which is the
 * world's error and not ours.
 */
final class DecompressedInputStream extends FilterInputStream {
    /** Some forget what a read has given so far when it fails later on; so much can be lost of a log that was cut off. */
    private static final int MOST_AT_ONCE = 4_096;

    DecompressedInputStream(InputStream decompressor) {
        super(decompressor);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        try {
            return in.read(bytes, offset, Math.min(length, MOST_AT_ONCE));
        } catch (RuntimeException e) {
            throw new IOException("corrupted: " + e.getMessage(), e);
        }
    }
}
