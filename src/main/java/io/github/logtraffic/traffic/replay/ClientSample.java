package io.github.logtraffic.traffic.replay;

import io.github.logtraffic.log.entry.ClientKey;

/** A share of the clients, all requests of each: the same ones in each run, and those of a smaller share among them. */
final class ClientSample {
    private static final double TWO_TO_53 = 0x1p53;
    private static final long FNV_PRIME = 0x100000001B3L;
    private static final long FNV_OFFSET = 0xCBF29CE484222325L;

    private final double share;

    /** @param share from 0 for none to 1 for all */
    ClientSample(double share) {
        this.share = share;
    }

    boolean contains(ClientKey client) {
        return share >= 1 || (mixed(hash(client)) >>> 11) / TWO_TO_53 < share;
    }

    private static long hash(ClientKey client) {
        if (!client.isName()) {
            return mixed(client.high()) ^ client.low();
        }
        long hash = FNV_OFFSET;
        for (int at = client.nameFrom(); at < client.nameTo(); at++) {
            hash = (hash ^ (client.nameBytes()[at] & 0xFF)) * FNV_PRIME;
        }
        return hash;
    }

    /** SplitMix64's finalizer: FNV alone, and addresses as they are, say little in their upper bits. */
    private static long mixed(long number) {
        long mixed = (number ^ number >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return mixed ^ mixed >>> 31;
    }
}
