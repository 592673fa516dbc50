package io.github.logtraffic.analysis;

import io.github.logtraffic.analysis.AnalysisResult.Filter;
import io.github.logtraffic.engine.OrderedPass;
import io.github.logtraffic.engine.RejectSink;
import io.github.logtraffic.engine.RunSummary;
import io.github.logtraffic.log.format.EntryPlan;
import io.github.logtraffic.traffic.balance.BalanceSimulation;
import io.github.logtraffic.traffic.balance.SimulationOutcome;
import io.github.logtraffic.traffic.balance.SimulationPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** The run of a plan: made, then {@link #run} once. The {@link #pass} may be watched and stopped meanwhile. */
public final class BalanceRun {
    private final BalancePlan plan;
    private final OrderedPass pass;

    /**
     * @param plan what to do
     * @param rejects takes the malformed lines; null to drop them
     */
    public BalanceRun(BalancePlan plan, @Nullable RejectSink rejects) {
        this.plan = plan;
        this.pass = new OrderedPass(plan.sources(), plan.pass(), plan.reorderSeconds(), rejects);
    }

    /** The pass over the logs. */
    public OrderedPass pass() {
        return pass;
    }

    /** Reads the logs and spreads their requests by all policies. */
    public BalanceResult run() {
        int lanes =
                Math.min(plan.pass().threads() - 1, plan.simulation().policies().size()); // one takes the entries
        if (lanes == 0) {
            return run(List.of(Runnable::run));
        }
        List<ExecutorService> threads = new ArrayList<>();
        for (int i = 0; i < lanes; i++) {
            threads.add(Executors.newSingleThreadExecutor(BalanceRun::policyThread));
        }
        try {
            return run(threads);
        } finally {
            threads.forEach(ExecutorService::shutdownNow);
        }
    }

    private static Thread policyThread(Runnable task) {
        Thread thread = new Thread(task, "logtraffic-policies");
        thread.setDaemon(true);
        return thread;
    }

    private BalanceResult run(List<? extends Executor> lanes) {
        SimulationPlan wanted = plan.simulation();
        EntryPlan entries = plan.pass().entries();
        BalanceSimulation simulation =
                new BalanceSimulation(wanted, key -> entries.slot(BalancePlan.field(key)), List.copyOf(lanes));
        OrderedTotals totals = new OrderedTotals(simulation, wanted.prefix(), wanted.hashSeed());
        RunSummary summary = pass.run(totals);
        SimulationOutcome outcome = simulation.outcome(pass::isStopped);
        LogOverview logs = new LogOverview(
                pass.isStopped() ? summary.asInterrupted() : summary,
                true,
                Filter.of(plan.pass().filter()),
                plan.zone(),
                outcome.exact() && totals.totals().clientsError() == 0,
                totals.totals(),
                totals.timeRange());
        return new BalanceResult(logs, wanted, outcome);
    }
}
