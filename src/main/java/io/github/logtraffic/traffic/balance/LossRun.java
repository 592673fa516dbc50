package io.github.logtraffic.traffic.balance;

import io.github.logtraffic.log.entry.ClientKey;
import org.jspecify.annotations.Nullable;

/** A policy at work while one backend is down all the time. */
final class LossRun {
    private final SimulationPlan plan;
    private final PolicyRun run;
    private final int lost;
    private final WindowPeaks seconds;
    private long unserved;

    LossRun(BalancePolicy policy, SimulationPlan plan, Upstream upstream, int lost) {
        this.plan = plan;
        this.run = new PolicyRun(policy, plan, upstream, lost);
        this.lost = lost;
        this.seconds = new WindowPeaks(1, plan.backends());
    }

    void start(int slot, @Nullable ClientKey key, long nowMicros) {
        int backend = run.start(slot, key, nowMicros);
        if (backend == Picker.NONE) {
            unserved++;
        } else {
            seconds.add(backend, nowMicros);
        }
    }

    void end(int slot, long nowMicros, long took) {
        run.end(slot, nowMicros, took);
    }

    /** What came out; to be asked once, at the end. */
    PolicyOutcome.Loss outcome() {
        seconds.finish();
        int busiest = lost == 0 ? 1 : 0;
        for (int i = busiest + 1; i < plan.backends().size(); i++) {
            if (i != lost && seconds.peak(i).count() > seconds.peak(busiest).count()) {
                busiest = i;
            }
        }
        return new PolicyOutcome.Loss(
                plan.backends().get(lost), plan.backends().get(busiest), seconds.peak(busiest), unserved);
    }
}
