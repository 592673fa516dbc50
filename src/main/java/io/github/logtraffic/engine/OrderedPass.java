package io.github.logtraffic.engine;

import io.github.logtraffic.engine.ChunkParsers.Projections;
import io.github.logtraffic.log.entry.EntryProjection;
import io.github.logtraffic.log.entry.OrderedConsumer;
import io.github.logtraffic.log.input.LogPart;
import io.github.logtraffic.log.input.LogSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One pass over logs that gives their entries in the order in which the requests began. Logs are taken by the time of their
 * first entry and merged where they overlap. Made, then {@link #run} once; {@link #stop} and the counters may be called by
 * other threads meanwhile.
 *
 * <p>Lines are parsed by as many threads as the options say, entries taken by the one that runs the pass.
 */
public final class OrderedPass implements Pass {
    /** How much entries may be behind others that belong behind them, unless said otherwise. */
    public static final int DEFAULT_REORDER_SECONDS = 60;

    private static final int MOST_FIRST_LINES = 16;

    private final List<LogSource> sources;
    private final PassOptions options;
    private final int reorderSeconds;
    private final @Nullable RejectSink rejects;
    private final LongAdder storedBytesRead = new LongAdder();
    private final @Nullable OpenLog[] opened;
    private final @Nullable InputFailure[] failures;
    private volatile boolean stopped;
    private volatile @Nullable Thread runner;
    private @Nullable InstantSource clock;
    private @Nullable Projections projections;

    /**
     * @param sources the logs, in the order in which reports name them
     * @param options how to read them
     * @param reorderSeconds by how much entries may be behind others that belong behind them; at least 0
     * @param rejects takes the malformed lines; null to drop them
     */
    public OrderedPass(List<LogSource> sources, PassOptions options, int reorderSeconds, @Nullable RejectSink rejects) {
        this.sources = List.copyOf(sources);
        this.options = options;
        this.reorderSeconds = reorderSeconds;
        this.rejects = rejects;
        this.opened = new OpenLog[sources.size()];
        this.failures = new InputFailure[sources.size()];
    }

    /**
     * Has entries come out by the clock too, and not only when later ones come; to be called before it runs. For logs that are
     * being written: by a second to one and a half behind the window each entry is handed on, in this thread or another one.
     * Logs that are not of about now come as they would without it.
     */
    public OrderedPass byClock(InstantSource wallClock) {
        clock = wallClock;
        return this;
    }

    /**
     * Has entries projected where they are parsed; to be called before it runs. The consumer is given what that made of them.
     *
     * @param texts how many texts a projected entry has
     * @param each makes a projection for one thread
     */
    public OrderedPass projected(int texts, Supplier<EntryProjection> each) {
        projections = new Projections(texts, each);
        return this;
    }

    /** A log that is still to be opened. */
    private record Waiting(int operand, long firstMicros) {}

    /**
     * Reads all logs into the consumer.
     *
     * @return the books
     * @throws UncheckedIOException when rejects cannot be kept
     */
    public RunSummary run(OrderedConsumer consumer) {
        runner = Thread.currentThread();
        EntrySequence sequence = new EntrySequence(
                reorderSeconds, sources.size() > 1, Projections.newEntry(projections, options), consumer);
        PriorityQueue<LogStream> streams =
                new PriorityQueue<>(Comparator.comparingLong(LogStream::stamp).thenComparingInt(LogStream::operand));
        LiveClock live = clock == null ? null : new LiveClock(clock, sequence, this::stop).start();
        try (live;
                ChunkParsers parsers = new ChunkParsers(options, rejects != null, projections)) {
            merge(parsers, streams, sequence);
        } catch (InterruptedException e) {
            stopped = true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            runner = null;
            closeAll();
        }
        Thread.interrupted(); // a stop that came when the logs had ended
        if (live != null) {
            live.throwFailure();
        }
        handOnWhatIsBooked(streams, sequence);
        sequence.finish();
        return summary(sequence.outOfOrder());
    }

    private void merge(ChunkParsers parsers, PriorityQueue<LogStream> streams, EntrySequence sequence)
            throws InterruptedException, IOException {
        List<LogPart> parts = options.assumesSorted() ? SortedParts.of(sources, options) : List.of();
        PriorityQueue<Waiting> waiting = waiting();
        while (!stopped) {
            while (!waiting.isEmpty() && (streams.isEmpty() || waiting.element().firstMicros <= stamp(streams))) {
                open(waiting.remove().operand, parts, parsers, streams, sequence);
            }
            LogStream first = streams.poll();
            if (first == null) {
                return;
            }
            long before = waiting.isEmpty() ? Long.MAX_VALUE : waiting.element().firstMicros;
            first.handOn(sequence, Math.min(before, stampBehind(streams)));
            keepIfMore(first, streams);
        }
    }

    /** After a stop: the books say of these entries that they were counted. */
    private static void handOnWhatIsBooked(PriorityQueue<LogStream> streams, EntrySequence sequence) {
        for (LogStream first = streams.poll(); first != null; first = streams.poll()) {
            first.handOn(sequence, stampBehind(streams));
            if (first.hasParsed()) {
                streams.add(first);
            }
        }
    }

    private static long stampBehind(PriorityQueue<LogStream> streams) {
        return streams.isEmpty() ? Long.MAX_VALUE : stamp(streams);
    }

    private static long stamp(PriorityQueue<LogStream> streams) {
        return streams.element().stamp();
    }

    private PriorityQueue<Waiting> waiting() {
        PriorityQueue<Waiting> waiting = new PriorityQueue<>(
                Comparator.comparingLong(Waiting::firstMicros).thenComparingInt(Waiting::operand));
        for (int operand = 0; operand < sources.size(); operand++) {
            long first =
                    sources.size() == 1 ? TimeSearch.UNKNOWN : TimeSearch.firstMicros(sources.get(operand), options);
            waiting.add(new Waiting(operand, first));
        }
        return waiting;
    }

    private void open(
            int operand,
            List<LogPart> parts,
            ChunkParsers parsers,
            PriorityQueue<LogStream> streams,
            EntrySequence sequence)
            throws InterruptedException, IOException {
        LogSource source = sources.get(operand);
        LogPart part = parts.isEmpty() ? LogPart.WHOLE : parts.get(operand);
        OpenLog log;
        try {
            log = OpenLog.open(source, part, options, operand < MOST_FIRST_LINES, storedBytesRead);
        } catch (IOException e) {
            failures[operand] = new InputFailure(source.name(), e);
            return;
        }
        opened[operand] = log;
        LogStream stream = new LogStream(log, operand, parsers, rejects);
        if (clock != null && stream.mayHaveDurations()) {
            sequence.expectDurations();
        }
        keepIfMore(stream, streams);
    }

    private void keepIfMore(LogStream stream, PriorityQueue<LogStream> streams)
            throws InterruptedException, IOException {
        // With several logs at once each has one chunk ahead, lest a hundred of them take hundreds of megabytes.
        if (stream.hasNext(streams.isEmpty() ? options.threads() : 1)) {
            streams.add(stream);
            return;
        }
        IOException failure = stream.failure();
        if (failure != null && !stopped) { // then it was the stop that ended the log
            failures[stream.operand()] = new InputFailure(stream.log().source().name(), failure);
        }
        close(stream.log());
    }

    private void closeAll() {
        for (OpenLog log : opened) {
            if (log != null) {
                close(log);
            }
        }
    }

    private static void close(OpenLog log) {
        try {
            log.close();
        } catch (IOException e) {
            // Everything was read; nothing that closing could still say would change a report.
        }
    }

    @Override
    public void stop() {
        stopped = true;
        Thread reading = runner;
        if (reading != null) {
            reading.interrupt(); // it may wait for input that never comes
        }
    }

    /** Whether it was stopped: before its end, or behind it, when what comes of it is still being worked out. */
    public boolean isStopped() {
        return stopped;
    }

    @Override
    public long bytesRead() {
        return storedBytesRead.sum();
    }

    @Override
    public long bytesInAll() {
        return LogSource.sizeOf(sources);
    }

    private RunSummary summary(long outOfOrder) {
        List<OpenLog> logs = Arrays.stream(opened).filter(Objects::nonNull).toList();
        List<InputFailure> failed = new ArrayList<>();
        for (InputFailure failure : failures) {
            if (failure != null) {
                failed.add(failure);
            }
        }
        return RunSummary.of(logs, failed, stopped, outOfOrder);
    }
}
