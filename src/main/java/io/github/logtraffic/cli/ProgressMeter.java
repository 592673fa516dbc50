package io.github.logtraffic.cli;

import io.github.logtraffic.engine.Pass;
import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Shows on a terminal how far a pass is, when it takes longer than half a second; wiped when it is done. */
final class ProgressMeter {
    private static final int FIRST_AFTER_MILLIS = 500;
    private static final int EVERY_MILLIS = 200;
    private static final double MEGABYTE = 1e6;
    private static final String WIPE = "\r\u001B[K";

    private final PrintStream err;
    private final Pass pass;
    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread thread = new Thread(this::show, "logtraffic-progress");

    private ProgressMeter(PrintStream err, Pass pass) {
        this.err = err;
        this.pass = pass;
    }

    /** Starts to show how far the pass is. */
    static ProgressMeter start(PrintStream err, Pass pass) {
        ProgressMeter meter = new ProgressMeter(err, pass);
        meter.thread.setDaemon(true);
        meter.thread.start();
        return meter;
    }

    private void show() {
        long startNanos = System.nanoTime();
        boolean shown = false;
        try {
            for (int wait = FIRST_AFTER_MILLIS; !done.await(wait, TimeUnit.MILLISECONDS); wait = EVERY_MILLIS) {
                err.print(WIPE + text(System.nanoTime() - startNanos));
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

    private String text(long elapsedNanos) {
        double read = pass.bytesRead();
        double inAll = pass.bytesInAll();
        double perSecond = read / (elapsedNanos / 1e9);
        String speed = String.format(Locale.ROOT, "%,.0f MB read, %,.0f MB/s", read / MEGABYTE, perSecond / MEGABYTE);
        return inAll <= 0 || read <= 0
                ? speed
                : String.format(
                        Locale.ROOT,
                        "%3.0f%%, %s, %.0f s left",
                        Math.min(100, read / inAll * 100),
                        speed,
                        Math.max(0, (inAll - read) / perSecond));
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
