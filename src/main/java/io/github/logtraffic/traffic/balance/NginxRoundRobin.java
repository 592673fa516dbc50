package io.github.logtraffic.traffic.balance;

/** nginx without a method: smooth weighted round robin. */
final class NginxRoundRobin extends NginxPicker {
    NginxRoundRobin(NginxPeers peers) {
        super(peers);
    }

    @Override
    int next() {
        return peers.roundRobin();
    }
}
