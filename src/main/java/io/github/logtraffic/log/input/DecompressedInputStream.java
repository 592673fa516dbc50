package io.github.logtraffic.log.input;

import java.io.IOException;
import java.io.InputStream;

/**
 * What a decompressor gives out, with one kind of failure: some throw runtime exceptions at corrupted data, which is the
 * world's error and not ours.
 */
final class DecompressedInputStream extends BlockInputStream {
    /** Some forget what a read has given so far when it fails later on; so much can be lost of a log that was cut off. */
    private static final int MOST_AT_ONCE = 4_096;

    private final InputStream in;

    DecompressedInputStream(InputStream decompressor) {
        in = decompressor;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        try {
            return in.read(bytes, offset, Math.min(length, MOST_AT_ONCE));
        } catch (RuntimeException e) {
            throw new IOException("corrupted: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
