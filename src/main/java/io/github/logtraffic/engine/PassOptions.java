package io.github.logtraffic.engine;

import io.github.logtraffic.log.filter.FilterPlan;
import io.github.logtraffic.log.format.EntryPlan;

/**
 * How a pass reads.
 *
 * @param threads how many threads parse and count, at least 1
 * @param chunkBytes how many bytes a thread takes at a time, at least 1
 * @param maxLineBytes a longer line is malformed
 * @param formats the formats that logs are said to be in
 * @param entries what to read of each line; what the filter asks for is added behind it
 * @param nowEpochSecond the time, which those that were logged without a year are not much later than
 * @param asTheyCome whether lines are handed on as they come, however few they are, and in their order
 * @param filter which entries are wanted
 * @param assumesSorted whether logs are taken to be in the order of time, and only those parts of them read that can hold
 *     entries of the filter's range
 */
public record PassOptions(
        int threads,
        int chunkBytes,
        int maxLineBytes,
        FormatChoice formats,
        EntryPlan entries,
        long nowEpochSecond,
        boolean asTheyCome,
        FilterPlan filter,
        boolean assumesSorted) {
    /** A chunk that takes a thread well under a millisecond and amortises a system call. */
    public static final int DEFAULT_CHUNK_BYTES = 1 << 20;

    /** The longest line that is read, unless said otherwise. */
    public static final int DEFAULT_MAX_LINE_BYTES = 1 << 20;

    /** Adds what the filter asks for. */
    public PassOptions {
        entries = filter.widened(entries);
    }

    /** Hands on lines when there is a chunk of them, and all entries. */
    public PassOptions(
            int threads,
            int chunkBytes,
            int maxLineBytes,
            FormatChoice formats,
            EntryPlan entries,
            long nowEpochSecond) {
        this(threads, chunkBytes, maxLineBytes, formats, entries, nowEpochSecond, false, FilterPlan.ALL, false);
    }

    /** The same, of logs in other formats. */
    public PassOptions reading(FormatChoice choice) {
        return new PassOptions(
                threads, chunkBytes, maxLineBytes, choice, entries, nowEpochSecond, asTheyCome, filter, assumesSorted);
    }

    /** The same with one thread, which reads something else of each line. */
    public PassOptions inOrder(EntryPlan plan) {
        return new PassOptions(1, chunkBytes, maxLineBytes, formats, plan, nowEpochSecond);
    }

    /** The same with one thread, which hands on lines as they come: for whoever watches a pipe. */
    public PassOptions watching() {
        return new PassOptions(
                1, chunkBytes, maxLineBytes, formats, entries, nowEpochSecond, true, filter, assumesSorted);
    }

    /** The same, which hands on lines as they come and in their order. */
    public PassOptions streaming() {
        return new PassOptions(
                threads, chunkBytes, maxLineBytes, formats, entries, nowEpochSecond, true, filter, assumesSorted);
    }

    /** The same, of the entries that are wanted. */
    public PassOptions withFilter(FilterPlan wanted) {
        return new PassOptions(
                threads, chunkBytes, maxLineBytes, formats, entries, nowEpochSecond, asTheyCome, wanted, assumesSorted);
    }

    /** The same; whether logs are taken to be in the order of time. */
    public PassOptions assumingSorted(boolean sorted) {
        return new PassOptions(
                threads, chunkBytes, maxLineBytes, formats, entries, nowEpochSecond, asTheyCome, filter, sorted);
    }

    /** So many threads, and the defaults. */
    public static PassOptions ofThreads(int threads) {
        return new PassOptions(
                threads, DEFAULT_CHUNK_BYTES, DEFAULT_MAX_LINE_BYTES, FormatChoice.DETECTED, EntryPlan.COUNTS, 0);
    }
}
