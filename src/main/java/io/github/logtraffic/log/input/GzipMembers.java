package io.github.logtraffic.log.input;

import java.io.IOException;
import java.io.InputStream;

/** Finds what may be the beginning of another member of a gzip file. */
final class GzipMembers {
    /** So many bytes of a member tell that it is one. */
    static final int LEAST_BYTES = 4;

    private static final int BUFFER = 1 << 16;
    private static final byte MAGIC_1 = 0x1F;
    private static final byte MAGIC_2 = (byte) 0x8B;
    private static final byte DEFLATE = 8;
    private static final int RESERVED_FLAGS = 0xE0;

    private GzipMembers() {}

    /**
     * Whether the rest of a stream holds four bytes with which a member may begin. Compressed data holds them by chance once
     * in 128 MB; then a file of one member is taken for one of several.
     */
    static boolean holdsAnother(InputStream rest) throws IOException {
        byte[] bytes = new byte[BUFFER];
        int end = 0;
        for (int count; (count = rest.read(bytes, end, BUFFER - end)) > 0; ) {
            end += count;
            int last = end - LEAST_BYTES;
            for (int at = 0; at <= last; at++) {
                if (bytes[at] == MAGIC_1 && isBeginning(bytes, at)) {
                    return true;
                }
            }
            int kept = Math.min(end, LEAST_BYTES - 1);
            System.arraycopy(bytes, end - kept, bytes, 0, kept);
            end = kept;
        }
        return false;
    }

    private static boolean isBeginning(byte[] bytes, int at) {
        return bytes[at + 1] == MAGIC_2 && bytes[at + 2] == DEFLATE && (bytes[at + 3] & RESERVED_FLAGS) == 0;
    }
}
