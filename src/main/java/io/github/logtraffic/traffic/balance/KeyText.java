package io.github.logtraffic.traffic.balance;

import io.github.logtraffic.log.entry.ClientAddress;
import io.github.logtraffic.log.entry.ClientKey;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The bytes that a server hashes which takes a key as text: of an address those that {@code $remote_addr} has. */
final class KeyText {
    private static final int LONGEST_IPV4 = 15;

    private final byte[] ipv4 = new byte[LONGEST_IPV4];
    private byte[] bytes = ipv4;
    private boolean isAbsent;
    private long keyless;
    private int from;
    private int to;

    /** Reads a key, null when there is none; the bytes stay until the next one. */
    void read(@Nullable ClientKey key) {
        isAbsent = key == null;
        if (key == null) {
            from = to;
        } else if (key.isName()) {
            bytes = key.nameBytes();
            from = key.nameFrom();
            to = key.nameTo();
        } else if (ClientAddress.isIpv4(key.high(), key.low())) {
            writeIpv4((int) key.low());
        } else { // so seldom that the object does not matter
            bytes = ClientAddress.of(key).toString().getBytes(StandardCharsets.US_ASCII);
            from = 0;
            to = bytes.length;
        }
    }

    private void writeIpv4(int address) {
        bytes = ipv4;
        from = 0;
        to = 0;
        for (int shift = 24; shift >= 0; shift -= 8) {
            int octet = address >>> shift & 0xFF;
            if (octet >= 100) {
                ipv4[to++] = (byte) ('0' + octet / 100);
            }
            if (octet >= 10) {
                ipv4[to++] = (byte) ('0' + octet / 10 % 10);
            }
            ipv4[to++] = (byte) ('0' + octet % 10);
            if (shift > 0) {
                ipv4[to++] = '.';
            }
        }
    }

    /** Whether there is no key, or one of no bytes: nginx makes no difference. */
    boolean isEmpty() {
        return from == to;
    }

    int crc32(int state) {
        return Crc32.update(state, bytes, from, to);
    }

    /** The hash of the key; of a request without one a random number, as Envoy draws it, lest all went to one backend. */
    long xxHash64() {
        return isAbsent ? Draws.mix(++keyless) : XxHash64.of(bytes, from, to, 0);
    }
}
