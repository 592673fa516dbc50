package io.github.logtraffic.traffic.replay;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The requests that are to be begun: which is the next one, when it is due, and whether there are more. Belongs to one event
 * loop.
 */
final class Upcoming {
    private final Inbox inbox;
    private final Pace pace;
    private final long durationNanos;
    private final RunClock clock;
    private final boolean isScheduled;
    private @Nullable DueRequest next;
    private boolean isClosed;

    /** @param clock is told when the first request is due */
    Upcoming(Inbox inbox, Pace pace, Extent extent, RunClock clock) {
        this.inbox = inbox;
        this.pace = pace;
        this.durationNanos = extent.durationNanos();
        this.clock = clock;
        this.isScheduled = !pace.isUnscheduled();
    }

    /** Whether the next request is at hand. */
    boolean isAtHand(long nowNanos) {
        if (next == null && !isClosed) {
            next = inbox.poll();
        }
        if (next != null) {
            clock.begin(nowNanos + pace.leadNanos());
        }
        return next != null;
    }

    /** When the request at hand is due; now when nothing says when. */
    long dueNanos(long nowNanos) {
        return isScheduled && next != null ? clock.at(next.dueNanos()) : nowNanos;
    }

    /** Takes the request at hand. */
    ReplayRequest take() {
        DueRequest taken = next;
        if (taken == null) {
            throw new IllegalStateException("nothing is at hand");
        }
        next = null;
        return taken.request();
    }

    /** Whether the time is over of a run whose requests have no times of their own. */
    boolean isOver(long nowNanos) {
        return !isScheduled && durationNanos > 0 && clock.elapsed(nowNanos) >= durationNanos;
    }

    /** Whether the run ends by the clock though nothing is at hand: it may be long until the next entry of a live log. */
    boolean endsByClock() {
        return pace.isLive() && durationNanos > 0 && clock.hasBegun() && !isClosed;
    }

    /** How long it is until then. */
    long nanosToEnd(long nowNanos) {
        return clock.at(durationNanos) - nowNanos;
    }

    /** Whether there are no more, and will be none. */
    boolean isExhausted() {
        return next == null && (isClosed || inbox.isExhausted());
    }

    /** Takes no more; how many of those at hand were due already. */
    int close(long nowNanos) {
        List<DueRequest> left = inbox.close();
        if (next != null) {
            left.add(next);
        }
        isClosed = true;
        next = null;
        return isScheduled
                ? (int) left.stream()
                        .filter(request -> clock.at(request.dueNanos()) - nowNanos < 0)
                        .count()
                : 0;
    }
}
