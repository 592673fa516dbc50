package io.github.logtraffic.log.input;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A stream that can be looked into before it is read, and whose {@link #available} is 0 at the end only.
 *
 * <p>Decompressors ask {@code available} whether more follows; a pipe that happens to be empty at that moment would end
 * the log there.
 */
final class PeekingInputStream extends BlockInputStream {
    private static final int BUFFER = 64 * 1024;

    private final InputStream in;
    private byte[] peeked = {};
    private int at;
    private int end;
    private @Nullable IOException failure;

    PeekingInputStream(InputStream in) {
        this.in = in;
    }

    /**
     * The next bytes, which stay to be read: so many, or fewer when the stream ends or fails before. A failure is thrown
     * by the read that reaches it.
     */
    byte[] peek(int length) {
        if (end - at < length && failure == null) {
            peeked = Arrays.copyOfRange(peeked, at, at + length);
            end -= at;
            at = 0;
            try {
                for (int count; end < length && (count = in.read(peeked, end, length - end)) >= 0; ) {
                    end += count;
                }
            } catch (IOException e) {
                failure = e;
            }
        }
        return Arrays.copyOfRange(peeked, at, Math.min(end, at + length));
    }

    /**
     * Waits for bytes behind those that were peeked at; they all stay to be read.
     *
     * @return how many there are now: no more than before when the stream ends or fails there
     */
    int peekMore() {
        if (failure == null) {
            if (end == peeked.length) {
                peeked = Arrays.copyOfRange(peeked, at, at + Math.max(BUFFER, (end - at) * 2));
                end -= at;
                at = 0;
            }
            try {
                end += Math.max(0, in.read(peeked, end, peeked.length - end));
            } catch (IOException e) {
                failure = e;
            }
        }
        return end - at;
    }

    /** What {@link #peek} met and a read will throw; null when it met nothing. */
    @Nullable
    IOException failure() {
        return failure;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (at == end) {
            if (failure != null) {
                throw failure;
            }
            return in.read(bytes, offset, length);
        }
        int count = Math.min(length, end - at);
        System.arraycopy(peeked, at, bytes, offset, count);
        at += count;
        return count;
    }

    @Override
    public int available() throws IOException {
        if (at == end && failure == null) {
            peeked = peeked.length < BUFFER ? new byte[BUFFER] : peeked;
            at = 0;
            end = Math.max(0, in.read(peeked, 0, peeked.length));
        }
        if (at == end && failure != null) {
            throw failure; // 0 would be an end
        }
        return end - at;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
