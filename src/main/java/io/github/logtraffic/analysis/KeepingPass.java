package io.github.logtraffic.analysis;

import io.github.logtraffic.analysis.KeptLogs.Found;
import io.github.logtraffic.count.Tally;
import io.github.logtraffic.count.TallyForm.Detail;
import io.github.logtraffic.count.TallyForm.Part;
import io.github.logtraffic.count.TallyForm.Span;
import io.github.logtraffic.count.TallyFormException;
import io.github.logtraffic.engine.InputFailure;
import io.github.logtraffic.engine.InputSummary;
import io.github.logtraffic.engine.LogPass;
import io.github.logtraffic.engine.MalformedSample;
import io.github.logtraffic.engine.Pass;
import io.github.logtraffic.engine.RejectSink;
import io.github.logtraffic.engine.RunSummary;
import io.github.logtraffic.identity.Anonymizer;
import io.github.logtraffic.log.format.MalformedReason;
import io.github.logtraffic.log.input.HeldFile;
import io.github.logtraffic.log.input.LogContent;
import io.github.logtraffic.log.input.LogPart;
import io.github.logtraffic.log.input.LogSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A pass over logs that takes what was counted before from where it is kept, and keeps what it counts: log by log, each into
 * a tally of its own. Made, then {@link #run} once.
 */
final class KeepingPass implements Pass {
    /** The part of the memory for counting that may be taken for what is to be added. */
    private static final int HELD_SHARE = 8;

    private final AnalysisPlan plan;
    private final @Nullable RejectSink rejects;
    private final @Nullable Supplier<Anonymizer> anonymizers;
    private final KeptLogs kept;
    private final LongSupplier nowNanos;

    private final List<InputSummary> inputs = new ArrayList<>();
    private final List<InputFailure> failures = new ArrayList<>();
    private final Map<MalformedReason, MalformedSample> samples = new EnumMap<>(MalformedReason.class);
    private final LongAdder bytesDone = new LongAdder();
    private final AtomicLong heldBytes = new AtomicLong();
    private volatile @Nullable LogPass current;
    private volatile boolean isStopped;

    /**
     * @param rejects takes the malformed lines; then all logs are read
     * @param nowNanos the time since the epoch
     */
    KeepingPass(
            AnalysisPlan plan,
            @Nullable RejectSink rejects,
            @Nullable Supplier<Anonymizer> anonymizers,
            KeptLogs kept,
            LongSupplier nowNanos) {
        this.plan = plan;
        this.rejects = rejects;
        this.anonymizers = anonymizers;
        this.kept = kept;
        this.nowNanos = nowNanos;
    }

    /**
     * Counts all logs together.
     *
     * @param inDetail whether all windows are needed, or only right peaks
     */
    Counted run(boolean inDetail) {
        try {
            return runOnce(inDetail);
        } catch (TallyFormException e) {
            kept.distrust(); // of a program that has forgotten to raise the version
            inputs.clear();
            failures.clear();
            samples.clear();
            bytesDone.reset();
            try {
                return runOnce(inDetail);
            } catch (TallyFormException again) {
                throw new IllegalStateException(again); // where nothing is read
            }
        }
    }

    private Counted runOnce(boolean inDetail) throws TallyFormException {
        Tally sum = new Tally(plan.countPlan(), plan.memoryBytes());
        List<LogToCount> logs = plan.sources().stream().map(LogToCount::new).toList();
        if (rejects == null) {
            ParallelSteps.run(logs, threads(), this::find, () -> isStopped);
        }
        for (LogToCount log : logs) {
            if (!log.isKnown) {
                read(log, sum);
            }
        }
        addKnown(logs, sum, inDetail);
        for (LogToCount log : logs) {
            if (log.isKnown && log.summary == null) {
                readAfterAll(log, sum);
            }
        }
        for (LogToCount log : logs) {
            if (log.summary != null) {
                inputs.add(log.summary);
            }
            log.samples.forEach(sample -> samples.putIfAbsent(sample.reason(), sample));
        }
        return new Counted(
                new RunSummary(List.copyOf(inputs), List.copyOf(failures), Map.copyOf(samples), isStopped, 0), sum);
    }

    private int threads() {
        return plan.pass().threads();
    }

    private void find(LogToCount log) {
        Found found = kept.find(log.source, log.stamp);
        if (found == null) {
            return;
        }
        if (found.isWhole()) {
            try {
                log.glance = LogPass.glance(log.source, plan.pass());
            } catch (IOException e) {
                return; // what is wrong with the file is said when it is read
            }
        }
        log.isKnown = found.isWhole();
        log.span = found.span();
        boolean isHeld = !found.isWhole() || heldBytes.addAndGet(found.bytes()) < plan.memoryBytes() / HELD_SHARE;
        log.found = isHeld ? found : null;
    }

    /** Adds what is known of whole logs: what is held all at once, then one by one what there was no memory for. */
    private void addKnown(List<LogToCount> logs, Tally sum, boolean inDetail) throws TallyFormException {
        Tally known = sum.requests() == 0 ? sum : sum.fresh(); // to peaks nothing may be added that was counted
        KeptSpans spans = new KeptSpans(logs, plan.windowSeconds());
        List<Part> held = new ArrayList<>();
        for (LogToCount log : logs) {
            Found found = log.found;
            if (log.isKnown && found != null && !isStopped) {
                held.add(found.part(detail(log, spans, inDetail)));
                noteKnown(log, found);
            }
        }
        TallyReading.read(held, known, threads());
        for (LogToCount log : logs) {
            Found found = log.isKnown && log.summary == null && !isStopped ? kept.find(log.source, log.stamp) : null;
            if (found != null && found.isWhole() && Objects.equals(found.span(), log.span)) {
                TallyReading.read(List.of(found.part(detail(log, spans, inDetail))), known, threads());
                noteKnown(log, found);
            }
        }
        if (known != sum) {
            sum.merge(known);
        }
    }

    private static Detail detail(LogToCount log, KeptSpans spans, boolean inDetail) {
        return inDetail || !spans.isApart(log) ? Detail.ALL : Detail.PEAKS;
    }

    private void noteKnown(LogToCount log, Found found) {
        LogContent content = found.log().content();
        if (log.glance != null) {
            log.summary = log.glance.knowing(
                    content.bytes(),
                    content.bytes(),
                    found.log().lines(),
                    found.log().followed());
        }
        log.samples = found.log().samples();
        log.found = null;
        bytesDone.add(log.source.size());
        if (log.stamp != null && !found.isStamped()) {
            kept.noteStamp(log.source, log.stamp, content.identity(), nowNanos.getAsLong());
        }
    }

    /** Reads a log that was known and is not any more. */
    private void readAfterAll(LogToCount log, Tally sum) throws TallyFormException {
        Span span = log.span;
        read(log, sum);
        if (log.summary != null && !Objects.equals(span, log.span)) {
            throw new TallyFormException("changed while others were added as if it did not");
        }
    }

    private void read(LogToCount log, Tally sum) throws TallyFormException {
        if (isStopped) {
            return;
        }
        Found begin = log.isKnown ? null : log.found;
        ReadLog read = begin == null ? null : readOn(log.source, begin, sum);
        if (read == null) {
            Tally tally = sum.fresh();
            RunSummary books = run(log.source, null, tally);
            read = ReadLog.whole(books, shown(books), tally);
        }
        take(log, read, sum);
        bytesDone.add(log.source.size());
    }

    /** Reads what follows what was found of a log; null when it is not that log any more, or does not stay it. */
    private @Nullable ReadLog readOn(LogSource source, Found begin, Tally sum) throws TallyFormException {
        LogContent before = begin.log().content();
        try (HeldFile file = HeldFile.of(source)) {
            if (!file.beginsWith(before)
                    || !begin.log().canGoOnIn(LogPass.glance(file, plan.pass()).format())) {
                return null;
            }
            Tally tally = sum.fresh();
            RunSummary books = run(file, begin, tally);
            if (books.inputs().isEmpty()) {
                return null;
            }
            InputSummary read = books.inputs().get(0);
            LogContent more = read.content();
            LogContent whole = more == null ? null : file.grown(before, more);
            if (!file.beginsWith(before)) { // it was emptied, and has grown again
                return null;
            }
            TallyReading.read(List.of(begin.part(Detail.ALL)), tally, threads());
            return ReadLog.grown(begin.log(), whole, books, read, shown(books), tally);
        } catch (TallyFormException e) {
            throw e;
        } catch (IOException e) {
            return null; // what is wrong with the file is said when all of it is read
        }
    }

    private void take(LogToCount log, ReadLog read, Tally sum) {
        failures.addAll(read.books().failures());
        if (read.summary() == null) {
            return;
        }
        Tally tally = read.tally();
        log.summary = read.summary();
        log.samples = read.samples();
        log.span = tally.requests() == 0 ? null : new Span(tally.firstSecond(), tally.lastSecond());
        log.found = null;
        if (read.counted() != null && read.isComplete() && tally.isExact()) {
            kept.keep(log.source, log.stamp, read.counted(), tally, nowNanos.getAsLong());
        }
        sum.merge(tally);
    }

    /** The samples as they may be kept: lines say who clients are. */
    private List<MalformedSample> shown(RunSummary books) {
        return books.samples().values().stream()
                .map(sample -> anonymizers == null ? sample : sample.withoutText())
                .toList();
    }

    private RunSummary run(LogSource source, @Nullable Found begin, Tally tally) {
        LogPass pass = new LogPass(List.of(source), plan.pass().assumingSorted(false), rejects).identifying();
        if (begin != null) {
            pass.readingOnly(List.of(new LogPart(begin.log().content().bytes(), Long.MAX_VALUE, 0)));
        }
        current = pass;
        if (isStopped) {
            pass.stop();
        }
        RunSummary books = anonymizers == null
                ? pass.run(tally)
                : pass.run(new AnonymousEntries<>(tally, plan.pass().entries(), anonymizers));
        current = null;
        return books;
    }

    @Override
    public void stop() {
        isStopped = true;
        LogPass running = current;
        if (running != null) {
            running.stop();
        }
    }

    @Override
    public long bytesRead() {
        LogPass running = current;
        return bytesDone.sum() + (running == null ? 0 : running.bytesRead());
    }

    @Override
    public long bytesInAll() {
        return LogSource.sizeOf(plan.sources());
    }
}
