package io.github.logtraffic.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns Ctrl-C into an early end: what is running is told to stop, and has some time to report what it has.
 *
 * <p>The virtual machine ends when its shutdown hooks return, with the exit code of the signal; the hook waits until the
 * report is out.
 */
final class Interrupts {
    private static final int SECONDS_TO_REPORT = 60;

    private final CountDownLatch finished = new CountDownLatch(1);

    /** Calls this when the user interrupts. */
    void onInterrupt(Runnable stop) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> interrupt(stop), "logtraffic-interrupt"));
    }

    private void interrupt(Runnable stop) {
        if (finished.getCount() == 0) {
            return; // an exit like any other
        }
        stop.run();
        try {
            finished.await(SECONDS_TO_REPORT, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Says that everything is reported. */
    void finish() {
        finished.countDown();
    }
}
