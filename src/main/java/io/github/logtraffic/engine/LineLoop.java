package io.github.logtraffic.engine;

import io.github.logtraffic.log.entry.AccessLogEntry;
import io.github.logtraffic.log.entry.EntryConsumer;
import io.github.logtraffic.log.entry.Swar;
import io.github.logtraffic.log.filter.EntryFilter;
import io.github.logtraffic.log.format.FormatFollower;
import io.github.logtraffic.log.format.LineParser;
import io.github.logtraffic.log.format.LogFormat;
import io.github.logtraffic.log.format.MalformedReason;
import io.github.logtraffic.log.input.Chunk;
import io.github.logtraffic.log.value.Blanks;
import org.jspecify.annotations.Nullable;

/** The hot loop: the lines of a chunk through a parser to a consumer, each of them booked. */
final class LineLoop {
    private final int maxLineBytes;
    private final EntryConsumer consumer;
    private final AccessLogEntry entry;
    private final @Nullable EntryFilter filter;
    private final FormatFollower follower;
    private boolean follows;

    /**
     * @param options what to read of each line, and which entries are wanted
     * @param consumer takes the entries
     */
    LineLoop(PassOptions options, EntryConsumer consumer) {
        this.maxLineBytes = options.maxLineBytes();
        this.consumer = consumer;
        this.entry = options.entries().newEntry();
        this.filter = options.filter().newFilter(options.entries());
        this.follower = new FormatFollower(options.entries(), options.nowEpochSecond());
    }

    /**
     * @param firstLine the number of the chunk's first line in its log, from 1, as far as it is known
     * @param parser null when no format fits the log: then every line is malformed
     * @param follows whether lines that are not in the format of their log may be in another one
     */
    void run(Chunk chunk, long firstLine, @Nullable LineParser parser, boolean follows, ChunkBooks books) {
        this.follows = follows;
        byte[] bytes = chunk.bytes();
        int end = chunk.end();
        int from = 0;
        while (from < end) {
            int lineFeed = Swar.indexOf(bytes, from, end, Swar.LINE_FEED);
            int to = lineFeed;
            while (to > from && bytes[to - 1] == '\r') {
                to--;
            }
            // A line may have one carriage return more than the limit; more of them are part of the line.
            if (to - from > maxLineBytes || lineFeed - from > maxLineBytes + 1) {
                books.addMalformed(MalformedReason.TOO_LONG, bytes, from, Math.min(to, from + maxLineBytes));
            } else if (to == from || (bytes[from] <= ' ' && Blanks.areAll(bytes, from, to))) {
                books.addBlank();
            } else if (bytes[from] == '#') {
                books.addComment();
                if (parser != null) {
                    parser.comment(bytes, from, to);
                }
            } else {
                entry.setLineNumber(firstLine + books.lines());
                entry.setLine(bytes, from, lineFeed);
                read(bytes, from, to, parser, books);
            }
            from = lineFeed + 1;
        }
    }

    private void read(byte[] bytes, int from, int to, @Nullable LineParser parser, ChunkBooks books) {
        if (parser == null) {
            books.addMalformed(MalformedReason.SHAPE, bytes, from, to);
            return;
        }
        MalformedReason malformed = parser.parse(bytes, from, to, entry);
        if (malformed == null && follows && entry.client().isName() && parser.isDoubtful(bytes, from, to)) {
            readDoubtful(parser, bytes, from, to, books);
        } else if (malformed == null) {
            takeCounted(books);
        } else {
            follow(malformed, bytes, from, to, books);
        }
    }

    private void takeCounted(ChunkBooks books) {
        if (filter == null || filter.keeps(entry)) {
            consumer.accept(entry);
            books.addCounted();
        } else {
            books.addFiltered(entry.epochSecond());
        }
    }

    private void takeFollowed(LogFormat format, ChunkBooks books) {
        if (filter == null || filter.keeps(entry)) {
            consumer.accept(entry);
            books.addFollowed(format);
        } else {
            books.addFiltered(entry.epochSecond());
        }
    }

    /** A line of another format can pass for one of this; where none fits it better, it is one. */
    private void readDoubtful(LineParser parser, byte[] bytes, int from, int to, ChunkBooks books) {
        LogFormat other = follower.follow(bytes, from, to, entry);
        if (other == null) {
            parser.parse(bytes, from, to, entry); // again: the follower has written to the entry
            takeCounted(books);
        } else {
            takeFollowed(other, books);
        }
    }

    private void follow(MalformedReason malformed, byte[] bytes, int from, int to, ChunkBooks books) {
        LogFormat other = follows ? follower.follow(bytes, from, to, entry) : null;
        if (other == null) {
            books.addMalformed(malformed, bytes, from, to);
        } else {
            takeFollowed(other, books);
        }
    }
}
