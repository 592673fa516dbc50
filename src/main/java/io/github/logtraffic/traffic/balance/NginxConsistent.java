package io.github.logtraffic.traffic.balance;

import io.github.logtraffic.log.entry.ClientKey;
import org.jspecify.annotations.Nullable;

/**
 * nginx's {@code hash KEY consistent} (src/http/modules/ngx_http_upstream_hash_module.c): the server of the next point on
 * the ring that can be used.
 */
final class NginxConsistent extends NginxPicker {
    private final KeyText text = new KeyText();
    private final NginxRing ring;
    private int at;

    NginxConsistent(NginxPeers peers, NginxRing ring) {
        super(peers);
        this.ring = ring;
    }

    @Override
    void start(@Nullable ClientKey key) {
        text.read(key);
        at = ring.firstFrom(Crc32.end(text.crc32(Crc32.START)));
    }

    @Override
    int next() {
        if (text.isEmpty()) {
            return peers.roundRobin();
        }
        while (true) {
            at = at == ring.size() ? 0 : at;
            int peer = ring.server(at);
            if (peers.isUsable(peer)) {
                return peers.useInTurn(peer, peers.turn(peer));
            }
            at = ring.next(at);
            if (hasTriedTooMany()) {
                return peers.roundRobin();
            }
        }
    }
}
