package io.github.logtraffic.engine;

import io.github.logtraffic.log.entry.Swar;
import io.github.logtraffic.log.entry.Utf8Text;
import io.github.logtraffic.log.format.Header;
import io.github.logtraffic.log.format.LogFormat;
import io.github.logtraffic.log.format.MalformedReason;
import io.github.logtraffic.log.input.Chunk;
import io.github.logtraffic.log.input.LogContent;
import io.github.logtraffic.log.input.LogPart;
import io.github.logtraffic.log.input.LogReader;
import io.github.logtraffic.log.input.LogSource;
import java.io.IOException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A log that is being read, and its books. */
final class OpenLog implements AutoCloseable {
    private final LogSource source;
    private final LogPart part;
    private @Nullable LogReader reader; // null when it is closed
    private long bytes;
    private @Nullable LogContent content;
    private final @Nullable LogFormat detected;
    private final @Nullable LogFormat format;
    private final boolean isDetected;

    private final @Nullable FirstLines firstLines;

    private Header header = Header.NONE;
    private LineCounts lines = LineCounts.NONE;
    private final Map<LogFormat, Long> followed = new HashMap<>();
    private final Map<MalformedReason, Sample> samples = new EnumMap<>(MalformedReason.class);

    /** How many chunks have been booked of which all before them have been, and how many lines they have. */
    private int chunksInOrder;

    private long linesInOrder;

    /** The lines of chunks that were booked sooner than some before them: at most as many as there are threads. */
    private final Map<Integer, Integer> linesOfLater = new HashMap<>();

    /** Where a sample stands; its line is counted within the chunk as long as chunks in front of it are not booked. */
    private static final class Sample {
        final int chunk;
        final int line;
        final byte[] text;
        long linesBefore = -1;

        Sample(int chunk, int line, byte[] text) {
            this.chunk = chunk;
            this.line = line;
            this.text = text;
        }

        boolean isBefore(Sample other) {
            return chunk < other.chunk || (chunk == other.chunk && line < other.line);
        }
    }

    private OpenLog(
            LogSource source,
            LogPart part,
            LogReader reader,
            @Nullable LogFormat detected,
            @Nullable LogFormat format,
            boolean isDetected,
            @Nullable FirstLines firstLines) {
        this.source = source;
        this.part = part;
        this.reader = reader;
        this.detected = detected;
        this.format = format;
        this.isDetected = isDetected;
        this.firstLines = firstLines;
    }

    /**
     * Opens a log and finds its format.
     *
     * @param part which of its bytes are to be read
     * @param keepsFirstLines whether its first lines are kept for the summary
     * @throws IOException when it cannot be read
     */
    static OpenLog open(
            LogSource source, LogPart part, PassOptions options, boolean keepsFirstLines, LongAdder storedBytesRead)
            throws IOException {
        LogReader reader = LogReader.open(source, options.chunkBytes(), options.maxLineBytes(), storedBytesRead);
        if (options.asTheyCome()) {
            reader.giveAsTheyCome();
        }
        LogHead head = LogHead.of(reader, source, options);
        boolean isDetected = head.isDetected();
        FirstLines firstLines = keepsFirstLines ? FirstLines.of(head) : null;
        if (!part.isWhole()) {
            reader.close();
            reader = LogReader.openPart(source, part, options.chunkBytes(), options.maxLineBytes(), storedBytesRead);
            storedBytesRead.add(part.skipped());
        }
        return new OpenLog(source, part, reader, head.detected(), head.format(), isDetected, firstLines);
    }

    LogSource source() {
        return source;
    }

    /** The format that its lines are read in, null when none fits. */
    @Nullable
    LogFormat format() {
        return format;
    }

    /** Whether its format was detected, so that it is followed when it changes. */
    boolean isDetected() {
        return isDetected;
    }

