package io.github.logtraffic.cli;

import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;

/** Shows on a terminal how far something is, when it takes longer than half a second; wiped when it is done. */
final class ProgressMeter {
    private static final int FIRST_AFTER_MILLIS = 500;
    private static final int EVERY_MILLIS = 200;
    private static final String WIPE = "\r\u001B[K";

    private final PrintStream err;
    private final LongFunction<String> text;
    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread thread = new Thread(this::show, "logtraffic-progress");

    private ProgressMeter(PrintStream err, LongFunction<String> text) {
        this.err = err;
        this.text = text;
    }

    /** One that shows nothing. */
    static ProgressMeter hidden(PrintStream err) {
        return new ProgressMeter(err, elapsedNanos -> "");
    }

    /**
     * Starts to show how far it is.
     *
     * @param text says it, so many nanoseconds after the start
     */
    static ProgressMeter start(PrintStream err, LongFunction<String> text) {
        ProgressMeter meter = new ProgressMeter(err, text);
        meter.thread.setDaemon(true);
        meter.thread.start();
        return meter;
    }

    private void show() {
        long startNanos = System.nanoTime();
        boolean shown = false;
        try {
            for (int wait = FIRST_AFTER_MILLIS; !done.await(wait, TimeUnit.MILLISECONDS); wait = EVERY_MILLIS) {
                err.print(WIPE + text.apply(System.nanoTime() - startNanos));
                err.flush();
                shown = true;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (shown) {
            err.print(WIPE);
            err.flush();
        }
    }

    /** Ends it. */
    void close() {
        done.countDown();
        try {
            thread.join(EVERY_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
