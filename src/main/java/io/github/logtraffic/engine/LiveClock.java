package io.github.logtraffic.engine;

import java.time.InstantSource;
import java.util.Timer;
import java.util.TimerTask;
import org.jspecify.annotations.Nullable;

/** Tells a sequence what time it is, so that the entries of a log that is being written come out of it though no later one comes. */
final class LiveClock implements AutoCloseable {
    private static final int TICK_MILLIS = 100;

    /** The last entry of a second is written at its end, and may take so long to come here. */
    private static final int GRACE_MILLIS = 500;

    private static final int MILLIS_PER_SECOND = 1_000;

    private final InstantSource clock;
    private final EntrySequence sequence;
    private final Runnable onFailure;
    private final Timer timer = new Timer("logtraffic-clock", true);
    private volatile @Nullable Throwable failure;

    /** @param onFailure is run when whoever takes the entries fails at it; see {@link #throwFailure} */
    LiveClock(InstantSource clock, EntrySequence sequence, Runnable onFailure) {
        this.clock = clock;
        this.sequence = sequence;
        this.onFailure = onFailure;
    }

    /** Begins to tell, in a thread of its own. */
    LiveClock start() {
        TimerTask task = new TimerTask() {
            @Override
            public void run() {
                tellSafely();
            }
        };
        timer.schedule(task, TICK_MILLIS, TICK_MILLIS);
        return this;
    }

    private void tellSafely() {
        try {
            tell();
        } catch (RuntimeException | Error e) { // otherwise nobody would know, and the pass go on
            failure = e;
            close();
            onFailure.run();
        }
    }

    /** Tells once. */
    void tell() {
        sequence.clockIs(Math.floorDiv(clock.millis() - GRACE_MILLIS, MILLIS_PER_SECOND));
    }

    /** Throws what whoever takes the entries has thrown when it was told. */
    void throwFailure() {
        if (failure != null) {
            throw new IllegalStateException(failure);
        }
    }

    /** Tells nothing any more, but what it is about to. */
    @Override
    public void close() {
        timer.cancel();
    }
}
