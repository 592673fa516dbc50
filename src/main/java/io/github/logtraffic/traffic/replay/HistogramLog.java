package io.github.logtraffic.traffic.replay;

import io.github.logtraffic.traffic.replay.ReplayWatch.Intervals;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;
import org.jspecify.annotations.Nullable;

/**
 * Response times and service times, second by second, as HdrHistogram's tools read them: nanoseconds, under the tags {@code
 * response} and {@code service}. Written by a thread of its own, so that a slow disk delays no request.
 */
public final class HistogramLog implements AutoCloseable {
    private static final int MILLIS = 1_000;

    private final ReplayWatch watch;
    private final PrintStream out;
    private final HistogramLogWriter writer;
    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread thread = new Thread(this::writeAll, "logtraffic-hlog");

    /**
     * @param watch one that keeps times
     * @param out is flushed, and not closed
     */
    public HistogramLog(ReplayWatch watch, OutputStream out) {
        this.watch = watch;
        this.out = new PrintStream(out, false, StandardCharsets.US_ASCII);
        this.writer = new HistogramLogWriter(this.out);
    }

    /**
     * Begins to write.
     *
     * @param program who writes it
     * @param startMillis what time it is, since the epoch
     */
    public HistogramLog start(String program, long startMillis) {
        writer.outputComment("[Logged with " + program + "]");
        writer.outputLogFormatVersion();
        writer.outputStartTime(startMillis);
        writer.outputBaseTime(startMillis);
        writer.setBaseTime(startMillis);
        writer.outputLegend();
        take(watch.responseTimes()); // of what was before the start
        take(watch.serviceTimes());
        thread.setDaemon(true);
        thread.start();
        return this;
    }

    private static @Nullable Histogram take(@Nullable Intervals intervals) {
        return intervals == null ? null : intervals.take();
    }

    private void writeAll() {
        try {
            while (!done.await(MILLIS, TimeUnit.MILLISECONDS)) {
                write();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        write();
    }

    private void write() {
        write("response", take(watch.responseTimes()));
        write("service", take(watch.serviceTimes()));
    }

    private void write(String tag, @Nullable Histogram interval) {
        if (interval != null) {
            interval.setTag(tag);
            writer.outputIntervalHistogram(interval);
        }
    }

    /**
     * Writes the last interval, and ends.
     *
     * @throws IOException when not all could be written
     */
    @Override
    public void close() throws IOException {
        done.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (out.checkError()) {
            throw new IOException("cannot be written");
        }
    }
}
