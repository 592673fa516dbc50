package io.github.logtraffic.traffic.balance;

import io.github.logtraffic.log.entry.AccessLogEntry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One policy at work and all that is counted of it. */
final class PolicyTally {
    private static final int STATUS_CLASSES = 10;
    private static final int MINUTE = 60;
    private static final long MICROS_PER_SECOND = 1_000_000;

    private final BalancePolicy policy;
    private final SimulationPlan plan;
    private final PolicyRun run;
    private final @Nullable KeySpace keys;
    private final KeySpace clients;
    private final KeySpace targets;
    private final KeyMarks clientMarks = new KeyMarks();
    private final KeyMarks targetMarks = new KeyMarks();
    private final WindowPeaks seconds;
    private final WindowPeaks minutes;
    private final long[] requests;
    private final long[] bytes;
    private final long[] statusClasses;
    private final int[] atHand;
    private final long[] mostAtHand;
    private final long[] mostAtHandAt;
    private final double[] tookMicros;
    private long unserved;

    /** @param keys what the policy hashes; null when it hashes nothing */
    PolicyTally(
            BalancePolicy policy, SimulationPlan plan, @Nullable KeySpace keys, KeySpace clients, KeySpace targets) {
        this.policy = policy;
        this.plan = plan;
        this.run = new PolicyRun(policy, plan, -1);
        this.keys = keys;
        this.clients = clients;
        this.targets = targets;
        this.seconds = new WindowPeaks(1, plan.backends());
        this.minutes = new WindowPeaks(MINUTE, plan.backends());
        int size = plan.backends().size();
        this.requests = new long[size];
        this.bytes = new long[size];
        this.statusClasses = new long[size * STATUS_CLASSES];
        this.atHand = new int[size];
        this.mostAtHand = new long[size];
        this.mostAtHandAt = new long[size];
        this.tookMicros = new double[size];
    }

    void start(int slot, AccessLogEntry entry, long nowMicros, long duration) {
        int backend = keys == null ? run.start(slot, nowMicros) : run.start(slot, keys.key(), nowMicros);
        if (backend == Picker.NONE) {
            unserved++;
            return;
        }
        requests[backend]++;
        bytes[backend] += Math.min(entry.bodyBytes(), Long.MAX_VALUE - bytes[backend]);
        statusClasses[backend * STATUS_CLASSES + entry.status() / 100]++;
        seconds.add(backend, nowMicros);
        minutes.add(backend, nowMicros);
        tookMicros[backend] += duration;
        if (++atHand[backend] > mostAtHand[backend]) {
            mostAtHand[backend] = atHand[backend];
            mostAtHandAt[backend] = Math.floorDiv(nowMicros, MICROS_PER_SECOND);
        }
        clientMarks.add(clients.number(), backend);
        targetMarks.add(targets.number(), backend);
    }

    void end(int slot, long nowMicros, long took) {
        int backend = run.end(slot, nowMicros, took);
        if (backend != Picker.NONE) {
            atHand[backend]--;
        }
    }

    /** What came out; to be asked once, at the end. */
    PolicyOutcome outcome(double lengthMicros, List<PolicyOutcome.Loss> losses) {
        seconds.finish();
        minutes.finish();
        long all = 0;
        int weights = 0;
        for (int i = 0; i < requests.length; i++) {
            all += requests[i];
            weights += plan.backends().get(i).weight();
        }
        double imbalance = 0;
        List<BackendOutcome> backends = new ArrayList<>();
        for (int i = 0; i < requests.length; i++) {
            double share = all == 0 ? 0 : (double) requests[i] / all;
            imbalance =
                    Math.max(imbalance, share * weights / plan.backends().get(i).weight());
            backends.add(backend(i, share, lengthMicros));
        }
        return new PolicyOutcome(
                policy,
                plan.key(policy),
                plan.workers(policy),
                imbalance,
                seconds.variation(),
                unserved,
                backends,
                keys == null ? null : Moves.of(policy, plan, keys.table()),
                losses);
    }

    private BackendOutcome backend(int i, double share, double lengthMicros) {
        List<Long> classes = new ArrayList<>();
        for (int status = 0; status < STATUS_CLASSES; status++) {
            classes.add(statusClasses[i * STATUS_CLASSES + status]);
        }
        return new BackendOutcome(
                plan.backends().get(i),
                requests[i],
                share,
                bytes[i],
                classes,
                seconds.peak(i),
                minutes.peak(i),
                new Peak(mostAtHand[i], mostAtHandAt[i]),
                tookMicros[i] / lengthMicros,
                clientMarks.seenBy(i),
                targetMarks.seenBy(i),
                run.failedTries(i));
    }
}
