package io.github.logtraffic.log.input;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.LongAdder;

/** Tells a counter how many bytes were read. */
final class CountingInputStream extends BlockInputStream {
    private final InputStream in;
    private final LongAdder counter;

    CountingInputStream(InputStream in, LongAdder counter) {
        this.in = in;
        this.counter = counter;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = in.read(bytes, offset, length);
        if (count > 0) {
            counter.add(count);
        }
        return count;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
