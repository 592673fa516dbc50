package io.github.logtraffic.traffic.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * The connections to all targets, and the requests that wait to be sent, under one ceiling. Targets take turns, so that what
 * one of them has held up does not hold up the others. Belongs to one event loop.
 */
final class TargetPools {
    private final RateCeiling ceiling;
    private final LongSupplier nanoTime;
    private final List<TargetPool> pools = new ArrayList<>();
    private int turn;

    /** @param ceiling of what is written to connections */
    TargetPools(RateCeiling ceiling, LongSupplier nanoTime) {
        this.ceiling = ceiling;
        this.nanoTime = nanoTime;
    }

    /** Adds the connections to the next target. */
    void add(TargetPool pool) {
        pools.add(pool);
    }

    /** Takes a request to be sent to its target. */
    void add(Exchange exchange) {
        if (exchange.triedOn() == exchange.target()) {
            resend(exchange);
        } else {
            pools.get(exchange.target()).add(exchange);
        }
    }

    /** Takes a request to be sent again to its target. */
    void resend(Exchange exchange) {
        pools.get(exchange.target()).resend(exchange);
    }

    /** Whether there is a request to be sent, and a connection for it. */
    boolean canSend() {
        for (int i = 0; i < pools.size(); i++) {
            if (pools.get(turn).canSend()) {
                return true;
            }
            turn = (turn + 1) % pools.size();
        }
        return false;
    }

    /** How long that one has to wait; not more than 0 when it need not. */
    long waitNanos(long nowNanos) {
        return ceiling.waitNanos(nowNanos);
    }

    /** Sends that one. */
    void send() {
        pools.get(turn).send();
        turn = (turn + 1) % pools.size();
        ceiling.sent(nanoTime.getAsLong());
    }

    /** Takes away the requests that are not sent. */
    List<Exchange> takeUnsent() {
        return pools.stream().flatMap(pool -> pool.takeUnsent().stream()).toList();
    }

    /** Gives up the requests that were sent before that time. */
    void expire(long nanos) {
        pools.forEach(pool -> pool.expire(nanos));
    }
}
