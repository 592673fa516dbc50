package io.github.logtraffic.traffic.balance;

import java.util.List;

/**
 * What nginx keeps of the servers of an {@code upstream}: their weights in turn, and how often they failed
 * (src/http/ngx_http_upstream_round_robin.c). One worker process has one, unless the upstream has a {@code zone}.
 */
final class NginxPeers {
    private final BackendStates states;
    private final FailureCounts failures;
    private final int maxFails;

    private final int[] weight;
    private final int[] effectiveWeight;
    private final int[] currentWeight;
    private int totalWeight;

    /** The number of the request that tried each server last. */
    private final long[] triedBy;

    private long request;

    NginxPeers(List<Backend> backends, BackendStates states, PolicySettings settings) {
        this.states = states;
        this.failures = new FailureCounts(backends.size(), settings);
        this.maxFails = settings.maxFails();
        int size = backends.size();
        weight = new int[size];
        effectiveWeight = new int[size];
        currentWeight = new int[size];
        triedBy = new long[size];
        for (int i = 0; i < size; i++) {
            weight[i] = backends.get(i).weight();
            effectiveWeight[i] = weight[i];
            totalWeight += weight[i];
        }
    }

    int size() {
        return weight.length;
    }

    int weight(int peer) {
        return weight[peer];
    }

    int totalWeight() {
        return totalWeight;
    }

    int connections(int peer) {
        return states.inFlight(peer);
    }

    /** The server that a number below the total weight falls to. */
    int at(int number) {
        int rest = number;
        int peer = 0;
        while (rest >= weight[peer]) {
            rest -= weight[peer++];
        }
        return peer;
    }

    /** Says that another request comes, which has tried no server yet. */
    void nextRequest() {
        request++;
    }

    void setTime(long nowMicros) {
        failures.setTime(nowMicros);
    }

    boolean isUsable(int peer) {
        return triedBy[peer] != request && states.isUp(peer) && !failures.isLeftAlone(peer);
    }

    /** Smooth weighted round robin among the usable ones. */
    int roundRobin() {
        if (size() == 1) {
            return states.isUp(0) && triedBy[0] != request ? use(0) : Picker.NONE; // never disabled
        }
        int best = Picker.NONE;
        int total = 0;
        for (int peer = 0; peer < weight.length; peer++) {
            if (isUsable(peer)) {
                total += turn(peer);
                best = best < 0 || currentWeight[peer] > currentWeight[best] ? peer : best;
            }
        }
        return best < 0 ? best : useInTurn(best, total);
    }

    /** Adds to a server's weight in turn; returns what was added. */
    int turn(int peer) {
        int added = effectiveWeight[peer];
        currentWeight[peer] += added;
        if (added < weight[peer]) {
            effectiveWeight[peer]++;
        }
        return added;
    }

    int currentWeight(int peer) {
        return currentWeight[peer];
    }

    int useInTurn(int peer, int total) {
        currentWeight[peer] -= total;
        return use(peer);
    }

    /** Takes a server for the request. */
    int use(int peer) {
        failures.chosen(peer);
        triedBy[peer] = request;
        return peer;
    }

    void failed(int peer) {
        if (size() == 1) {
            return;
        }
        failures.failed(peer);
        if (maxFails > 0) {
            effectiveWeight[peer] = Math.max(0, effectiveWeight[peer] - weight[peer] / maxFails);
        }
    }

    /** A server answered: when it was on trial, it has stood it. */
    void succeeded(int peer) {
        failures.succeeded(peer);
    }

    void recovered(int peer) {
        failures.forget(peer);
    }
}
