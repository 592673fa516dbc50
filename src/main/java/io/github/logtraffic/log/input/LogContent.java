package io.github.logtraffic.log.input;

import java.util.HexFormat;

/**
 * What identifies the content of a log, after decompression: the same bytes have the same identity, whatever the file is
 * called and however it is compressed; and what gzip writes behind its data is a part of it.
 *
 * @param bytes how many there are
 * @param crc32 their CRC-32
 * @param head a hash of the first {@value #HEAD_BYTES} of them
 * @param tail a hash of the last {@value #TAIL_BYTES} of them
 * @param endsLine whether the last one ends a line
 */
public record LogContent(long bytes, int crc32, String head, String tail, boolean endsLine) {
    /** How many of the first bytes are hashed. */
    public static final int HEAD_BYTES = 1 << 16;

    /** How many of the last bytes are hashed. */
    public static final int TAIL_BYTES = 1 << 12;

    /**
     * Whether a log with more bytes can be told to begin with these: of shorter ones it is not worth while to ask, and an
     * unfinished line has been read as one.
     */
    public boolean canGrow() {
        return bytes >= HEAD_BYTES && endsLine;
    }

    /**
     * This content and more behind it; this one {@link #canGrow}.
     *
     * @param tailOfBoth the hash of their last bytes
     */
    LogContent then(LogContent more, String tailOfBoth) {
        return new LogContent(
                bytes + more.bytes,
                Crc32.combine(crc32, more.crc32, more.bytes),
                head,
                tailOfBoth,
                more.bytes == 0 ? endsLine : more.endsLine);
    }

    /** What of it can be known without reading all of a gzip file. */
    public String identity() {
        return identity(crc32, bytes, head);
    }

    /** The identity of a content of which these are known; of the number of bytes its lower 32 bits do. */
    static String identity(int crc32, long bytes, String head) {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(crc32) + "-" + hex.toHexDigits((int) bytes) + "-" + head;
    }
}
