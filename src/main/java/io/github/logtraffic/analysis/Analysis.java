package io.github.logtraffic.analysis;

import io.github.logtraffic.analysis.AnalysisResult.Durations;
import io.github.logtraffic.analysis.AnalysisResult.Filter;
import io.github.logtraffic.analysis.AnalysisResult.TimeRange;
import io.github.logtraffic.analysis.AnalysisResult.Totals;
import io.github.logtraffic.count.CounterTable;
import io.github.logtraffic.count.Tally;
import io.github.logtraffic.engine.LogPass;
import io.github.logtraffic.engine.RejectSink;
import io.github.logtraffic.engine.RunSummary;
import io.github.logtraffic.identity.Anonymizer;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The run of a plan: made, then {@link #run} once. The {@link #pass} may be watched and stopped meanwhile. */
public final class Analysis {
    private static final int STATUSES = 1_000;

    private final AnalysisPlan plan;
    private final LogPass pass;
    private final @Nullable Supplier<Anonymizer> anonymizers;

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
        this.anonymizers = anonymizers;
        this.pass = new LogPass(plan.sources(), plan.pass(), rejects);
    }

    /** The pass over the logs. */
    public LogPass pass() {
        return pass;
    }

    /** Reads, counts and reports. */
    public AnalysisResult run() {
        Tally tally = new Tally(plan.countPlan(), plan.memoryBytes());
        RunSummary summary = anonymizers == null
                ? pass.run(tally)
                : pass.run(new AnonymousEntries<>(tally, plan.pass().entries(), anonymizers));
        return result(summary, tally);
    }

    private AnalysisResult result(RunSummary summary, Tally tally) {
        CounterTable clients = tally.clients();
        boolean empty = tally.requests() == 0;
        return new AnalysisResult(
                summary,
                Filter.of(plan.pass().filter()),
                plan.zone(),
                isExact(tally),
                new Totals(tally.requests(), tally.bytes(), clients.distinctKeys(), clients.distinctKeysError()),
                empty ? null : new TimeRange(tally.firstSecond(), tally.lastSecond()),
                Durations.of(tally.durations()),
                GroupsReport.ofClients(plan, tally),
                plan.asksTopTalkers(),
                GroupsReport.of(plan, tally),
                plan.hierarchyShare() > 0 && !empty ? HierarchyReport.of(plan, tally) : null,
                tally.series().isExact() && !empty ? RateReport.of(plan, tally) : null,
                statuses(tally),
                plan.checksCrawlers() ? claims(tally) : null,
                null,
                null);
    }

    private CrawlerClaims claims(Tally tally) {
        return new CrawlerClaims(
                plan.keySources().knownAgents(),
                plan.countsClaims() ? tally.group(plan.groups().size()) : null);
    }

    private boolean isExact(Tally tally) {
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