    /**
     * What can be said of a log before it is read: its name, its format and its first lines.
     *
     * @throws IOException when it cannot be read
     */
    static InputSummary glance(LogSource source, PassOptions options) throws IOException {
        try (OpenLog log = open(source, LogPart.none(0), options, true, new LongAdder())) {
            return log.summary();
        }
    }

    /** Makes it identify its content. */
    void identify() {
        if (reader != null) {
            reader.identify();
        }
    }

    /** See {@link LogReader#fill}. */
    boolean fill(Chunk chunk) throws IOException {
        boolean more = reader != null && reader.fill(chunk);
        if (format != null && format.hasHeader()) {
            readComments(chunk);
        }
        return more;
    }

    /** What the comments say that stand before the chunk that {@link #fill} will give next. */
    Header header() {
        return header;
    }

    private void readComments(Chunk chunk) {
        byte[] bytes = chunk.bytes();
        for (int from = 0; from < chunk.end(); ) {
            int end = Swar.indexOf(bytes, from, chunk.end(), Swar.LINE_FEED);
            if (bytes[from] == '#') {
                header = header.with(bytes, from, end);
            }
            from = end + 1;
        }
    }

    /** How many lines {@link #add} has booked so far. */
    synchronized long linesBooked() {
        return lines.read();
    }

    /**
     * Adds the books of one of its chunks.
     *
     * @param chunk its number in the log, from 0
     */
    synchronized void add(int chunk, ChunkBooks books) {
        Map<MalformedReason, Long> malformed = new EnumMap<>(MalformedReason.class);
        books.malformed().forEach((reason, same) -> {
            malformed.put(reason, same.count());
            Sample sample = new Sample(chunk, same.firstLine(), same.sample());
            samples.merge(reason, sample, (one, other) -> one.isBefore(other) ? one : other);
        });
        books.followed().forEach((other, count) -> {
            boolean isOwn = format != null && format.formatName().equals(other.formatName());
            if (!isOwn) { // otherwise it stood behind a prefix that the others have not
                followed.merge(other, count, Long::sum);
            }
        });
        lines = lines.plus(new LineCounts(
                books.blank(),
                books.comment(),
                books.filtered(),
                books.counted(),
                books.firstFiltered(),
                books.lastFiltered(),
                malformed));
        linesOfLater.put(chunk, books.lines());
        for (Integer more; (more = linesOfLater.remove(chunksInOrder)) != null; chunksInOrder++) {
            for (Sample sample : samples.values()) {
                if (sample.chunk == chunksInOrder) {
                    sample.linesBefore = linesInOrder;
                }
            }
            linesInOrder += more;
        }
    }

    synchronized InputSummary summary() {
        return new InputSummary(
                source.name(),
                format,
                format == null ? null : format.formatName(),
                detected,
                bytesRead(),
                part.skipped(),
                lines,
                followed,
                firstLines,
                0,
                content);
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
        long before = sample.linesBefore >= 0 ? sample.linesBefore : linesBookedBefore(sample.chunk);
        String text = Utf8Text.decode(sample.text, 0, sample.text.length, UnaryOperator.identity());
        String name = source.name() + (part.from() == 0 ? "" : " behind byte " + part.from());
        return new MalformedSample(reason, name, before + sample.line + 1, text);
    }

    /** The lines before a chunk that was reached by a pass that was stopped: some are not known. */
    private long linesBookedBefore(int chunk) {
        long before = linesInOrder;
        for (Map.Entry<Integer, Integer> later : linesOfLater.entrySet()) {
            before += later.getKey() < chunk ? later.getValue() : 0;
        }
        return before;
    }

    /** Closes the log and lets go of its buffers; its books stay. */
    @Override
    public void close() throws IOException {
        LogReader closing = reader;
        synchronized (this) {
            bytes = bytesRead();
            content = reader == null ? content : reader.content();
            reader = null;
        }
        if (closing != null) {
            closing.close();
        }
    }
}
