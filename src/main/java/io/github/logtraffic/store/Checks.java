package io.github.logtraffic.store;

import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/**
 * A check of 64 bits: CRC-32 and CRC-32C side by side. Their polynomials have no factor in common, so that together they are
 * one remainder of degree 64: every change within any 64 bits in a row shows, and of other changes all but one in 2^64.
 * Each of them is a few instructions of the processor ({@code java.util.zip} has intrinsics for both), so that 30 MB take
 * milliseconds, which no hash of 64 bits written in Java does. It is against accidents: whoever means harm and can write to
 * a store can as well write a check.
 */
final class Checks {
    /** How long a check is. */
    static final int BYTES = Long.BYTES;

    private Checks() {}

    /** The check of the first so many bytes. */
    static long of(byte[] bytes, int length) {
        CRC32 crc32 = new CRC32();
        crc32.update(bytes, 0, length);
        CRC32C crc32c = new CRC32C();
        crc32c.update(bytes, 0, length);
        return crc32.getValue() << Integer.SIZE | crc32c.getValue();
    }
}
