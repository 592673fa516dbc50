package io.github.logtraffic.analysis;

import io.github.logtraffic.analysis.AnalysisResult.Filter;
import io.github.logtraffic.engine.OrderedPass;
import io.github.logtraffic.engine.RejectSink;
import io.github.logtraffic.engine.RunSummary;
import io.github.logtraffic.traffic.cache.CacheOutcome;
import io.github.logtraffic.traffic.cache.CachePolicy;
import io.github.logtraffic.traffic.cache.CacheRecording;
import io.github.logtraffic.traffic.cache.CacheSimulation;
import io.github.logtraffic.traffic.cache.CachedObject;
import io.github.logtraffic.traffic.cache.ObjectProjection;
import io.github.logtraffic.traffic.cache.ObjectRules;
import io.github.logtraffic.traffic.cache.Sampling;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** The run of a plan: made, then {@link #run} once. The {@link #pass} may be watched and stopped meanwhile. */
public final class CacheAnalysis {
    /** What is kept of a request. */
    private static final int REQUEST_BYTES = 8;

    /** What is kept of an object, and what a cache needs to know of it. */
    private static final int OBJECT_BYTES = 256;

    /** Arrays are copied when they grow. */
    private static final int COPIES = 2;

    private static final int MOST = 1 << 30;

    /** The smallest of a curve's sizes is this part of the largest. */
    private static final double SMALLEST = 1 / 500.0;

    private static final Comparator<CachedObject> BY_BYTES = Comparator.comparingLong(CachedObject::savedBytes)
            .thenComparingLong(CachedObject::hits)
            .reversed()
            .thenComparing(CachedObject::url);

    private static final Comparator<CachedObject> BY_TIME = Comparator.comparingDouble(
                    CachedObject::savedSecondsPerMegabyte)
            .reversed()
            .thenComparing(CachedObject::url);

    private final CachePlan plan;
    private final OrderedPass pass;

    /**
     * @param plan what to do
     * @param rejects takes the malformed lines; null to drop them
     */
    public CacheAnalysis(CachePlan plan, @Nullable RejectSink rejects) {
        this.plan = plan;
        this.pass = new OrderedPass(plan.sources(), plan.pass(), plan.reorderSeconds(), rejects)
                .projected(ObjectProjection.TEXTS, () -> new ObjectProjection(plan.slots(), rules()));
    }

    /** The pass over the logs. */
    public OrderedPass pass() {
        return pass;
    }

    /** Reads the logs and asks all caches for what their requests ask for. */
    public CacheResult run() {
        ObjectRules rules = rules();
        long half = plan.memoryBytes() / COPIES / 2;
        CacheRecording recording = new CacheRecording(
                rules.ttlSeconds().size(),
                (int) Math.max(1, Math.min(MOST, half / REQUEST_BYTES)),
                (int) Math.max(1, Math.min(MOST, half / OBJECT_BYTES)),
                plan.hashSeed());
        OrderedTotals totals = new OrderedTotals(recording, plan.prefix(), plan.hashSeed());
        RunSummary summary = pass.run(totals);
        CacheSimulation simulation = new CacheSimulation(recording, rules, plan.settings());
        Sampling sampling = plan.isExact() || !plan.sizes().isEmpty() ? Sampling.NONE : simulation.curveSampling();
        List<CacheOutcome> outcomes = simulate(simulation, sampling);
        CacheOutcome chosen = chosen(outcomes);
        LogOverview logs = new LogOverview(
                pass.isStopped() ? summary.asInterrupted() : summary,
                true,
                Filter.of(plan.pass().filter()),
                plan.zone(),
                recording.share() == 1 && totals.totals().clientsError() == 0,
                totals.totals(),
                totals.timeRange());
        return new CacheResult(
                logs,
                plan,
                recording.requests(),
                simulation.objects(),
                simulation.objectsOnce(),
                simulation.footprint(),
                outcomes.stream().mapToDouble(CacheOutcome::share).min().orElse(recording.share()),
                sampling.isOfRequests(),
                recording.load(),
                outcomes,
                chosen,
                chosen == null ? List.of() : worth(simulation, chosen, BY_BYTES),
                chosen == null || !recording.hasDurations() ? List.of() : worth(simulation, chosen, BY_TIME),
                recording.hasUpstreamTimes());
    }

    private ObjectRules rules() {
        return plan.objects().rules(plan.pass().entries());
    }

    private List<CacheOutcome> simulate(CacheSimulation simulation, Sampling sampling) {
        List<Long> sizes = plan.sizes().isEmpty() ? curve(simulation.usefulBytes()) : plan.sizes();
        ExecutorService lanes = Executors.newFixedThreadPool(plan.pass().threads(), CacheAnalysis::cacheThread);
        try {
            return simulation.outcomes(plan.policies(), sizes, sampling, lanes, pass::isStopped);
        } finally {
            lanes.shutdownNow();
        }
    }

    private static Thread cacheThread(Runnable task) {
        Thread thread = new Thread(task, "logtraffic-caches");
        thread.setDaemon(true);
        return thread;
    }

    /** Sizes up to this one, from a small part of it, each larger by the same factor, in round numbers. */
    static List<Long> curve(long largest) {
        List<Long> sizes = new ArrayList<>();
        for (int i = 0; i < CachePlan.CURVE_SIZES; i++) {
            double part = Math.pow(SMALLEST, 1 - i / (CachePlan.CURVE_SIZES - 1.0));
            long size = BigDecimal.valueOf(largest * part)
                    .round(new MathContext(2, RoundingMode.CEILING))
                    .max(BigDecimal.ONE)
                    .min(BigDecimal.valueOf(Long.MAX_VALUE))
                    .longValue();
            if (sizes.isEmpty() || size > sizes.get(sizes.size() - 1)) {
                sizes.add(size);
            }
        }
        return sizes;
    }

    private @Nullable CacheOutcome chosen(List<CacheOutcome> outcomes) {
        CachePolicy first = plan.policies().get(0);
        List<CacheOutcome> ofFirst =
                outcomes.stream().filter(outcome -> outcome.policy() == first).toList();
        long most = ofFirst.stream()
                .mapToLong(outcome -> outcome.all().hits())
                .max()
                .orElse(0);
        return ofFirst.stream()
                .filter(outcome -> most > 0 && outcome.all().hits() >= CacheSimulation.ENOUGH * most)
                .findFirst()
                .orElse(null);
    }

    private List<CachedObject> worth(CacheSimulation simulation, CacheOutcome chosen, Comparator<CachedObject> order) {
        return simulation.worth(
                chosen.policy(), chosen.size(), order, plan.rows() == 0 ? Integer.MAX_VALUE : plan.rows());
    }
}
