package io.github.logtraffic.traffic.replay;

import io.github.logtraffic.log.entry.ClientKey;
import io.github.logtraffic.traffic.balance.BackendStates;
import io.github.logtraffic.traffic.balance.Picker;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.LongToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Picks targets, learns from what becomes of requests which of them are down, and decides which requests are tried once more:
 * on another target, or, when there is none and the connection may have been closed before the request was seen, on a new one
 * to the same.
 *
 * <p>Failures are what nginx takes for such with {@code proxy_next_upstream error timeout invalid_header http_502 http_503
 * http_504}: that there was no connection, no answer, none in time, or none of HTTP, and the three statuses by which a server
 * says that it cannot do its work now. A response that is cut short is none, since its user has seen it begin. Requests are
 * tried again only when they can have changed nothing, or nothing twice, and not after they took too long: that would make
 * two slow requests of one.
 */
final class Failover {
    /** Bad gateway, service unavailable, gateway timeout. */
    private static final Set<Integer> FAILURES = Set.of(502, 503, 504);

    private static final Set<FailureKind> TRIED_AGAIN =
            Set.of(FailureKind.CONNECT, FailureKind.TLS, FailureKind.CLOSED, FailureKind.PROTOCOL);

    /** When nothing but answers says when to send: so long between two requests while all targets are down. */
    private static final long PAUSE_NANOS = 100_000_000;

    private static final int NANOS_PER_MICRO = 1_000;

    /** What a target had to do with it, so far. */
    private static final class Counts {
        private long retried;
        private long resent;
        private long probes;
    }

    private final ReplaySettings settings;
    private final BackendStates states;
    private final Picker picker;
    private final TargetHealth health;
    private final List<Counts> counts = new ArrayList<>();
    private long recovered;
    private long lost;
    private long pickedNanos;

    /** @param onAllDown is called the first time that all targets are down */
    Failover(ReplaySettings settings, BackendStates states, Picker picker, Runnable onAllDown) {
        this.settings = settings;
        this.states = states;
        this.picker = picker;
        this.health = new TargetHealth(settings, states, picker, onAllDown);
        for (int i = 0; i < states.size(); i++) {
            counts.add(new Counts());
        }
    }

    /** The target of a new request, {@link Picker#NONE} when there is none. */
    int pick(@Nullable ClientKey key, long nowNanos) {
        health.prepare(nowNanos);
        pickedNanos = nowNanos;
        return picked(picker.pick(key, nowNanos / NANOS_PER_MICRO));
    }

    private int picked(int target) {
        if (target != Picker.NONE) {
            health.picked(target);
        }
        return target;
    }

    /** How long to wait before the next request when it has no time of its own. */
    long pauseNanos(long nowNanos) {
        return health.areAllDown() ? pickedNanos + PAUSE_NANOS - nowNanos : 0;
    }

    /** Learns of an answer; returns where to try the request again, {@link Picker#NONE} for nowhere. */
    int answered(Exchange exchange, long nowNanos, boolean isToGoOn) {
        int target = exchange.target();
        boolean isFailure = !health.isOnlyOne() && FAILURES.contains(exchange.status());
        if (isFailure) {
            health.failed(target, String.valueOf(exchange.status()), nowNanos);
            return isToGoOn ? next(exchange, nowNanos) : Picker.NONE;
        }
        picker.ended(target, nowNanos / NANOS_PER_MICRO, (nowNanos - exchange.sentNanos()) / NANOS_PER_MICRO);
        health.answered(target, exchange.status(), nowNanos);
        recovered += exchange.isRetry() ? 1 : 0;
        return Picker.NONE;
    }

    /** Learns that there was no answer; returns where to try the request again, {@link Picker#NONE} for nowhere. */
    int failed(Exchange exchange, FailureKind kind, long nowNanos, boolean isToGoOn) {
        int next = Picker.NONE;
        if (!exchange.isBeingAnswered()) {
            if (!health.isOnlyOne() || !exchange.mayBeUnseen()) { // of the only one a new connection will tell
                health.failed(exchange.target(), kind.key(), nowNanos);
            }
            next = isToGoOn && TRIED_AGAIN.contains(kind) ? next(exchange, nowNanos) : Picker.NONE;
        }
        lost += next == Picker.NONE ? 1 : 0;
        return next;
    }

    private int next(Exchange exchange, long nowNanos) {
        if (exchange.isRetry() || !exchange.request().isIdempotent()) {
            return Picker.NONE;
        }
        int next = health.isOnlyOne() ? Picker.NONE : other(exchange, nowNanos);
        if (next == Picker.NONE && exchange.mayBeUnseen()) {
            next = exchange.target();
        }
        counts.get(exchange.target()).retried += next == Picker.NONE ? 0 : 1;
        return next;
    }

    private int other(Exchange exchange, long nowNanos) {
        health.prepare(nowNanos);
        return picked(other(exchange.request().key(), exchange.target(), nowNanos));
    }

    /**
     * nginx goes on with its method, without the server that failed, and so do other policies when it is down for them as
     * well. Otherwise they are not asked: to do without it for one request they would have to make their tables anew.
     */
    private int other(@Nullable ClientKey key, int failed, long nowNanos) {
        boolean isUp = states.isUp(failed);
        if (isUp && !settings.policy().isNginx()) {
            return idlestBut(failed);
        }
        states.setUp(failed, false);
        int other = picker.pick(key, nowNanos / NANOS_PER_MICRO);
        states.setUp(failed, isUp);
        return other;
    }

    private int idlestBut(int failed) {
        int idlest = Picker.NONE;
        for (int i = 0; i < states.size(); i++) {
            if (i != failed && states.isUp(i) && (idlest < 0 || load(i, idlest) < load(idlest, i))) {
                idlest = i;
            }
        }
        return idlest;
    }

    /** The requests at a target in relation to its weight, as a number to be compared with that of the other one. */
    private int load(int target, int other) {
        return states.inFlight(target) * settings.targets().get(other).backend().weight();
    }

    /** Says that a request is given up before it was sent, or sent once more. */
    void gaveUp(Exchange exchange) {
        counts.get(exchange.target()).resent -= exchange.isResent() ? 1 : 0;
        if (exchange.isRetry()) {
            counts.get(exchange.triedOn()).retried--;
            lost++;
        }
    }

    /** Says that a request is sent again to its target. */
    void resent(Exchange exchange) {
        counts.get(exchange.target()).resent++;
    }

    void probed(int target, boolean isAnswer, boolean isHealthy, String cause, long nowNanos) {
        counts.get(target).probes += isAnswer ? 1 : 0;
        health.probed(target, isHealthy, cause, nowNanos);
    }

    /**
     * Whether a failure shows no more than is known, that nobody is there: it does no harm to servers, and for how long to
     * bear it is for {@link #isHopeless} to say.
     */
    boolean isAbsence(FailureKind kind) {
        return kind == FailureKind.CONNECT && health.areAllDown();
    }

    /** Whether it is time to give up. */
    boolean isHopeless(long nowNanos) {
        return health.isHopeless(nowNanos);
    }

    /** @param seconds of the run at a time of the clock */
    FailoverOutcome outcome(LongToDoubleFunction seconds) {
        List<TargetFailover> targets = counts.stream()
                .map(count -> new TargetFailover(count.retried, count.resent, count.probes))
                .toList();
        return new FailoverOutcome(health.switches(seconds), health.switchCount(), targets, recovered, lost);
    }
}
