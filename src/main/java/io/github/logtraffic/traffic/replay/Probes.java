package io.github.logtraffic.traffic.replay;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Asks targets now and then whether they are well, each time on a new connection, so that it is seen whether there can be
 * one. Marked as all requests of a replay are, and by {@link #AGENT}. Belongs to one event loop.
 */
final class Probes implements ExchangeEnd, Runnable {
    /** Their user agent, before the mark. */
    static final String AGENT = "logtraffic-health";

    /** One that is answered, and one that is being closed. */
    static final int CONNECTIONS = 2;

    private static final int FIRST_OK = 200;
    private static final int FIRST_CLIENT_ERROR = 400;
    private static final byte[] NONE = {};

    private final ReplayRequest request;
    private final long probeNanos;
    private final LongSupplier nanoTime;
    private final Listener listener;
    private final List<TargetPool> pools = new ArrayList<>();
    private final List<Boolean> isUnderWay = new ArrayList<>();

    /** Is told what became of each probe. */
    interface Listener {
        /**
         * A probe has ended.
         *
         * @param isAnswer whether there was an answer, healthy or not
         * @param cause the status, or the kind of failure
         */
        void probed(int target, boolean isAnswer, boolean isHealthy, String cause);
    }

    /**
     * @param path what to ask for
     * @param probeNanos from one time to the next
     */
    Probes(String path, long probeNanos, LongSupplier nanoTime, Listener listener) {
        byte[] target = path.getBytes(StandardCharsets.US_ASCII);
        this.request = new ReplayRequest(
                "GET", target, target, NONE, AGENT.getBytes(StandardCharsets.US_ASCII), NONE, null, 0, 0);
        this.probeNanos = probeNanos;
        this.nanoTime = nanoTime;
        this.listener = listener;
    }

    /** The headers of probes where requests have these. */
    static SentHeaders headers(SentHeaders ofRequests) {
        List<SentHeaders.Header> others = new ArrayList<>(ofRequests.others());
        others.removeIf(header -> header.is("User-Agent"));
        others.add(new SentHeaders.Header("Connection", "close"));
        return new SentHeaders(ofRequests.host(), ofRequests.hostName(), others);
    }

    /** Adds the connections to the next target. */
    void add(TargetPool pool) {
        pools.add(pool);
        isUnderWay.add(false);
    }

    /** Gives up those of the time before, and asks all targets but those to which a connection is still being made. */
    @Override
    public void run() {
        long before = nanoTime.getAsLong() - probeNanos / 2; // two times may follow on each other when one was late
        pools.forEach(pool -> pool.expire(before));
        for (int target = 0; target < pools.size(); target++) {
            if (!isUnderWay.get(target)) {
                isUnderWay.set(target, true);
                pools.get(target).add(new Exchange(request, target, true, nanoTime.getAsLong()));
            }
        }
        ready();
    }

    @Override
    public void ready() {
        for (TargetPool pool : pools) {
            while (pool.canSend()) {
                pool.send();
            }
        }
    }

    @Override
    public void answered(Exchange exchange) {
        int status = exchange.status();
        end(exchange, true, status >= FIRST_OK && status < FIRST_CLIENT_ERROR, String.valueOf(status));
    }

    @Override
    public void failed(Exchange exchange, FailureKind kind) {
        end(exchange, false, false, kind.key());
    }

    @Override
    public void interrupted(Exchange exchange) {
        exchange.resend();
        pools.get(exchange.target()).resend(exchange);
    }

    private void end(Exchange exchange, boolean isAnswer, boolean isHealthy, String cause) {
        isUnderWay.set(exchange.target(), false);
        listener.probed(exchange.target(), isAnswer, isHealthy, cause);
    }
}
