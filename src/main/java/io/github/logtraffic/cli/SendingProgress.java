package io.github.logtraffic.cli;

import io.github.logtraffic.traffic.replay.ReplayWatch;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/** Says how a replay goes: how many requests were sent, how fast just now, and what became of them. */
final class SendingProgress {
    private static final long SECOND_NANOS = 1_000_000_000;

    /** How many were sent at some time. */
    private record Sample(long nanos, long sent) {}

    private final ReplayWatch watch;
    private final Deque<Sample> lastSecond = new ArrayDeque<>();

    SendingProgress(ReplayWatch watch) {
        this.watch = watch;
        lastSecond.add(new Sample(0, 0));
    }

    /** Says it, so long after its start. To be called by one thread. */
    String text(long elapsedNanos) {
        Sample now = new Sample(elapsedNanos, watch.sentSoFar());
        lastSecond.addLast(now);
        while (lastSecond.size() > 2 && now.nanos() - lastSecond.getFirst().nanos() > SECOND_NANOS) {
            lastSecond.removeFirst();
        }
        Sample then = lastSecond.getFirst();
        double perSecond = (double) (now.sent() - then.sent()) * SECOND_NANOS / Math.max(1, now.nanos() - then.nanos());
        return String.format(
                Locale.ROOT,
                "%,d sent, %,.0f per second, %,d in flight, %,d errors",
                now.sent(),
                Math.max(0, perSecond),
                watch.inFlight(),
                watch.errors());
    }
}
