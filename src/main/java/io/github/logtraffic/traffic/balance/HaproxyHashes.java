package io.github.logtraffic.traffic.balance;

import io.github.logtraffic.log.entry.ClientAddress;
import io.github.logtraffic.log.entry.ClientKey;

/** The hash functions that HAProxy uses unless told otherwise. */
final class HaproxyHashes {
    private HaproxyHashes() {}

    /** Of an address as {@code balance source} does it (src/backend.c, get_server_sh), of anything else its sdbm hash. */
    static int of(ClientKey key) {
        if (key.isName()) {
            return sdbm(key.nameBytes(), key.nameFrom(), key.nameTo());
        }
        int low = (int) key.low();
        if (ClientAddress.isIpv4(key.high(), key.low())) {
            return low;
        }
        return (int) (key.high() >>> 32) ^ (int) key.high() ^ (int) (key.low() >>> 32) ^ low;
    }

    /** src/hash.c, hash_sdbm. */
    static int sdbm(byte[] bytes, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = (bytes[i] & 0xFF) + (hash << 6) + (hash << 16) - hash;
        }
        return hash;
    }

    /**
     * Spreads a hash over all 32 bits: Bob Jenkins' six shifts and a multiplication (include/haproxy/intops.h, full_hash).
     */
    static int avalanche(int hash) {
        int a = hash;
        a = a + 0x7ED55D16 + (a << 12);
        a = a ^ 0xC761C23C ^ a >>> 19;
        a = a + 0x165667B1 + (a << 5);
        a = a + 0xD3A2646C ^ a << 9;
        a = a + 0xFD7046C5 + (a << 3);
        a = a ^ 0xB55A4F09 ^ a >>> 16;
        return a * (int) 3_221_225_473L;
    }
}
