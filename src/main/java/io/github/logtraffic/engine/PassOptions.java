package io.github.logtraffic.engine;

import io.github.logtraffic.log.format.LogFormat;
import org.jspecify.annotations.Nullable;

/**
 * How a pass reads.
 *
 * @param threads how many threads parse and count, at least 1
 * @param chunkBytes how many bytes a thread takes at a time, at least 1
 * @param maxLineBytes a longer line is malformed
 * @param format the format of all logs; null to detect each one's
 */
public record PassOptions(
        int threads,
        int chunkBytes,
        int maxLineBytes,
        @Nullable LogFormat format) {
    /** A chunk that takes a thread well under a millisecond and amortises a system call. */
    public static final int DEFAULT_CHUNK_BYTES = 1 << 20;

    /** The longest line that is read, unless said otherwise. */
    public static final int DEFAULT_MAX_LINE_BYTES = 1 << 20;

    /** So many threads, and the defaults. */
    public static PassOptions ofThreads(int threads) {
        return new PassOptions(threads, DEFAULT_CHUNK_BYTES, DEFAULT_MAX_LINE_BYTES, null);
    }
}
