package io.github.logtraffic.traffic.replay;

import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;
import org.jspecify.annotations.Nullable;

/** How a replay goes, for other threads than the one that sends. */
public final class ReplayWatch {
    private static final int FIRST_SERVER_ERROR = 500;

    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong ended = new AtomicLong();
    private final AtomicLong errors = new AtomicLong();
    private final @Nullable Intervals responseTimes;
    private final @Nullable Intervals serviceTimes;
    private volatile boolean wasFull;

    /** @param keepsTimes whether a {@link HistogramLog} is to be written */
    public ReplayWatch(boolean keepsTimes) {
        responseTimes = keepsTimes ? new Intervals() : null;
        serviceTimes = keepsTimes ? new Intervals() : null;
    }

    /** Response and service times by interval, which one thread adds to and another one takes away. */
    static final class Intervals {
        private static final long MICRO_NANOS = 1_000;
        private static final long HOUR_NANOS = 3_600_000_000_000L;
        private static final int DIGITS = 3;

        private final SingleWriterRecorder recorder = new SingleWriterRecorder(MICRO_NANOS, HOUR_NANOS, DIGITS);
        private @Nullable Histogram last;

        private void add(long nanos) {
            recorder.recordValue(Math.max(0, Math.min(nanos, HOUR_NANOS)));
        }

        /** What was added since the last call; to be used before the next one. */
        Histogram take() {
            last = recorder.getIntervalHistogram(last);
            return last;
        }
    }

    /** Says that a run begins, of which this one is to tell whether it {@link #wasFull}. */
    public void begin() {
        wasFull = false;
    }

    void sent() {
        sent.incrementAndGet();
    }

    void answered(Exchange exchange, long nowNanos) {
        ended.incrementAndGet();
        if (exchange.status() >= FIRST_SERVER_ERROR) {
            errors.incrementAndGet();
        }
        if (responseTimes != null && serviceTimes != null) {
            responseTimes.add(nowNanos - exchange.dueNanos());
            serviceTimes.add(nowNanos - exchange.sentNanos());
        }
    }

    void failed() {
        ended.incrementAndGet();
        errors.incrementAndGet();
    }

    /** Says that a request that had waited for a connection, or under the ceiling, is not sent after all. */
    void dropped() {
        sent.decrementAndGet();
    }

    /** Says that no more requests may be in flight than are. */
    void full() {
        wasFull = true;
    }

    @Nullable
    Intervals responseTimes() {
        return responseTimes;
    }

    @Nullable
    Intervals serviceTimes() {
        return serviceTimes;
    }

    /** How many requests were sent so far, or wait for a connection. */
    public long sentSoFar() {
        return sent.get();
    }

    /** How many of them are neither answered nor have failed. */
    public long inFlight() {
        return Math.max(0, sent.get() - ended.get());
    }

    /** How many failed, or were answered with 5xx. */
    public long errors() {
        return errors.get();
    }

    /** Whether there were at any time as many requests in flight as there may be. */
    public boolean wasFull() {
        return wasFull;
    }
}
