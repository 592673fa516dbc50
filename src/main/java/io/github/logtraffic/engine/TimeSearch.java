package io.github.logtraffic.engine;

import io.github.logtraffic.log.entry.AccessLogEntry;
import io.github.logtraffic.log.entry.Swar;
import io.github.logtraffic.log.format.EntryPlan;
import io.github.logtraffic.log.format.Header;
import io.github.logtraffic.log.format.LineParser;
import io.github.logtraffic.log.format.LogFormat;
import io.github.logtraffic.log.input.LogProbe;
import io.github.logtraffic.log.input.LogReader;
import io.github.logtraffic.log.input.LogSource;
import java.io.IOException;
import java.util.concurrent.atomic.LongAdder;

/** Finds where a log whose entries are in the order of time comes to a time, by binary search. */
final class TimeSearch {
    /** What stands for the time of lines that have none. */
    static final long UNKNOWN = Long.MIN_VALUE;

    private static final long MICROS = 1_000_000;
    private static final int LEAST_LOOK = 1 << 14;
    private static final int MOST_LOOK = 1 << 20;

    private final LineParser parser;
    private final AccessLogEntry entry = EntryPlan.COUNTS.newEntry();

    // The first entry that was found last.
    private int foundAt;
    private long foundMicros;

    TimeSearch(LogFormat format) {
        parser = EntryPlan.COUNTS.newParser(format);
        parser.start(Header.NONE);
    }

    /**
     * When the first entry of a log was logged, in microseconds since 1970; {@link #UNKNOWN} when there is none, or when the
     * log is no file that can be opened a second time. One that cannot be read is complained of when it is read.
     */
    static long firstMicros(LogSource source, PassOptions options) {
        if (source.size() == 0) {
            return UNKNOWN;
        }
        try (LogReader reader = LogReader.open(source, options.chunkBytes(), options.maxLineBytes(), new LongAdder())) {
            LogHead head = LogHead.of(reader, source, options);
            LogFormat format = head.format();
            return format == null ? UNKNOWN : new TimeSearch(format).firstMicros(head.bytes(), head.length());
        } catch (IOException e) {
            return UNKNOWN;
        }
    }

    /** The time of the first entry among lines, in microseconds since 1970; {@link #UNKNOWN} when there is none. */
    long firstMicros(byte[] bytes, int length) {
        return find(bytes, 0, length, true) ? foundMicros : UNKNOWN;
    }

    /**
     * Where the first entry begins that was logged at a time or later; the log's end when there is none.
     *
     * @param elseFirst what to give when lines without entries leave that open: the last place known to be before it, or the
     *     first known to be behind it
     */
    long firstFrom(LogProbe log, long micros, boolean elseFirst) throws IOException {
        long low = 0; // no entry that begins before is late enough
        long high = log.size(); // the first entry that begins here or further on is, or there is none
        long before = 0;
        long behind = log.size();
        while (low < high) {
            long middle = (low + high) >>> 1;
            long at = entryFrom(log, middle);
            if (at < 0) {
                return elseFirst ? before : behind;
            }
            if (at < log.size() && foundMicros < micros) {
                before = at;
                low = at + 1;
            } else {
                behind = at;
                high = middle;
            }
        }
        return behind;
    }

    /**
     * Where the first entry begins at a place or behind it, the log's end when there is none; -1 when that is not known,
     * because there are too many lines that are none.
     */
    private long entryFrom(LogProbe log, long place) throws IOException {
        long from = Math.max(0, place - 1); // a line begins at the place when a line feed stands before it
        for (int look = LEAST_LOOK; look <= MOST_LOOK; look *= 4) {
            byte[] bytes = new byte[look];
            int length = log.read(from, bytes);
            boolean isEnd = from + length >= log.size();
            int first = place == 0 ? 0 : Swar.indexOf(bytes, 0, length, Swar.LINE_FEED) + 1;
            if (first <= length && find(bytes, first, length, isEnd)) {
                return from + foundAt;
            }
            if (isEnd) {
                return log.size();
            }
        }
        return -1;
    }

    /** Finds the first entry among lines, of which the last may be cut off. */
    private boolean find(byte[] bytes, int first, int length, boolean isEnd) {
        for (int from = first; from < length; ) {
            int lineFeed = Swar.indexOf(bytes, from, length, Swar.LINE_FEED);
            if (lineFeed == length && !isEnd) {
                return false;
            }
            int to = lineFeed > from && bytes[lineFeed - 1] == '\r' ? lineFeed - 1 : lineFeed;
            if (to > from && bytes[from] == '#') {
                parser.comment(bytes, from, to);
            } else if (to > from && parser.parse(bytes, from, to, entry) == null) {
                foundAt = from;
                foundMicros = entry.epochSecond() * MICROS + entry.microOfSecond();
                return true;
            }
            from = lineFeed + 1;
        }
        return false;
    }
}
