package io.github.logtraffic.log.input;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Decompresses gzip (RFC 1952) of any number of members; zeros behind the last one, with which tapes are filled, are
 * skipped.
 *
 * <p>Ours, because a log's last lines matter: the JDK's stream takes a member that begins wrongly for the end of the log,
 * and commons-compress forgets what it has decompressed of a member when the next one begins wrongly. Here a read gives
 * out what there is before it looks further.
 */
final class GzipMembersInputStream extends BlockInputStream {
    private static final int BUFFER = 64 * 1024;
    private static final int MAGIC_1 = 0x1F;
    private static final int MAGIC_2 = 0x8B;
    private static final int DEFLATE = 8;
    private static final int HEADER_CRC = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;

    private final InputStream in;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 checksum = new CRC32();
    private final byte[] input = new byte[BUFFER];
    private int at;
    private int end;
    private boolean isFirst = true;
    private boolean inMember;
    private boolean ended;

    GzipMembersInputStream(InputStream in) {
        this.in = in;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        while (!ended) {
            if (!inMember) {
                beginMember();
                continue;
            }
            int count = inflate(bytes, offset, length);
            if (count > 0 || length == 0) {
                return count;
            }
            if (inflater.finished()) {
                endMember();
            }
        }
        return -1;
    }

    private int inflate(byte[] bytes, int offset, int length) throws IOException {
        try {
            if (inflater.needsInput()) {
                if (!hasMore()) {
                    throw new EOFException();
                }
                inflater.setInput(input, at, end - at);
                at = end;
            }
            int count = inflater.inflate(bytes, offset, length);
            if (inflater.needsDictionary()) {
                throw new IOException("corrupted: it wants a dictionary");
            }
            checksum.update(bytes, offset, count);
            return count;
        } catch (DataFormatException e) {
            throw new IOException("corrupted: " + e.getMessage(), e);
        }
    }

    private void endMember() throws IOException {
        at = end - inflater.getRemaining();
        inMember = false;
        if (littleEndian() != checksum.getValue() || littleEndian() != (inflater.getBytesWritten() & 0xFFFF_FFFFL)) {
            throw new IOException("corrupted: its checksum or length does not match");
        }
    }

    private long littleEndian() throws IOException {
        return next() | next() << 8 | next() << 16 | (long) next() << 24;
    }

    private void beginMember() throws IOException {
        if (!isFirst && (!hasMore() || input[at] == 0)) {
            skipZeros();
            ended = true;
            return;
        }
        if (next() != MAGIC_1 || next() != MAGIC_2 || next() != DEFLATE) {
            throw new IOException(isFirst ? "corrupted: no gzip header" : "something else follows the compressed data");
        }
        skipHeader();
        inflater.reset();
        checksum.reset();
        isFirst = false;
        inMember = true;
    }

    private void skipHeader() throws IOException {
        int flags = next();
        skipBytes(6); // time, kind of compression, system
        if ((flags & EXTRA) != 0) {
            skipBytes(next() | next() << 8);
        }
        for (int text : new int[] {NAME, COMMENT}) {
            while ((flags & text) != 0 && next() != 0) {
                // up to its zero
            }
        }
        if ((flags & HEADER_CRC) != 0) {
            skipBytes(2);
        }
    }

    private void skipBytes(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            next();
        }
    }

    private void skipZeros() throws IOException {
        while (hasMore()) {
            if (next() != 0) {
                throw new IOException("something else follows the compressed data");
            }
        }
    }

    private int next() throws IOException {
        if (!hasMore()) {
            throw new EOFException();
        }
        return input[at++] & 0xFF;
    }

    private boolean hasMore() throws IOException {
        if (at == end) {
            at = 0;
            end = Math.max(0, in.read(input, 0, input.length));
        }
        return at < end;
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        in.close();
    }
}
