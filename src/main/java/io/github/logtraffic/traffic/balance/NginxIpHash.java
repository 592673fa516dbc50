package io.github.logtraffic.traffic.balance;

import io.github.logtraffic.log.entry.ClientAddress;
import io.github.logtraffic.log.entry.ClientKey;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * nginx's {@code ip_hash}: the first three octets of an IPv4 address, so that a /24 stays together, or all of IPv6
 * (src/http/modules/ngx_http_upstream_ip_hash_module.c). A client that is a name, which nginx never sees, is hashed by its
 * bytes.
 */
final class NginxIpHash extends NginxPicker {
    private static final int START = 89;
    private static final int FACTOR = 113;
    private static final int MODULUS = 6_271;

    private ClientKey client = new ClientKey();
    private int hash;

    NginxIpHash(NginxPeers peers) {
        super(peers);
    }

    @Override
    void start(@Nullable ClientKey key) {
        client = Objects.requireNonNull(key, "each request has a client");
        hash = START;
    }

    @Override
    int next() {
        while (true) {
            step();
            int peer = peers.at(hash % peers.totalWeight());
            if (peers.isUsable(peer)) {
                return peers.use(peer);
            }
            if (hasTriedTooMany()) {
                return peers.roundRobin();
            }
        }
    }

    private void step() {
        if (client.isName()) {
            for (int i = client.nameFrom(); i < client.nameTo(); i++) {
                add(client.nameBytes()[i] & 0xFF);
            }
        } else if (ClientAddress.isIpv4(client.high(), client.low())) {
            addOctets(client.low(), 24, 8);
        } else {
            addOctets(client.high(), 56, 0);
            addOctets(client.low(), 56, 0);
        }
    }

    private void addOctets(long half, int firstShift, int lastShift) {
        for (int shift = firstShift; shift >= lastShift; shift -= Byte.SIZE) {
            add((int) (half >>> shift) & 0xFF);
        }
    }

    private void add(int octet) {
        hash = (hash * FACTOR + octet) % MODULUS;
    }
}
