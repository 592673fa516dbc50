package io.github.logtraffic.log.input;

import java.io.IOException;
import java.io.InputStream;

/** The first bytes of a stream. */
final class PartInputStream extends BlockInputStream {
    private final InputStream in;
    private long left;

    PartInputStream(InputStream in, long length) {
        this.in = in;
        this.left = length;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (left <= 0) {
            return -1;
        }
        int count = in.read(bytes, offset, (int) Math.min(length, left));
        left -= Math.max(0, count);
        return count;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
