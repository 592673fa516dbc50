package io.github.logtraffic.engine;

import io.github.logtraffic.log.entry.AccessLogEntry;
import io.github.logtraffic.log.entry.EntryConsumer;
import io.github.logtraffic.log.entry.MergeableConsumer;
import io.github.logtraffic.log.format.LineParser;
import io.github.logtraffic.log.format.LogFormat;
import io.github.logtraffic.log.input.Chunk;
import io.github.logtraffic.log.input.LogPart;
import io.github.logtraffic.log.input.LogSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * One pass over logs. Made, then {@link #run} once; {@link #stop} and the counters may be called by other threads
 * meanwhile.
 */
public final class LogPass implements Pass {
    /** Room for the unfinished line of the chunk before, so that buffers of usual logs never grow. */
    private static final int CHUNK_MARGIN = 1 << 14;

    private static final int MILLIS_TO_HAND_IN = 500;

    private final List<LogSource> sources;
    private final PassOptions options;
    private final @Nullable RejectSink rejects;
    private final LongAdder storedBytesRead = new LongAdder();
    private final LogQueue queue;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    /**
     * @param sources the logs, in the order in which reports name them
     * @param options how to read them
     * @param rejects takes the malformed lines; null to drop them
     */
    public LogPass(List<LogSource> sources, PassOptions options, @Nullable RejectSink rejects) {
        this.sources = List.copyOf(sources);
        this.options = options;
        this.rejects = rejects;
        this.queue = new LogQueue(this.sources, options, rejects != null || options.asTheyCome(), storedBytesRead);
    }

    /**
     * What can be said of a log without reading it: its name, its format and its first lines.
     *
     * @throws IOException when it cannot be read at all
     */
    public static InputSummary glance(LogSource source, PassOptions options) throws IOException {
        return OpenLog.glance(source, options);
    }

    /** Has the books say what identifies the content of each log; before it runs. */
    public LogPass identifying() {
        queue.identify();
        return this;
    }

    /** Has only parts of the logs read, one for each; before it runs. */
    public LogPass readingOnly(List<LogPart> parts) {
        queue.readOnly(parts);
        return this;
    }

    /**
     * Reads all logs into the consumer. When the options say that lines are handed on as they come, the consumers of all
     * threads are told of each pause in the order of the logs and their lines: what a consumer took since its last pause
     * stands before what the next one took.
     *
     * @param consumer takes the entries; what it and its kin counted is merged into it
     * @return the books
     * @throws UncheckedIOException when rejects cannot be kept
     */
    public <T extends MergeableConsumer<T>> RunSummary run(T consumer) {
        if (options.assumesSorted()) {
            queue.readOnly(SortedParts.of(sources, options));
        }
        List<T> consumers = new ArrayList<>();
        List<Thread> workers = new ArrayList<>();
        for (int thread = 0; thread < options.threads(); thread++) {
            T own = thread == 0 ? consumer : consumer.fresh();
            consumers.add(own);
            Thread worker = new Thread(() -> work(own), "logtraffic-" + thread);
            worker.setDaemon(true); // it may wait for input that never comes when the pass is stopped
            worker.start();
            workers.add(worker);
        }
        queue.awaitEnd();
        if (queue.isStopped()) {
            interrupt(workers);
        }
        throwFailure();
        consumers.subList(1, consumers.size()).forEach(consumer::merge);
        return summary();
    }

    /**
     * Reads all logs into a consumer that needs their entries one log after the other, each from its beginning, and each
     * with its line's number. The options must say one thread. When they say that lines are handed on as they come, the
     * consumer is told of each pause.
     *
     * @return the books
     */
    public RunSummary runInOrder(EntryConsumer consumer) {
        return run(new InOrder(consumer));
    }

    /** The only consumer of a pass of one thread. */
    private record InOrder(EntryConsumer consumer) implements MergeableConsumer<InOrder> {
        @Override
        public void accept(AccessLogEntry entry) {
            consumer.accept(entry);
        }

        @Override
        public void pause() {
            consumer.pause();
        }

        @Override
        public InOrder fresh() {
            throw new IllegalStateException("one thread needs one consumer");
        }

        @Override
        public void merge(InOrder other) {
            throw new IllegalStateException("one thread has one consumer");
        }
    }

    /**
     * Lets threads that wait for input hand in what they have; but waits only so long for those that cannot be interrupted:
     * they hold nothing that was parsed, and are given nothing any more.
     */
    private void interrupt(List<Thread> workers) {
        workers.forEach(Thread::interrupt);
        try {
            for (Thread worker : workers) {
                worker.join(MILLIS_TO_HAND_IN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        queue.abandon();
    }

    @Override
    public void stop() {
        queue.stop();
    }

    /** Ends the pass early because nothing more is wanted: what was read so far is the result, and nothing is missing. */
    public void finish() {
        queue.finish();
    }

    @Override
    public long bytesRead() {
        return storedBytesRead.sum();
    }

    @Override
    public long bytesInAll() {
        return LogSource.sizeOf(sources);
    }

    private void work(MergeableConsumer<?> consumer) {
        try {
            LineLoop loop = new LineLoop(options, consumer);
            Map<LogFormat, LineParser> parsers = new HashMap<>();
            ChunkBooks books = new ChunkBooks(rejects != null);
            Chunk chunk = new Chunk(options.chunkBytes() + CHUNK_MARGIN);
            for (LogQueue.Work work; (work = queue.take(chunk)) != null; ) {
                try {
                    books.clear();
                    loop.run(
                            chunk,
                            firstLine(work),
                            parser(work, parsers),
                            work.log().isDetected(),
                            books);
                    work.log().add(chunk.sequence(), books);
                    handOverRejects(work, books);
                    if (options.asTheyCome()) {
                        queue.awaitTurn(work);
                        consumer.pause();
                    }
                } finally {
                    queue.done();
                }
            }
            settle(consumer);
        } catch (Throwable e) { // whatever it was, the thread that waits for the result must hear of it
            failure.compareAndSet(null, e);
            queue.stop();
        } finally {
            queue.leave();
        }
    }

    private void settle(MergeableConsumer<?> consumer) {
        if (queue.maySettle()) {
            try {
                consumer.settle();
            } finally {
                queue.settled();
            }
        }
    }

    /** The number of a chunk's first line; known when the chunks before it have all been booked. */
    private long firstLine(LogQueue.Work work) {
        return options.threads() == 1 ? work.log().linesBooked() + 1 : 0;
    }

    private @Nullable LineParser parser(LogQueue.Work work, Map<LogFormat, LineParser> parsers) {
        LogFormat format = work.log().format();
        if (format == null) {
            return null;
        }
        LineParser parser = parsers.computeIfAbsent(format, options.entries()::newParser);
        parser.start(work.header());
        return parser;
    }

    private void handOverRejects(LogQueue.Work work, ChunkBooks books) throws IOException {
        ByteArrayOutputStream lines = books.rejects();
        if (rejects != null && lines != null) {
            queue.awaitTurn(work);
            if (lines.size() > 0 && failure.get() == null && !queue.isFinished()) {
                rejects.accept(lines.toByteArray(), lines.size());
            }
        }
    }

    private void throwFailure() {
        Throwable thrown = failure.get();
        if (thrown instanceof IOException e) {
            throw new UncheckedIOException(e);
        } else if (thrown instanceof Error e) {
            throw e;
        } else if (thrown instanceof RuntimeException e) {
            throw e;
        }
    }

    private RunSummary summary() {
        return RunSummary.of(queue.opened(), queue.failures(), queue.isStopped() && !queue.isFinished(), 0);
    }
}
