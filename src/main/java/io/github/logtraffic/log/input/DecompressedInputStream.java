package io.github.logtraffic.log.input;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * What a decompressor gives out, with one kind of failure: some throw runtime exceptions at corrupted data, which is the
 * world's error and not ours.
 */
final class DecompressedInputStream extends FilterInputStream {
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
            return in.read(bytes, offset, length);
        } catch (RuntimeException e) {
            throw new IOException("corrupted: " + e.getMessage(), e);
        }
    }
}
