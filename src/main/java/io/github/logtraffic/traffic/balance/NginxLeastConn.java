package io.github.logtraffic.traffic.balance;

/**
 * nginx's {@code least_conn}: the fewest connections for its weight, in turn among equals
 * (src/http/modules/ngx_http_upstream_least_conn_module.c).
 */
final class NginxLeastConn extends NginxPicker {
    NginxLeastConn(NginxPeers peers) {
        super(peers);
    }

    @Override
    int next() {
        int least = NONE;
        boolean isTied = false;
        for (int peer = 0; peer < peers.size(); peer++) {
            if (peers.isUsable(peer)) {
                long order = least < 0 ? -1 : compare(peer, least);
                if (order < 0) {
                    least = peer;
                    isTied = false;
                } else if (order == 0) {
                    isTied = true;
                }
            }
        }
        return isTied ? inTurn(least) : least < 0 ? NONE : peers.useInTurn(least, 0);
    }

    /** Goes on from the first of the tied; that one's own weight in turn is the one to beat. */
    private int inTurn(int first) {
        int best = first;
        int total = 0;
        for (int peer = first; peer < peers.size(); peer++) {
            if (peers.isUsable(peer) && compare(peer, first) == 0) {
                total += peers.turn(peer);
                best = peers.currentWeight(peer) > peers.currentWeight(best) ? peer : best;
            }
        }
        return peers.useInTurn(best, total);
    }

    private long compare(int peer, int other) {
        return (long) peers.connections(peer) * peers.weight(other)
                - (long) peers.connections(other) * peers.weight(peer);
    }
}
