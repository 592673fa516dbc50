package io.github.logtraffic.analysis;

import io.github.logtraffic.count.TallyFormException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Does something to each of many things, by several threads. */
final class ParallelSteps {
    private ParallelSteps() {}

    /** What is done to each. */
    interface Step<T> {
        /** Does it. */
        void take(T one) throws TallyFormException;
    }

    /**
     * Does it to all, and throws what one of the threads has thrown.
     *
     * @param isStopped whether what is not begun yet is to be left out
     */
    static <T> void run(List<T> all, int threads, Step<T> step, BooleanSupplier isStopped) throws TallyFormException {
        AtomicInteger next = new AtomicInteger();
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        List<Thread> started = new ArrayList<>();
        for (int i = 0; i < Math.min(threads, all.size()); i++) {
            Thread thread = new Thread(
                    () -> {
                        try {
                            for (int at; (at = next.getAndIncrement()) < all.size() && !isStopped.getAsBoolean(); ) {
                                step.take(all.get(at));
                            }
                        } catch (TallyFormException e) {
                            failure.compareAndSet(null, e);
                        }
                    },
                    "logtraffic-kept-" + i);
            thread.setUncaughtExceptionHandler((failed, thrown) -> failure.compareAndSet(null, thrown));
            thread.start();
            started.add(thread);
        }
        boolean isInterrupted = false;
        for (Thread thread : started) {
            isInterrupted |= await(thread);
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
        throwIfAny(failure.get());
    }

    /** Waits for the end of a thread, which may be writing, and says whether anybody has interrupted that. */
    private static boolean await(Thread thread) {
        boolean isInterrupted = false;
        while (true) {
            try {
                thread.join();
                return isInterrupted;
            } catch (InterruptedException e) {
                isInterrupted = true;
            }
        }
    }

    private static void throwIfAny(@Nullable Throwable thrown) throws TallyFormException {
        if (thrown instanceof Error e) {
            throw e;
        } else if (thrown instanceof RuntimeException e) {
            throw e;
        } else if (thrown instanceof TallyFormException e) {
            throw e;
        }
    }
}
