package io.github.logtraffic.store;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The use of a store that the user has asked about, and not only the report: what goes wrong is said, and it is waited for
 * longer, but not for ever. Of writing to a connection, and of finding a host's address, nothing else limits the time.
 */
public final class PatientUse {
    /** How long all of it may take. */
    public static final Duration PATIENCE = Duration.ofSeconds(10);

    private PatientUse() {}

    /** What is done with a store. */
    public interface Use<T> {
        /** Does it. */
        T of(ResultStore store) throws IOException;
    }

    /**
     * Opens a store, uses it and closes it, in a thread that is left alone when that takes too long.
     *
     * @param patience how long all of it may take
     * @throws IOException when the store fails, or takes too long
     */
    public static <T> T of(StoreLocation location, Duration patience, Use<T> use) throws IOException {
        FutureTask<T> task = new FutureTask<>(() -> {
            try (ResultStore store = location.open(InstantSource.system())) {
                return use.of(store);
            }
        });
        Thread thread = new Thread(task, "store");
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException("no answer within " + patience.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IOException(StoreFailure.reason(e), e.getCause());
        }
    }
}
