package io.github.logtraffic.store;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A store that a report does not depend on: it throws nothing, and takes no time to speak of. What cannot be had within
 * {@link #PATIENCE} is not there; what is to be kept is taken over without waiting; a store that fails three times in a row
 * is not asked again. May be used by several threads.
 *
 * <p>Everything is done by one thread of its own, since neither names are resolved nor bytes are written to a connection
 * within a time that could be limited. It does not keep the program from ending, and lookups go before puts.
 */
public final class GuardedStore implements AutoCloseable {
    /** How long a lookup waits for the store, and closing for each value that is not kept yet. */
    public static final Duration PATIENCE = Duration.ofMillis(250);

    /** As much may wait to be kept; with more, values are left out. */
    static final long MOST_WAITING_BYTES = 64L << 20;

    /** For loading classes, which takes no server but on a busy machine a second. */
    private static final Duration PREPARATION_PATIENCE = Duration.ofSeconds(10);

    private final String shown;
    private final ResultStore store;
    private final Duration patience;
    private final BlockingDeque<FutureTask<?>> tasks = new LinkedBlockingDeque<>();
    private final FutureTask<?> preparation;
    private final StoreBooks books = new StoreBooks();
    private final Queue<Put> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicLong waitingBytes = new AtomicLong();
    private final AtomicBoolean isClosed = new AtomicBoolean();

    private GuardedStore(String shown, ResultStore store, Duration patience) {
        this.shown = shown;
        this.store = store;
        this.patience = patience;
        this.preparation = new FutureTask<>(() -> {
            store.prepare();
            return true;
        });
    }

    /**
     * Begins to make a store ready in the background; a server is not connected to before the first lookup.
     *
     * @param clock what tells whether something is expired
     */
    public static GuardedStore open(StoreLocation location, InstantSource clock) {
        return start(location.shown(), location.open(clock, PATIENCE), PATIENCE);
    }

    /** The same with a store that is open, and closed in the end; and with another patience. */
    static GuardedStore start(String shown, ResultStore store, Duration patience) {
        GuardedStore guarded = new GuardedStore(shown, store, patience);
        guarded.tasks.add(guarded.preparation);
        Thread thread = new Thread(guarded::work, "store");
        thread.setDaemon(true);
        thread.start();
        return guarded;
    }

    /** What the thread does: one thing after the other, until the store is closed. */
    private void work() {
        try {
            FutureTask<?> last;
            do {
                last = tasks.take();
                leaveOutIfGivenUp(last);
                last.run(); // nothing, when it is cancelled
            } while (!(last instanceof Closing));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // by nobody
        }
    }

    private void leaveOutIfGivenUp(FutureTask<?> task) {
        if (task instanceof Put put && books.isGivenUp() && put.cancel(false)) {
            books.putLeftOut();
        }
    }

    /** A value that is to be kept. */
    private final class Put extends FutureTask<Boolean> {
        private final int bytes;

        Put(String key, byte[] value, Duration ttl) {
            super(() -> {
                store.put(key, value, ttl);
                return true;
            });
            this.bytes = value.length;
        }

        @Override
        protected void done() {
            waiting.remove(this);
            waitingBytes.addAndGet(-bytes);
            try {
                if (!isCancelled()) { // else whoever did that has counted it
                    get();
                    books.kept();
                }
            } catch (ExecutionException e) {
                books.putFailed(StoreFailure.reason(e));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The last thing that the thread does. */
    private final class Closing extends FutureTask<Boolean> {
        Closing() {
            super(() -> {
                store.close();
                return true;
            });
        }
    }

    /**
     * Waits until the store is ready to be asked, which is no server's doing and is not counted against one; lookups do so
     * too. Whoever counts the time of several lookups calls it first.
     */
    public void awaitReadiness() {
        try {
            prepared();
        } catch (ExecutionException | TimeoutException e) {
            // which the lookups will find and say
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void prepared() throws ExecutionException, TimeoutException, InterruptedException {
        preparation.get(PREPARATION_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * What is kept under a key.
     *
     * @return null when there is nothing, or it could not be had
     */
    public byte @Nullable [] get(String key) {
        return get(key, patience);
    }

    /**
     * The same for one of several lookups that have a time together.
     *
     * @param atMost how long to wait, though not longer than {@link #PATIENCE}
     */
    public byte @Nullable [] get(String key, Duration atMost) {
        StoreKeys.checked(key);
        if (books.isGivenUp()) {
            books.lookupLeftOut();
            return null;
        }
        FutureTask<byte @Nullable []> lookup = new FutureTask<>(() -> store.get(key));
        try {
            prepared();
            tasks.addFirst(lookup);
            byte[] value = await(lookup, atMost.compareTo(patience) < 0 ? atMost : patience);
            books.lookedUp();
            return value;
        } catch (ExecutionException e) {
            books.lookupFailed(StoreFailure.reason(e));
        } catch (TimeoutException e) {
            books.lookupFailed(tooLate());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        lookup.cancel(false);
        tasks.remove(lookup);
        return null;
    }

    private String tooLate() {
        return "no answer within " + patience.toMillis() + " ms";
    }

    private static <T extends @Nullable Object> T await(Future<T> future, Duration time)
            throws ExecutionException, TimeoutException, InterruptedException {
        return future.get(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    /**
     * Keeps a value soon, if that is possible.
     *
     * @param value not to be changed any more
     * @param ttl how long to keep it, zero: as long as the place likes
     */
    public void put(String key, byte[] value, Duration ttl) {
        StoreKeys.checked(key);
        boolean isAlone = waitingBytes.getAndAdd(value.length) == 0;
        boolean isTooMuch = !isAlone && waitingBytes.get() > MOST_WAITING_BYTES;
        if (isTooMuch || books.isGivenUp()) {
            waitingBytes.addAndGet(-value.length);
            books.putLeftOut();
            return;
        }
        Put put = new Put(key, value, ttl);
        waiting.add(put);
        tasks.add(put);
    }

    /**
     * What to say at the end of a run, when the store is closed.
     *
     * @return one line without an end: where the store is, how much failed and why; null when nothing did
     */
    public @Nullable String problem() {
        long damaged = store.damaged();
        String damage = damaged == 0 ? null : damaged + (damaged == 1 ? " value was" : " values were") + " damaged";
        String summary =
                Stream.of(damage, books.summary()).filter(Objects::nonNull).collect(Collectors.joining("; "));
        return summary.isEmpty() ? null : shown + ": " + summary;
    }

    /** Waits {@link #PATIENCE} at most for each value that is not kept yet, and until the store is closed. */
    @Override
    public void close() {
        if (isClosed.getAndSet(true)) {
            return;
        }
        try {
            for (Put put = waiting.peek(); put != null; put = waiting.peek()) {
                finish(put);
            }
            Closing closing = new Closing();
            tasks.addFirst(closing);
            await(closing, patience);
        } catch (ExecutionException | TimeoutException e) {
            // nothing is lost by that
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void finish(Put put) throws InterruptedException {
        leaveOutIfGivenUp(put);
        try {
            if (!put.isCancelled()) {
                await(put, patience);
            }
        } catch (ExecutionException e) {
            // which it has counted itself
        } catch (TimeoutException e) {
            if (put.cancel(false)) {
                books.putFailed(tooLate());
            }
        }
        waiting.remove(put); // as it does itself, a moment after it could be seen that it is done
    }
}
