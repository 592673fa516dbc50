package io.github.logtraffic.engine;

import io.github.logtraffic.log.format.EntryPlan;

/**
 * How a pass reads.
 *
 * @param threads how many threads parse and count, at least 1
 * @param chunkBytes how many bytes a thread takes at a time, at least 1
 * @param maxLineBytes a longer line is malformed
 * @param formats the formats that logs are said to be in
 * @param entries what to read of each line
 * @param nowEpochSecond the time, which those that were logged without a year are not much later than
 */
public record PassOptions(
        int threads, int chunkBytes, int maxLineBytes, FormatChoice formats, EntryPlan entries, long nowEpochSecond) {
    /** A chunk that takes a thread well under a millisecond and amortises a system call. */
    public static final int DEFAULT_CHUNK_BYTES = 1 << 20;

    /** The longest line that is read, unless said otherwise. */
    public static final int DEFAULT_MAX_LINE_BYTES = 1 << 20;

    /** The same, with another number of threads. */
    public PassOptions withThreads(int number) {
        return new PassOptions(number, chunkBytes, maxLineBytes, formats, entries, nowEpochSecond);
    }

    /** So many threads, and the defaults. */
    public static PassOptions ofThreads(int threads) {
        return new PassOptions(
                threads, DEFAULT_CHUNK_BYTES, DEFAULT_MAX_LINE_BYTES, FormatChoice.DETECTED, EntryPlan.COUNTS, 0);
    }
}
