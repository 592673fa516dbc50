package io.github.logtraffic.traffic.replay;

import io.netty.channel.EventLoop;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Runs a task at the first of the times that it is set to, once. Belongs to one event loop. */
final class Alarm {
    private final EventLoop loop;
    private final Runnable task;
    private @Nullable Future<?> pending;
    private long pendingNanos;

    Alarm(EventLoop loop, Runnable task) {
        this.loop = loop;
        this.task = task;
    }

    /** Whether there is time to wait; then it is set to the end of that. */
    boolean mustWait(long nanos, long nowNanos) {
        if (nanos > 0) {
            set(nowNanos + nanos, nowNanos);
        }
        return nanos > 0;
    }

    /** Sets it; a time behind that which it is set to changes nothing. */
    private void set(long atNanos, long nowNanos) {
        if (pending != null && pendingNanos - atNanos <= 0) {
            return;
        }
        if (pending != null) {
            pending.cancel(false);
        }
        pendingNanos = atNanos;
        pending = loop.schedule(this::ring, atNanos - nowNanos, TimeUnit.NANOSECONDS);
    }

    private void ring() {
        pending = null;
        task.run();
    }
}
