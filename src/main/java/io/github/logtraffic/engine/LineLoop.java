package io.github.logtraffic.engine;

import io.github.logtraffic.log.entry.AccessLogEntry;
import io.github.logtraffic.log.entry.EntryConsumer;
import io.github.logtraffic.log.entry.Swar;
import io.github.logtraffic.log.format.LineParser;
import io.github.logtraffic.log.format.MalformedReason;
import io.github.logtraffic.log.input.Chunk;
import io.github.logtraffic.log.value.Blanks;
import org.jspecify.annotations.Nullable;

/** The hot loop: the lines of a chunk through a parser to a consumer, each of them booked. */
final class LineLoop {
    private final int maxLineBytes;
    private final EntryConsumer consumer;
    private final AccessLogEntry entry = new AccessLogEntry();

    LineLoop(int maxLineBytes, EntryConsumer consumer) {
        this.maxLineBytes = maxLineBytes;
        this.consumer = consumer;
    }

    /**
     * @param parser null when no format fits the log: then every line is malformed
     */
    void run(Chunk chunk, @Nullable LineParser parser, ChunkBooks books) {
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
            } else {
                read(bytes, from, to, parser, books);
            }
            from = lineFeed + 1;
        }
    }

    private void read(byte[] bytes, int from, int to, @Nullable LineParser parser, ChunkBooks books) {
        MalformedReason malformed = parser == null ? MalformedReason.SHAPE : parser.parse(bytes, from, to, entry);
        if (malformed == null) {
            consumer.accept(entry);
            books.addCounted();
        } else {
            books.addMalformed(malformed, bytes, from, to);
        }
    }
}
