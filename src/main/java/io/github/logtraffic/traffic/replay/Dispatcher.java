package io.github.logtraffic.traffic.replay;

import io.github.logtraffic.traffic.balance.BackendStates;
import io.github.logtraffic.traffic.balance.Picker;
import io.github.logtraffic.traffic.balance.PickerPlan;
import io.github.logtraffic.traffic.balance.Upstream;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/**
 * Sends each request when it is due to the target that the policy picks, and counts what becomes of it. Belongs to one event
 * loop.
 */
final class Dispatcher implements ExchangeEnd, Probes.Listener {
    /** Who has stopped a replay wants its report soon. */
    private static final long MOST_DRAIN_NANOS = 30_000_000_000L;

    private final ReplaySettings settings;
    private final LongSupplier nanoTime;
    private final BackendStates states;
    private final Failover failover;
    private final boolean isScheduled;

    /** Of what begins when nothing says when: otherwise what waits to be sent would be as much as there may be in flight. */
    private final RateCeiling beginnings;

    private final ErrorWatch errors = new ErrorWatch();
    private final RunClock clock = new RunClock();
    private final Upcoming upcoming;
    private final TargetPools pools;
    private final List<TargetTally> tallies = new ArrayList<>();
    private final DiffCounter diff = new DiffCounter();
    private final ReplayWatch watch;
    private final Runnable onEnough;
    private final CompletableFuture<ReplayOutcome> outcome;
    private final Alarm alarm;

    private long dropped;
    private StopReason stop = StopReason.DONE;
    private boolean isPumping;

    /**
     * @param watch is told how it goes
     * @param onEnough is called when no more requests are wanted, though there may be some
     * @param onAllDown is called the first time that all targets are down
     * @param outcome is completed when nothing is left to be sent or waited for
     */
    Dispatcher(
            ReplaySettings settings,
            Inbox inbox,
            EventLoop loop,
            LongSupplier nanoTime,
            ReplayWatch watch,
            Runnable onEnough,
            Runnable onAllDown,
            CompletableFuture<ReplayOutcome> outcome) {
        this.settings = settings;
        this.alarm = new Alarm(loop, this::pump);
        this.nanoTime = nanoTime;
        this.watch = watch;
        this.onEnough = onEnough;
        this.outcome = outcome;
        this.states = new BackendStates(settings.targets().size());
        Picker picker = settings.policy()
                .picker(new PickerPlan(
                        new Upstream(settings.backends()), states, settings.policySettings(), settings.seed()));
        this.failover = new Failover(settings, states, picker, onAllDown);
        this.upcoming = new Upcoming(inbox, settings.pace(), settings.extent(), clock);
        this.isScheduled = !settings.pace().isUnscheduled();
        this.pools = new TargetPools(new RateCeiling(settings.pace().mostPerSecond()), nanoTime);
        this.beginnings = new RateCeiling(isScheduled ? 0 : settings.pace().mostPerSecond());
    }

    /** Adds the connections to the next target; all are to be added before anything is sent. */
    void add(TargetPool pool) {
        pools.add(pool);
        tallies.add(new TargetTally());
    }

    /** Sends what is due, under the ceiling. To be called when there is something to send, or nothing more will come. */
    void pump() {
        if (isPumping) {
            return; // something ended within the call
        }
        isPumping = true;
        try {
            boolean sends = true;
            while (sends) {
                sends = sendsWaiting() || beginsNext();
            }
            if (states.inFlightInAll() == 0 && upcoming.isExhausted()) {
                outcome.complete(outcome());
            }
        } catch (RuntimeException | Error e) { // otherwise whoever waits for the outcome waits for ever
            outcome.completeExceptionally(e);
        } finally {
            isPumping = false;
        }
    }

    private boolean sendsWaiting() {
        if (!pools.canSend()) {
            return false;
        }
        long now = nanoTime.getAsLong();
        if (alarm.mustWait(pools.waitNanos(now), now)) {
            return false;
        }
        pools.send();
        return true;
    }

    /**
     * Begins the next request when it is due, and its schedule keeps to the ceiling. What has held back its sending then is
     * the servers' doing, and so is no lateness.
     */
    private boolean beginsNext() {
        if (states.inFlightInAll() >= settings.mostInFlight()) {
            watch.full();
            return false;
        }
        long now = nanoTime.getAsLong();
        if (!upcoming.isAtHand(now)) {
            if (upcoming.endsByClock() && !alarm.mustWait(upcoming.nanosToEnd(now), now)) {
                onEnough.run();
            }
            return false;
        }
        if (upcoming.isOver(now)) {
            takeNoMore(now);
            return false;
        }
        long due = upcoming.dueNanos(now) + (isScheduled ? 0 : Math.max(0, pauseNanos(now)));
        if (alarm.mustWait(due - now, now)) {
            return false;
        }
        begin(upcoming.take(), due, now);
        return true;
    }

