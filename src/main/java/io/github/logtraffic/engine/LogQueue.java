package io.github.logtraffic.engine;

import io.github.logtraffic.log.format.Header;
import io.github.logtraffic.log.input.Chunk;
import io.github.logtraffic.log.input.LogPart;
import io.github.logtraffic.log.input.LogSource;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Gives out chunks of logs to threads that ask. One thread at a time reads a log; meanwhile others read other logs, so
 * there are never more logs open than threads.
 *
 * <p>All state is guarded by this object's monitor; reading happens outside of it.
 */
final class LogQueue {
    private static final int MOST_FIRST_LINES = 16;

    private final List<LogSource> sources;
    private final PassOptions options;
    private final boolean inOrder;
    private final LongAdder storedBytesRead;

    private final @Nullable OpenLog[] opened;
    private final @Nullable InputFailure[] failures;
    private final ArrayDeque<OpenLog> idle = new ArrayDeque<>();
    private List<LogPart> parts = List.of();
    private int next;
    private int reading;
    private int parsing;
    private int workers;
    private boolean stopped;
    private boolean finished;
    private boolean identifies;
    private boolean abandoned;
    private long ticketsGiven;
    private long ticketsDone;

    /**
     * @param inOrder whether chunks are given out in the order of the logs and their lines, so that {@link #awaitTurn}
     *     can restore it
     */
    LogQueue(List<LogSource> sources, PassOptions options, boolean inOrder, LongAdder storedBytesRead) {
        this.sources = sources;
        this.options = options;
        this.inOrder = inOrder;
        this.storedBytesRead = storedBytesRead;
        this.opened = new OpenLog[sources.size()];
        this.failures = new InputFailure[sources.size()];
        this.workers = options.threads();
    }

    /** A chunk that was given out: its log, what comments before it said, and its place in the order of chunks. */
    record Work(OpenLog log, Header header, long ticket) {}

    /**
     * Fills the chunk with lines of some log. Whoever gets work must call {@link #done} when it is parsed.
     *
     * @return null when there is nothing left to do
     */
    @Nullable
    Work take(Chunk chunk) {
        while (true) {
            OpenLog log = takeLog();
            if (log == null) {
                return null;
            }
            Header header = log.header();
            boolean more = fill(log, chunk);
            Work work = giveBack(log, header, more, chunk.end() > 0);
            if (work != null) {
                return work;
            }
        }
    }

    /** Says which parts of the logs are to be read; before the first {@link #take}. */
    void readOnly(List<LogPart> partsOfLogs) {
        parts = partsOfLogs;
    }

    /** Has logs identify their content; before the first {@link #take}. */
    void identify() {
        identifies = true;
    }

    private @Nullable OpenLog takeLog() {
        while (true) {
            int index;
            synchronized (this) {
                waitWhile(() -> !stopped && reading > 0 && (inOrder || isNothingToTake()));
                if (stopped || isNothingToTake()) {
                    return null;
                }
                reading++;
                if (!idle.isEmpty()) {
                    return idle.removeFirst();
                }
                index = next++;
            }
            OpenLog log = open(index);
            if (log != null) {
                return log;
            }
        }
    }

    private boolean isNothingToTake() {
        return idle.isEmpty() && next == sources.size();
    }

    private @Nullable OpenLog open(int index) {
        LogSource source = sources.get(index);
        try {
            LogPart part = parts.isEmpty() ? LogPart.WHOLE : parts.get(index);
            OpenLog log = OpenLog.open(source, part, options, index < MOST_FIRST_LINES, storedBytesRead);
            if (identifies) {
                log.identify();
            }
            synchronized (this) {
                opened[index] = log;
            }
            return log;
        } catch (IOException e) {
            synchronized (this) {
                failures[index] = new InputFailure(source.name(), e);
                reading--;
                notifyAll();
            }
            return null;
        }
    }

    /** Fills the chunk; false when the log has ended, or failed, behind what the chunk now holds. */
    private boolean fill(OpenLog log, Chunk chunk) {
        try {
            return log.fill(chunk);
        } catch (IOException e) {
            synchronized (this) {
                if (!stopped) { // then it was the stop that ended the log
                    failures[Arrays.asList(opened).indexOf(log)] =
                            new InputFailure(log.source().name(), e);
                }
            }
            return false;
        }
    }

    private @Nullable Work giveBack(OpenLog log, Header header, boolean more, boolean filled) {
        if (!more) {
            close(log);
        }
        synchronized (this) {
            reading--;
            if (more) {
                idle.addLast(log);
            }
            notifyAll();
            if (!filled || abandoned) {
                return null;
            }
            parsing++;
            return new Work(log, header, ticketsGiven++);
        }
    }

    private static void close(OpenLog log) {
        try {
            log.close();
        } catch (IOException e) {
            // Everything was read; nothing that closing could still say would change a report.
        }
    }

    /** Waits until all chunks before this one are done; every thread must wait so before it is done. */
    synchronized void awaitTurn(Work work) {
        waitWhile(() -> ticketsDone < work.ticket());
    }

    /** Ends what {@link #take} began. */
    synchronized void done() {
        parsing--;
        ticketsDone++;
        notifyAll();
    }

    /** Lets a thread that gets no more settle what it has, until {@link #settled}; false when nobody waits for that any more. */
    synchronized boolean maySettle() {
        parsing += abandoned ? 0 : 1;
        return !abandoned;
    }

    /** Ends what {@link #maySettle} began. */
    synchronized void settled() {
        parsing--;
        notifyAll();
    }

    /** Says that a thread will take no more. */
    synchronized void leave() {
        workers--;
        notifyAll();
    }

    /** Gives out nothing any more. */
    synchronized void stop() {
        stopped = true;
        notifyAll();
    }

    /** Gives out nothing any more, because nothing more is wanted. */
    synchronized void finish() {
        finished = true;
        stop();
    }

    synchronized boolean isFinished() {
        return finished;
    }

    synchronized boolean isStopped() {
        return stopped;
    }

    /** Waits until all threads have left, or the pass is stopped. */
    synchronized void awaitEnd() {
        waitWhile(() -> !stopped && workers > 0);
    }

    /** Gives out nothing any more, not even to threads that still read, and waits for those that parse. */
    synchronized void abandon() {
        abandoned = true;
        waitWhile(() -> parsing > 0);
    }

    private synchronized void waitWhile(BooleanSupplier condition) {
        while (condition.getAsBoolean()) {
            try {
                wait();
            } catch (InterruptedException e) {
                stopped = true;
            }
        }
    }

    synchronized List<OpenLog> opened() {
        return Arrays.stream(opened).filter(Objects::nonNull).toList();
    }

    synchronized List<InputFailure> failures() {
        List<InputFailure> all = new ArrayList<>();
        for (InputFailure failure : failures) {
            if (failure != null) {
                all.add(failure);
            }
        }
        return all;
    }
}
