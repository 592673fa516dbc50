package io.github.logtraffic.traffic.balance;

import io.github.logtraffic.log.entry.ClientKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * HAProxy's {@code hash-type consistent} (src/lb_chash.c): each server has 16 nodes for each unit of its weight on a ring
 * of 32 bits, and a request goes to the nearest. With {@code hash-balance-factor}, servers that have more than their part
 * of the requests at hand are skipped.
 */
final class HaproxyConsistent implements Picker {
    private static final int IDS_PER_SERVER = Backend.MOST_WEIGHT * HaproxyRoundRobin.WEIGHT_SCALE;

    private final List<Backend> backends;
    private final BackendStates states;
    private final int factorPercent;
    private int[] nodes = {};
    private int[] serverOf = {};
    private int[] weightBefore = {};
    private int totalWeight;
    private int next = -1;
    private int version;

    /** @param factorPercent how much more than its part a server may have at hand, 150 for half of it; 0 for any number */
    HaproxyConsistent(List<Backend> backends, BackendStates states, int factorPercent) {
        this.backends = backends;
        this.states = states;
        this.factorPercent = factorPercent;
        build();
    }

    private void build() {
        version = states.version();
        weightBefore = new int[backends.size()];
        totalWeight = 0;
        for (int i = 0; i < weightBefore.length; i++) {
            weightBefore[i] = totalWeight;
            totalWeight += states.isUp(i) ? weight(i) : 0;
        }
        long[] ring = new long[totalWeight];
        int end = 0;
        for (int i = 0; i < weightBefore.length; i++) {
            for (int node = 0; states.isUp(i) && node < weight(i); node++) {
                ring[end++] = (long) HaproxyHashes.avalanche((i + 1) * IDS_PER_SERVER + node) << 32 | i;
            }
        }
        Unsigned.sort(ring);
        nodes = new int[end];
        serverOf = new int[end];
        for (int i = 0; i < end; i++) {
            nodes[i] = (int) (ring[i] >>> 32);
            serverOf[i] = (int) ring[i];
        }
    }

    private int weight(int server) {
        return backends.get(server).weight() * HaproxyRoundRobin.WEIGHT_SCALE;
    }

    @Override
    public int pick(@Nullable ClientKey key, long nowMicros) {
        if (version != states.version()) {
            build();
        }
        if (nodes.length == 0) {
            return NONE;
        }
        if (key == null) {
            next = (next + 1) % nodes.length;
            return serverOf[next];
        }
        int node = nearest(HaproxyHashes.avalanche(HaproxyHashes.of(key)));
        for (int skipped = 0; skipped < nodes.length && !isEligible(serverOf[node]); skipped++) {
            node = (node + 1) % nodes.length;
        }
        return serverOf[node];
    }

    private int nearest(int hash) {
        int after = Unsigned.firstFrom(nodes, hash) % nodes.length;
        int before = (after + nodes.length - 1) % nodes.length;
        return Integer.compareUnsigned(hash - nodes[before], nodes[after] - hash) <= 0 ? before : after;
    }

    private boolean isEligible(int server) {
        return factorPercent == 0 || states.inFlight(server) < slots(server);
    }

    /** How many requests a server may have at hand when one more comes (chash_server_is_eligible). */
    long slots(int server) {
        long slots = ((states.inFlightInAll() + 1L) * factorPercent + 99) / 100;
        long remainder = slots % totalWeight;
        long before = weightBefore[server];
        long own = weight(server) * (slots / totalWeight)
                + (before + weight(server)) * remainder / totalWeight
                - before * remainder / totalWeight;
        return Math.max(1, own);
    }
}