    private long pauseNanos(long now) {
        return Math.max(failover.pauseNanos(now), beginnings.waitNanos(now));
    }

    private void begin(ReplayRequest request, long due, long now) {
        int target = failover.pick(request.key(), now);
        if (target == Picker.NONE) {
            dropped++;
            return;
        }
        beginnings.sent(now);
        clock.add(due, now, isScheduled);
        states.started(target);
        watch.sent();
        pools.add(new Exchange(request, target, isScheduled, due));
    }

    private void tryAgain(Exchange exchange, int next) {
        watch.sent();
        states.started(next);
        pools.add(exchange.on(next));
    }

    @Override
    public void answered(Exchange exchange) {
        long now = nanoTime.getAsLong();
        int target = exchange.target();
        tallies.get(target).addAnswer(exchange, now);
        watch.answered(exchange, now);
        states.ended(target);
        int next = failover.answered(exchange, now, stop == StopReason.DONE);
        if (next != Picker.NONE) {
            tryAgain(exchange, next);
        } else {
            diff.add(exchange.request(), exchange.status(), exchange.bodyBytes());
        }
        ended(now, errors.add(exchange.status(), now));
    }

    @Override
    public void failed(Exchange exchange, FailureKind kind) {
        tallies.get(exchange.target()).addFailure(kind);
        watch.failed();
        states.ended(exchange.target());
        long now = nanoTime.getAsLong();
        int next = failover.failed(exchange, kind, now, stop == StopReason.DONE);
        if (next != Picker.NONE) {
            tryAgain(exchange, next);
        }
        ended(now, !failover.isAbsence(kind) && errors.add(0, now));
    }

    @Override
    public void interrupted(Exchange exchange) {
        if (stop == StopReason.DONE) {
            exchange.resend();
            failover.resent(exchange);
            pools.resend(exchange);
        } else {
            giveUp(exchange);
        }
        pump();
    }

    @Override
    public void ready() {
        pump();
    }

    /** Says of one in flight that it is not sent, or not sent once more. */
    private void giveUp(Exchange exchange) {
        watch.dropped();
        states.ended(exchange.target());
        failover.gaveUp(exchange);
        dropped += exchange.isRetry() ? 0 : 1;
    }

    private void ended(long now, boolean areErrorsTooMany) {
        clock.ended(now);
        if (areErrorsTooMany) {
            stop(StopReason.ERRORS);
        }
        giveUpInTime(now);
        pump();
    }

    private void giveUpInTime(long now) {
        if (failover.isHopeless(now)) {
            stop(StopReason.GAVE_UP);
        }
    }

    @Override
    public void probed(int target, boolean isAnswer, boolean isHealthy, String cause) {
        long now = nanoTime.getAsLong();
        failover.probed(target, isAnswer, isHealthy, cause, now);
        giveUpInTime(now);
    }

    /** Sends no more; what is sent is waited for. */
    void stop(StopReason reason) {
        if (stop != StopReason.DONE) {
            return;
        }
        stop = reason;
        long now = nanoTime.getAsLong();
        dropped += takeNoMore(now);
        pools.takeUnsent().forEach(this::giveUp);
        pump();
    }

    /** Returns how many of the requests at hand were due. */
    private int takeNoMore(long now) {
        int due = upcoming.close(now);
        onEnough.run();
        return due;
    }

    /** Gives up requests that have waited too long for their answers. */
    void expire() {
        boolean isStopped = stop != StopReason.DONE;
        long patience = isStopped ? Math.min(settings.timeoutNanos(), MOST_DRAIN_NANOS) : settings.timeoutNanos();
        long before = nanoTime.getAsLong() - patience;
        pools.expire(before);
    }

    private ReplayOutcome outcome() {
        TargetTally all = new TargetTally();
        tallies.forEach(all::addAll);
        return clock.outcome(
                tallies.stream().map(TargetTally::outcome).toList(),
                all.outcome(),
                diff.diff(),
                failover.outcome(clock::secondsAt),
                dropped,
                stop);
    }
}
