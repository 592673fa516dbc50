package io.github.logtraffic.traffic.balance;

import io.github.logtraffic.log.entry.ClientKey;
import org.jspecify.annotations.Nullable;

/**
 * nginx's {@code hash KEY}, which is Cache::Memcached's (src/http/modules/ngx_http_upstream_hash_module.c): {@code
 * ((crc32([REHASH] KEY) >> 16) & 0x7fff) + PREVIOUS}, in which the number of the try stands from the second one on.
 */
final class NginxHash extends NginxPicker {
    private final KeyText text = new KeyText();
    private int hash;
    private int rehash;

    NginxHash(NginxPeers peers) {
        super(peers);
    }

    @Override
    void start(@Nullable ClientKey key) {
        text.read(key);
        hash = 0;
        rehash = 0;
    }

    @Override
    int next() {
        if (text.isEmpty()) {
            return peers.roundRobin();
        }
        while (true) {
            int state = rehash == 0 ? Crc32.START : withDigits(Crc32.START, rehash);
            hash += Crc32.end(text.crc32(state)) >>> 16 & 0x7FFF;
            rehash++;
            int peer = peers.at(Integer.remainderUnsigned(hash, peers.totalWeight()));
            if (peers.isUsable(peer)) {
                return peers.use(peer);
            }
            if (hasTriedTooMany()) {
                return peers.roundRobin();
            }
        }
    }

    private static int withDigits(int state, int number) {
        int before = number < 10 ? state : withDigits(state, number / 10);
        return Crc32.update(before, '0' + number % 10);
    }
}
