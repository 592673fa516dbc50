package io.github.logtraffic.traffic.balance;

import io.github.logtraffic.log.entry.ClientKey;
import org.jspecify.annotations.Nullable;

/** What all of nginx's methods share: a request tries one server after the other, and after too many just the next. */
abstract class NginxPicker implements Picker {
    private static final int MOST_TRIES = 20;

    final NginxPeers peers;
    private int tries;

    NginxPicker(NginxPeers peers) {
        this.peers = peers;
    }

    @Override
    public final int pick(@Nullable ClientKey key, long nowMicros) {
        tries = 0;
        peers.nextRequest();
        start(key);
        return retry(nowMicros);
    }

    @Override
    public final int retry(long nowMicros) {
        peers.setTime(nowMicros);
        return tries > MOST_TRIES || peers.size() < 2 ? peers.roundRobin() : next();
    }

    /** Begins with a new request. */
    void start(@Nullable ClientKey key) {}

    /** The server to try next. */
    abstract int next();

    /** Counts a server that cannot be used; whether they were too many. */
    final boolean hasTriedTooMany() {
        return ++tries > MOST_TRIES;
    }

    @Override
    public final void failed(int backend, long nowMicros) {
        peers.setTime(nowMicros);
        peers.failed(backend);
    }

    @Override
    public final void recovered(int backend) {
        peers.recovered(backend);
    }

    @Override
    public final void ended(int backend, long nowMicros, long tookMicros) {
        peers.succeeded(backend);
    }
}
