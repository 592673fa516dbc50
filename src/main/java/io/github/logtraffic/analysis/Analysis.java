package io.github.logtraffic.analysis;

import io.github.logtraffic.analysis.AnalysisResult.Durations;
import io.github.logtraffic.analysis.AnalysisResult.Filter;
import io.github.logtraffic.analysis.AnalysisResult.TimeRange;
import io.github.logtraffic.analysis.AnalysisResult.Totals;
import io.github.logtraffic.count.CounterTable;
import io.github.logtraffic.count.Tally;
import io.github.logtraffic.engine.LogPass;
import io.github.logtraffic.engine.Pass;
import io.github.logtraffic.engine.RejectSink;
import io.github.logtraffic.engine.RunSummary;
import io.github.logtraffic.identity.Anonymizer;
import io.github.logtraffic.store.PartialResults;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The run of a plan: made, then {@link #run} once. The {@link #pass} may be watched and stopped meanwhile. */
public final class Analysis {
    private static final int STATUSES = 1_000;

    private final AnalysisPlan plan;
    private final Pass pass;
    private final Function<Boolean, Counted> run; // of whether all windows are needed, and not only their peaks

    /**
     * @param plan what to do
     * @param rejects takes the malformed lines; null to drop them
     */
    public Analysis(AnalysisPlan plan, @Nullable RejectSink rejects) {
        this(plan, rejects, null);
    }

    /**
     * @param plan what to do
     * @param rejects takes the malformed lines; null to drop them
     * @param anonymizers makes what hides clients before they are counted, one for each thread; null to count who they are
     */
    public Analysis(AnalysisPlan plan, @Nullable RejectSink rejects, @Nullable Supplier<Anonymizer> anonymizers) {
        this.plan = plan;
        LogPass logPass = new LogPass(plan.sources(), plan.pass(), rejects);
        this.pass = logPass;
        this.run = inDetail -> {
            Tally tally = new Tally(plan.countPlan(), plan.memoryBytes());
            RunSummary books = anonymizers == null
                    ? logPass.run(tally)
                    : logPass.run(new AnonymousEntries<>(tally, plan.pass().entries(), anonymizers));
            return new Counted(books, tally);
        };
    }

    /**
     * One that reads no log that was counted before.
     *
     * @param plan what to do
     * @param rejects takes the malformed lines, for which all logs are read; null to drop them
     * @param anonymizers makes what hides clients before they are counted, one for each thread; null to count who they are
     * @param results where what is counted is kept
     * @param settings all that the counts depend on besides the logs
     * @param nowNanos the time since the epoch
     * @param nanoTime a clock that never goes back
     */
    public Analysis(
            AnalysisPlan plan,
            @Nullable RejectSink rejects,
            @Nullable Supplier<Anonymizer> anonymizers,
            PartialResults results,
            String settings,
            LongSupplier nowNanos,
            LongSupplier nanoTime) {
        this.plan = plan;
        KeepingPass keeping = new KeepingPass(
                plan,
                rejects,
                anonymizers,
                new KeptLogs(results, settings, plan.pass().formats(), nanoTime),
                nowNanos);
        this.pass = keeping;
        this.run = keeping::run;
    }

    /** The pass over the logs. */
    public Pass pass() {
        return pass;
    }

    /** Reads, counts and reports. */
    public AnalysisResult run() {
        Counted counted = run.apply(false);
        return result(plan, counted.run(), counted.tally());
    }

    /** Reads and counts. */
    public Counted count() {
        return run.apply(true);
    }

    /**
     * Reads and counts, to be added to what others count.
     *
     * @param options what was typed of what is counted, with times that are not relative
     * @param hidden what hides clients; empty for nothing
     * @return null when memory was too short to count exactly
     */
    public @Nullable Snapshot snapshot(List<String> options, String hidden) {
        Counted counted = count();
        return counted.tally().isExact() ? Snapshot.of(options, plan.shape(hidden), counted, hidden.isEmpty()) : null;
    }

    /** What is reported of counts. */
    static AnalysisResult result(AnalysisPlan plan, RunSummary summary, Tally tally) {
        CounterTable clients = tally.clients();
        boolean empty = tally.requests() == 0;
        return new AnalysisResult(
                summary,
                Filter.of(plan.pass().filter()),
                plan.zone(),
                isExact(plan, tally),
                new Totals(tally.requests(), tally.bytes(), clients.distinctKeys(), clients.distinctKeysError()),
                empty ? null : new TimeRange(tally.firstSecond(), tally.lastSecond()),
                Durations.of(tally.durations()),
                GroupsReport.ofClients(plan, tally),
                plan.asksTopTalkers(),
                GroupsReport.of(plan, tally),
                plan.hierarchyShare() > 0 && !empty ? HierarchyReport.of(plan, tally) : null,
                tally.series().isExact() && !empty ? RateReport.of(plan, tally) : null,
                statuses(tally),
                plan.checksCrawlers() ? claims(plan, tally) : null,
                null,
                null);
    }

    private static CrawlerClaims claims(AnalysisPlan plan, Tally tally) {
        return new CrawlerClaims(
                plan.keySources().knownAgents(),
                plan.countsClaims() ? tally.group(plan.groups().size()) : null);
    }

    private static boolean isExact(AnalysisPlan plan, Tally tally) {
        boolean isExact = tally.clients().isExact() && tally.series().isExact();
        for (int i = 0; i < plan.groups().size(); i++) {
            isExact &= tally.group(i).isExact();
        }
        // Of claims nothing but requests is reported.
        return isExact
                && (!plan.countsClaims() || tally.group(plan.groups().size()).mostRequestsOfUnknown() == 0);
    }

    private static SortedMap<Integer, Long> statuses(Tally tally) {
        SortedMap<Integer, Long> statuses = new TreeMap<>();
        for (int status = 0; status < STATUSES; status++) {
            if (tally.requestsOfStatus(status) > 0) {
                statuses.put(status, tally.requestsOfStatus(status));
            }
        }
        return statuses;
    }
}
