package io.github.logtraffic.traffic.balance;

/**
 * nginx's {@code random two least_conn}: of two servers drawn by weight the one with fewer connections for its weight
 * (src/http/modules/ngx_http_upstream_random_module.c).
 */
final class NginxRandomTwo extends NginxPicker {
    private final Draws draws;

    NginxRandomTwo(NginxPeers peers, Draws draws) {
        super(peers);
        this.draws = draws;
    }

    @Override
    int next() {
        int first = NONE;
        while (true) {
            int drawn = draws.next();
            if (drawn != first && peers.isUsable(drawn)) {
                if (first >= 0) {
                    return peers.use(isBusier(drawn, first) ? first : drawn);
                }
                first = drawn;
            } else if (hasTriedTooMany()) {
                return peers.roundRobin();
            }
        }
    }

    private boolean isBusier(int peer, int other) {
        return (long) peers.connections(peer) * peers.weight(other)
                > (long) peers.connections(other) * peers.weight(peer);
    }
}
