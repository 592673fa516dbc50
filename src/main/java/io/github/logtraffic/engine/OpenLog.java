package io.github.logtraffic.engine;

import io.github.logtraffic.log.entry.Swar;
import io.github.logtraffic.log.entry.Utf8Text;
import io.github.logtraffic.log.format.FormatDetector;
import io.github.logtraffic.log.format.LogFormat;
import io.github.logtraffic.log.format.MalformedReason;
import io.github.logtraffic.log.input.Chunk;
import io.github.logtraffic.log.input.LogReader;
import io.github.logtraffic.log.input.LogSource;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A log that is being read, and its books. */
final class OpenLog implements AutoCloseable {
    private static final int FIRST_HEAD_BYTES = 1 << 16;
    private static final int LAST_HEAD_BYTES = 1 << 22;

    private final LogSource source;
    private @Nullable LogReader reader; // null when it is closed
    private long bytes;
    private final @Nullable LogFormat detected;
    private final @Nullable LogFormat format;

    private LineCounts lines = LineCounts.NONE;
    private final Map<MalformedReason, Sample> samples = new EnumMap<>(MalformedReason.class);
    private int[] linesOfChunk = new int[16];

    /** Where a sample stands, before the lines of all chunks in front of it are known. */
    private static final class Sample {
        final int chunk;
        final int line;
        final byte[] text;

        Sample(int chunk, int line, byte[] text) {
            this.chunk = chunk;
            this.line = line;
            this.text = text;
        }

        boolean isBefore(Sample other) {
            return chunk < other.chunk || (chunk == other.chunk && line < other.line);
        }
    }

    private OpenLog(LogSource source, LogReader reader, @Nullable LogFormat detected, @Nullable LogFormat format) {
        this.source = source;
        this.reader = reader;
        this.detected = detected;
        this.format = format;
    }

    /**
     * Opens a log and finds its format, from more and more of its beginning while none is found.
     *
     * @throws IOException when it cannot be read
     */
    static OpenLog open(LogSource source, PassOptions options, LongAdder storedBytesRead) throws IOException {
        LogReader reader = LogReader.open(source, options.chunkBytes(), options.maxLineBytes(), storedBytesRead);
        LogFormat detected = null;
        byte[] head = {};
        for (int length = FIRST_HEAD_BYTES; detected == null && length <= LAST_HEAD_BYTES; length *= 4) {
            int before = head.length;
            head = reader.head(length);
            if (head.length == before) {
                break;
            }
            int lastLineEnd = Swar.lastIndexOf(head, 0, head.length, Swar.LINE_FEED) + 1;
            boolean isWhole = head.length < length || lastLineEnd == 0;
            detected = FormatDetector.detect(head, 0, isWhole ? head.length : lastLineEnd);
        }
        return new OpenLog(source, reader, detected, options.format() == null ? detected : options.format());
    }

    LogSource source() {
        return source;
    }

    /** The format that its lines are read in, null when none fits. */
    @Nullable
    LogFormat format() {
        return format;
    }

    /** See {@link LogReader#fill}. */
    boolean fill(Chunk chunk) throws IOException {
        return reader != null && reader.fill(chunk);
    }

    /** Adds the books of one of its chunks. */
    synchronized void add(Chunk chunk, ChunkBooks books) {
        Map<MalformedReason, Long> malformed = new EnumMap<>(MalformedReason.class);
        books.malformed().forEach((reason, same) -> {
            malformed.put(reason, same.count());
            Sample sample = new Sample(chunk.sequence(), same.firstLine(), same.sample());
            samples.merge(reason, sample, (one, other) -> one.isBefore(other) ? one : other);
        });
        lines = lines.plus(new LineCounts(books.blank(), books.comment(), 0, books.counted(), malformed));
        if (chunk.sequence() >= linesOfChunk.length) {
            linesOfChunk = Arrays.copyOf(linesOfChunk, Math.max(chunk.sequence() + 1, linesOfChunk.length * 2));
        }
        linesOfChunk[chunk.sequence()] = books.lines();
    }

    synchronized InputSummary summary() {
        return new InputSummary(source.name(), format, detected, bytesRead(), lines);
    }

    private synchronized long bytesRead() {
        return reader == null ? bytes : reader.bytesRead();
    }

    /** The log's first malformed line of a reason, null when there was none. */
    synchronized @Nullable MalformedSample sample(MalformedReason reason) {
        Sample sample = samples.get(reason);
        if (sample == null) {
            return null;
        }
        long before =
                Arrays.stream(linesOfChunk, 0, sample.chunk).asLongStream().sum();
        String text = Utf8Text.decode(sample.text, 0, sample.text.length, UnaryOperator.identity());
        return new MalformedSample(reason, source.name(), before + sample.line + 1, text);
    }

    /** Closes the log and lets go of its buffers; its books stay. */
    @Override
    public void close() throws IOException {
        LogReader closing = reader;
        synchronized (this) {
            bytes = bytesRead();
            reader = null;
        }
        if (closing != null) {
            closing.close();
        }
    }
}
