package io.github.logtraffic.identity;

/**
 * Requests and bytes by network: a hash table with open addressing, 56 bytes for each of at most twice as many places as
 * there are networks, and while it grows half as much again.
 */
final class NetworkCounts {
    private static final int FIRST_CAPACITY = 1 << 6;
    private static final long ODD = 0x9E3779B97F4A7C15L;

    /** What is done with each network. */
    interface Visitor {
        /** Takes the network at an index, which is valid until the next network is added. */
        void visit(int index);
    }

    private final long seed;
    private int networks;
    private long[] highs = new long[FIRST_CAPACITY];
    private long[] lows = new long[FIRST_CAPACITY];
    private long[] asns = new long[FIRST_CAPACITY];
    private long[] requests = new long[FIRST_CAPACITY]; // 0 where there is no network
    private long[] bytes = new long[FIRST_CAPACITY];
    private long[] unexplainedRequests = new long[FIRST_CAPACITY];
    private long[] unexplainedBytes = new long[FIRST_CAPACITY];

    /**
     * @param seed nobody who writes the log may know it: networks that share a place make this slow
     */
    NetworkCounts(long seed) {
        this.seed = seed;
    }

    int size() {
        return networks;
    }

    /** Adds to the counts of a network. */
    void add(long high, long low, long asn, Count all, Count unexplained) {
        add(high, low, asn, all.requests(), all.bytes(), unexplained.requests(), unexplained.bytes());
    }

    private void add(
            long high, long low, long asn, long allRequests, long allBytes, long restRequests, long restBytes) {
        if (allRequests <= 0) {
            return;
        }
        if (2 * networks >= highs.length) {
            grow();
        }
        int index = index(high, low, asn);
        if (requests[index] == 0) {
            networks++;
            highs[index] = high;
            lows[index] = low;
            asns[index] = asn;
        }
        requests[index] = saturatedSum(requests[index], allRequests);
        bytes[index] = saturatedSum(bytes[index], allBytes);
        unexplainedRequests[index] = saturatedSum(unexplainedRequests[index], restRequests);
        unexplainedBytes[index] = saturatedSum(unexplainedBytes[index], restBytes);
    }

    static long saturatedSum(long one, long other) {
        long sum = one + other;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }

    /** Its upper half is good; its uppermost bits tell nothing of where a network stands in a table. */
    static long hash(long high, long low, long asn, long seed) {
        long hash = ((high ^ seed) * ODD ^ low) * ODD;
        return (hash ^ (hash >>> 32) ^ asn) * (seed | 1);
    }

    private int index(long high, long low, long asn) {
        int mask = highs.length - 1;
        int index = (int) (hash(high, low, asn, seed) >>> 32) & mask;
        while (requests[index] != 0 && (highs[index] != high || lows[index] != low || asns[index] != asn)) {
            index = (index + 1) & mask;
        }
        return index;
    }

    private void grow() {
        NetworkCounts larger = new NetworkCounts(seed);
        int capacity = 2 * highs.length;
        larger.highs = new long[capacity];
        larger.lows = new long[capacity];
        larger.asns = new long[capacity];
        larger.requests = new long[capacity];
        larger.bytes = new long[capacity];
        larger.unexplainedRequests = new long[capacity];
        larger.unexplainedBytes = new long[capacity];
        forEach(i -> larger.add(
                highs[i], lows[i], asns[i], requests[i], bytes[i], unexplainedRequests[i], unexplainedBytes[i]));
        highs = larger.highs;
        lows = larger.lows;
        asns = larger.asns;
        requests = larger.requests;
        bytes = larger.bytes;
        unexplainedRequests = larger.unexplainedRequests;
        unexplainedBytes = larger.unexplainedBytes;
    }

    /** Visits all networks, in an order that means nothing. */
    void forEach(Visitor visitor) {
        for (int i = 0; i < requests.length; i++) {
            if (requests[i] != 0) {
                visitor.visit(i);
            }
        }
    }

    long high(int index) {
        return highs[index];
    }

    long low(int index) {
        return lows[index];
    }

    long asn(int index) {
        return asns[index];
    }

    Count all(int index) {
        return new Count(requests[index], bytes[index]);
    }

    Count unexplained(int index) {
        return new Count(unexplainedRequests[index], unexplainedBytes[index]);
    }
}
