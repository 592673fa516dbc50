package io.github.logtraffic.traffic.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** What is to be sent, from the thread that reads the log to the one that sends. */
final class Inbox {
    /**
     * So much that a reader that is held up for some hundredths of a second holds up nothing, and so little that it is soon
     * copied when garbage is collected, during which nothing is sent.
     */
    private static final int CAPACITY = 2_048;

    /**
     * Polled, and so seldom that there is room for many requests then: a thread that is woken for each of them takes as long
     * as sending them.
     */
    private static final int MILLIS_WHEN_FULL = 5;

    private final Queue<DueRequest> queue = new ArrayBlockingQueue<>(CAPACITY);
    private final AtomicBoolean isAwaited = new AtomicBoolean(true);
    private final Runnable wake;
    private volatile boolean isEnded;
    private volatile boolean isClosed;

    /** @param wake is run by the reading thread when there is something for a sender that had found nothing */
    Inbox(Runnable wake) {
        this.wake = wake;
    }

    /** Adds a request; waits while there is no room. Returns whether more are wanted; not when the thread is interrupted. */
    boolean put(DueRequest request) {
        while (!isClosed) {
            if (queue.offer(request)) {
                wakeSender();
                return true;
            }
            try {
                TimeUnit.MILLISECONDS.sleep(MILLIS_WHEN_FULL);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return false;
    }

    /** Says that there will be no more. */
    void end() {
        isEnded = true;
        wakeSender();
    }

    private void wakeSender() {
        if (isAwaited.get() && isAwaited.compareAndSet(true, false)) {
            wake.run();
        }
    }

    /** The next request; null when there is none, and then the sender is woken when there is. */
    @Nullable
    DueRequest poll() {
        DueRequest next = queue.poll();
        if (next == null) {
            isAwaited.set(true);
            next = queue.poll(); // one that was put before it could be seen that it is awaited
            if (next != null) {
                isAwaited.set(false);
            }
        }
        return next;
    }

    /** Whether all was taken that there will ever be. */
    boolean isExhausted() {
        return isEnded && queue.isEmpty();
    }

    /** Says that nobody wants any more; what is left, so that the reader does not wait for room. */
    List<DueRequest> close() {
        isClosed = true;
        isEnded = true;
        List<DueRequest> left = new ArrayList<>();
        for (DueRequest next = queue.poll(); next != null; next = queue.poll()) {
            left.add(next);
        }
        return left;
    }
}
