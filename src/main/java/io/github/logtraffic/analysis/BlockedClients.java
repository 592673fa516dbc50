package io.github.logtraffic.analysis;

import io.github.logtraffic.identity.NetworkPrefix;
import io.github.logtraffic.log.value.Network;
import io.github.logtraffic.traffic.emit.SmallestCover;
import io.github.logtraffic.traffic.limit.ClientTraffic;
import java.util.List;
import java.util.function.Predicate;

/** The clients of a log by address, to be asked what those in a network sent. */
final class BlockedClients implements SmallestCover.Neighbours {
    private static final int IPV4_OFFSET = 96;

    private final List<ClientTraffic> sorted;
    private final NetworkPrefix widest;

    /** How many requests, clients, and clients that are never to be covered, there are of others before each client. */
    private final long[] requestsBefore;

    private final int[] clientsBefore;
    private final int[] sparedBefore;
    private final Predicate<Network> holdsSpared;

    /**
     * @param sorted all clients, by address
     * @param isOffender who is to be blocked
     * @param isSpared who is never to be
     * @param holdsSpared which networks hold addresses that are never to be
     * @param widest networks that may be covered without being offenders'
     */
    BlockedClients(
            List<ClientTraffic> sorted,
            Predicate<ClientTraffic> isOffender,
            Predicate<ClientTraffic> isSpared,
            Predicate<Network> holdsSpared,
            NetworkPrefix widest) {
        this.sorted = sorted;
        this.holdsSpared = holdsSpared;
        this.widest = widest;
        requestsBefore = new long[sorted.size() + 1];
        clientsBefore = new int[sorted.size() + 1];
        sparedBefore = new int[sorted.size() + 1];
        for (int i = 0; i < sorted.size(); i++) {
            ClientTraffic client = sorted.get(i);
            boolean isOther = !isOffender.test(client);
            requestsBefore[i + 1] = requestsBefore[i] + (isOther ? client.requests() : 0);
            clientsBefore[i + 1] = clientsBefore[i] + (isOther ? 1 : 0);
            sparedBefore[i + 1] = sparedBefore[i] + (isOther && isSpared.test(client) ? 1 : 0);
        }
    }

    @Override
    public long requestsOfOthers(Network network) {
        return requestsBefore[end(sorted, network)] - requestsBefore[begin(sorted, network)];
    }

    long others(Network network) {
        return clientsBefore[end(sorted, network)] - (long) clientsBefore[begin(sorted, network)];
    }

    @Override
    public boolean mayBeCovered(Network network) {
        int shortest = network.isIpv4() ? IPV4_OFFSET + widest.ipv4Bits() : widest.ipv6Bits();
        return network.bits() >= shortest
                && sparedBefore[end(sorted, network)] == sparedBefore[begin(sorted, network)]
                && !holdsSpared.test(network);
    }

    /** Those of some sorted clients that are in a network. */
    static List<ClientTraffic> in(List<ClientTraffic> sorted, Network network) {
        return sorted.subList(begin(sorted, network), end(sorted, network));
    }

    private static int begin(List<ClientTraffic> sorted, Network network) {
        return firstAtLeast(sorted, network.high(), network.low());
    }

    private static int end(List<ClientTraffic> sorted, Network network) {
        long high = network.lastHigh();
        long low = network.lastLow();
        if (low != -1) {
            return firstAtLeast(sorted, high, low + 1);
        }
        return high == -1 ? sorted.size() : firstAtLeast(sorted, high + 1, 0);
    }

    private static int firstAtLeast(List<ClientTraffic> sorted, long high, long low) {
        int from = 0;
        int to = sorted.size();
        while (from < to) {
            int middle = (from + to) >>> 1;
            ClientTraffic client = sorted.get(middle);
            int byHigh = Long.compareUnsigned(client.high(), high);
            if (byHigh > 0 || (byHigh == 0 && Long.compareUnsigned(client.low(), low) >= 0)) {
                to = middle;
            } else {
                from = middle + 1;
            }
        }
        return from;
    }
}
