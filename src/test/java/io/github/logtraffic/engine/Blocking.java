package io.github.logtraffic.engine;

import io.github.logtraffic.log.input.LogSource;
import io.github.logtraffic.reference.Latin1;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.CountDownLatch;

/** A log that, behind its bytes, neither ends nor goes on until it is released, as a terminal does. */
final class Blocking extends FilterInputStream {
    private final CountDownLatch reader = new CountDownLatch(1);
    private final CountDownLatch end = new CountDownLatch(1);

    Blocking(String log) {
        super(new ByteArrayInputStream(Latin1.bytes(log)));
    }

    LogSource source() {
        return LogSource.stream("blocking", this);
    }

    /** Waits until somebody waits for more. */
    void awaitReader() throws InterruptedException {
        reader.await();
    }

    /** Lets it end. */
    void release() {
        end.countDown();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = super.read(bytes, offset, length);
        if (count < 0) {
            reader.countDown();
            awaitEnd();
        }
        return count;
    }

    private void awaitEnd() throws InterruptedIOException {
        try {
            end.await();
        } catch (InterruptedException e) {
            throw new InterruptedIOException();
        }
    }
}
