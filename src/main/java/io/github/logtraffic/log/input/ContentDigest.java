package io.github.logtraffic.log.input;

import java.util.zip.CRC32;

/**
 * Identifies what is read while it is read. Java computes a CRC-32 by the processor's own instructions, at some gigabytes per
 * second, so that there is no need to do it in pieces by several threads.
 */
final class ContentDigest {
    private final CRC32 crc32 = new CRC32();
    private final BlockHash head = new BlockHash();
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
        return new LogContent(bytes, (int) crc32.getValue(), head.text(), BlockHash.of(tail, 0, tailLength), endsLine);
    }
}
