package io.github.logtraffic.engine;

import io.github.logtraffic.engine.ChunkParsers.Parsed;
import io.github.logtraffic.log.format.FieldNames;
import io.github.logtraffic.log.format.Header;
import io.github.logtraffic.log.format.LogFormat;
import io.github.logtraffic.log.input.Chunk;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** The entries of one log in its order, which others parse ahead. */
final class LogStream {
    private final OpenLog log;
    private final int operand;
    private final ChunkParsers parsers;
    private final @Nullable RejectSink rejects;
    private final ArrayDeque<Future<Parsed>> ahead = new ArrayDeque<>();
    private @Nullable IOException failure;
    private boolean isEnded;
    private PackedEntries batch;
    private int next;
    private int resolutionMicros = Integer.MAX_VALUE;

    /**
     * @param operand the log's place among those that were named
     * @param rejects takes its malformed lines; null to drop them
     */
    LogStream(OpenLog log, int operand, ChunkParsers parsers, @Nullable RejectSink rejects) {
        this.log = log;
        this.operand = operand;
        this.parsers = parsers;
        this.rejects = rejects;
        this.batch = new PackedEntries(operand, false, 0, null);
    }

    OpenLog log() {
        return log;
    }

    int operand() {
        return operand;
    }

    /** Whether its entries may have durations that reach back from their stamps, as far as its format alone can tell. */
    boolean mayHaveDurations() {
        LogFormat format = log.format();
        return format != null && !format.isStampedAtStart() && format.mayHave(FieldNames.DURATION);
    }

    /** Why the log could not be read to its end; null when it could so far. */
    @Nullable
    IOException failure() {
        return failure;
    }

    /** When the entry was logged that is next, in microseconds; only while there {@link #hasNext}. */
    long stamp() {
        return batch.stamp(next);
    }

    /**
     * Whether there is one more entry; reads on until there is.
     *
     * @param chunksAhead how many chunks to have parsed meanwhile, at least 1
     */
    boolean hasNext(int chunksAhead) throws InterruptedException, IOException {
        while (next == batch.size()) {
            while (!isEnded && ahead.size() < chunksAhead) {
                readAhead();
            }
            Future<Parsed> parsed = ahead.poll();
            if (parsed == null) {
                return false;
            }
            take(parsed);
        }
        return true;
    }

    private void readAhead() throws InterruptedException {
        Chunk chunk = parsers.takeChunk();
        Header header = log.header();
        try {
            isEnded = !log.fill(chunk);
        } catch (IOException e) {
            isEnded = true;
            failure = e;
        }
        if (chunk.end() > 0) {
            ahead.add(parsers.parse(chunk, log, header, operand));
        } else {
            parsers.giveBack(chunk);
        }
    }

    private void take(Future<Parsed> future) throws InterruptedException, IOException {
        Parsed parsed = result(future);
        log.add(parsed.sequence(), parsed.books());
        if (rejects != null && parsed.books().rejects() != null) {
            byte[] lines = parsed.books().rejects().toByteArray();
            rejects.accept(lines, lines.length);
        }
        batch = parsed.entries();
        next = 0;
        resolutionMicros = Math.min(resolutionMicros, batch.resolutionMicros());
        batch.setResolutionMicros(resolutionMicros);
    }

    private static Parsed result(Future<Parsed> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Whether there is one more entry among those that have been parsed and booked. */
    boolean hasParsed() {
        return next < batch.size();
    }

    /** Hands on the next entry, and those behind it that were logged before a time, as far as they have been parsed. */
    void handOn(EntrySequence sequence, long before) {
        synchronized (sequence) { // once for many entries
            do {
                sequence.add(batch, next++);
            } while (hasParsed() && batch.stamp(next) < before);
        }
    }
}
