package io.github.logtraffic.log.input;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/**
 * A hash of a block of a log: SHA-256 of its first bytes, and CRC-32 and CRC-32C of all of them. The first lines of two logs
 * differ, if only in their times, so that whoever can choose lines of one cannot make it pass for the other; that the rest has
 * changed by accident is seen by the two checks but for once in 2^64. SHA-256 of whole blocks took a tenth of a second for 30
 * logs, since Java computes it by the processor's own instructions only when it has been at it for long; checks at once.
 */
final class BlockHash {
    private static final int HASHED_BYTES = 1 << 10;
    private static final int HASH_BYTES = 16; // of 32: nobody who can choose two logs gains by their having one hash

    private final MessageDigest first = sha256();
    private final CRC32 crc32 = new CRC32();
    private final CRC32C crc32c = new CRC32C();
    private int hashed;

    /** The hash of some bytes. */
    static String of(byte[] source, int from, int length) {
        BlockHash hash = new BlockHash();
        hash.update(source, from, length);
        return hash.text();
    }

    /** Takes the next bytes. */
    void update(byte[] source, int from, int length) {
        int toHash = Math.min(length, HASHED_BYTES - hashed);
        first.update(source, from, toHash);
        hashed += toHash;
        crc32.update(source, from, length);
        crc32c.update(source, from, length);
    }

    /** The hash of what was taken, in one word; to be asked once. */
    String text() {
        byte[] hash = ByteBuffer.wrap(Arrays.copyOf(first.digest(), HASH_BYTES + Long.BYTES))
                .putLong(HASH_BYTES, crc32.getValue() << Integer.SIZE | crc32c.getValue())
                .array();
        return HexFormat.of().formatHex(hash);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
