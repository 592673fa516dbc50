package io.github.logtraffic.log.input;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32;

/**
 * Identifies what is read while it is read. Java computes a CRC-32 by the processor's own instructions, at some gigabytes per
 * second, so that there is no need to do it in pieces by several threads.
 */
final class ContentDigest {
    private static final int HASH_BYTES = 16; // of 32: nobody who can choose two logs gains by their having one hash

    private final CRC32 crc32 = new CRC32();
    private final MessageDigest head = sha256();
    private final byte[] tail = new byte[LogContent.TAIL_BYTES];
    private int tailLength;
    private long bytes;

    /** Takes the next bytes. */
    void update(byte[] source, int from, int length) {
        crc32.update(source, from, length);
        if (bytes < LogContent.HEAD_BYTES) {
            head.update(source, from, (int) Math.min(length, LogContent.HEAD_BYTES - bytes));
        }
        bytes += length;
        int kept = Math.min(tailLength, Math.max(0, tail.length - length));
        System.arraycopy(tail, tailLength - kept, tail, 0, kept);
        int added = Math.min(length, tail.length);
        System.arraycopy(source, from + length - added, tail, kept, added);
        tailLength = kept + added;
    }

    /** What was read so far; to be asked once. */
    LogContent content() {
        boolean endsLine = tailLength > 0 && tail[tailLength - 1] == '\n';
        return new LogContent(bytes, (int) crc32.getValue(), hex(head.digest()), hash(tail, 0, tailLength), endsLine);
    }

    /** The hash of some bytes, as {@link LogContent} has it of the first and of the last ones. */
    static String hash(byte[] source, int from, int length) {
        MessageDigest digest = sha256();
        digest.update(source, from, length);
        return hex(digest.digest());
    }

    private static String hex(byte[] hash) {
        return HexFormat.of().formatHex(Arrays.copyOf(hash, HASH_BYTES));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
