package io.github.logtraffic.engine;

import io.github.logtraffic.log.entry.AccessLogEntry;
import io.github.logtraffic.log.entry.EntryConsumer;
import io.github.logtraffic.log.entry.EntryProjection;
import io.github.logtraffic.log.format.Header;
import io.github.logtraffic.log.format.LineParser;
import io.github.logtraffic.log.format.LogFormat;
import io.github.logtraffic.log.input.Chunk;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Threads that parse chunks of any logs while somebody else takes what they made of those before. */
final class ChunkParsers implements AutoCloseable {
    private static final int CHUNK_MARGIN = 1 << 14;

    private final PassOptions options;
    private final boolean keepsRejects;
    private final @Nullable Projections projections;
    private final ExecutorService threads;
    private final BlockingQueue<Chunk> free = new LinkedBlockingQueue<>();
    private final BlockingQueue<Bench> benches = new LinkedBlockingQueue<>();

    /**
     * @param keepsRejects whether malformed lines are kept in the books
     * @param projections make of entries what is kept of them; null to keep them as they are
     */
    ChunkParsers(PassOptions options, boolean keepsRejects, @Nullable Projections projections) {
        this.options = options;
        this.keepsRejects = keepsRejects;
        this.projections = projections;
        this.threads = Executors.newFixedThreadPool(options.threads(), ChunkParsers::daemon);
        for (int i = 0; i < options.threads() + 1; i++) { // one more, which is filled while all are parsed
            free.add(new Chunk(options.chunkBytes() + CHUNK_MARGIN));
        }
        for (int i = 0; i < options.threads(); i++) {
            benches.add(new Bench());
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "logtraffic-parser");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * What makes projections.
     *
     * @param texts how many texts a projected entry has
     * @param each makes one for a thread
     */
    record Projections(int texts, Supplier<EntryProjection> each) {
        /** What the consumer of the entries is shown. */
        static AccessLogEntry newEntry(@Nullable Projections projections, PassOptions options) {
            return projections == null ? options.entries().newEntry() : new AccessLogEntry(projections.texts);
        }
    }

    /** What became of a chunk. */
    record Parsed(int sequence, PackedEntries entries, ChunkBooks books) {}

    /** What one thread needs to parse. */
    private final class Bench implements EntryConsumer {
        private final LineLoop loop = new LineLoop(options, this);
        private final Map<LogFormat, LineParser> parsers = new HashMap<>();
        private final @Nullable EntryProjection projection = projections == null ? null : projections.each.get();
        private final AccessLogEntry projected = Projections.newEntry(projections, options);
        private final int texts =
                projections == null ? options.entries().texts().size() : projections.texts;
        private @Nullable PackedEntries batch;

        @Override
        public void accept(AccessLogEntry entry) {
            if (batch == null) {
                return;
            }
            if (projection == null) {
                batch.accept(entry);
            } else {
                projected.setNumbers(entry);
                projection.project(entry, projected);
                batch.accept(projected);
            }
        }

        private Parsed parse(Chunk chunk, OpenLog log, Header header, int operand) {
            LogFormat format = log.format();
            ChunkBooks books = new ChunkBooks(keepsRejects);
            PackedEntries entries =
                    new PackedEntries(operand, format != null && format.isStampedAtStart(), texts, batch);
            if (format != null && format.countsHeaders()) {
                entries.setCountsHeaders();
            }
            batch = entries;
            loop.run(chunk, 0, format == null ? null : parser(format, header), log.isDetected(), books);
            return new Parsed(chunk.sequence(), entries, books);
        }

        private LineParser parser(LogFormat format, Header header) {
            LineParser parser = parsers.computeIfAbsent(format, options.entries()::newParser);
            parser.start(header);
            return parser;
        }
    }

    /** An empty chunk; waits for one. */
    Chunk takeChunk() throws InterruptedException {
        return free.take();
    }

    /** Takes back a chunk that nothing was read into. */
    void giveBack(Chunk chunk) {
        free.add(chunk);
    }

    /** Has a chunk parsed, which may be filled again afterwards. */
    Future<Parsed> parse(Chunk chunk, OpenLog log, Header header, int operand) {
        Callable<Parsed> task = () -> {
            Bench bench = benches.take();
            try {
                return bench.parse(chunk, log, header, operand);
            } finally {
                benches.add(bench);
                free.add(chunk);
            }
        };
        return threads.submit(task);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
