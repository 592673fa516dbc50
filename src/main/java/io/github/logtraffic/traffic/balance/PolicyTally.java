package io.github.logtraffic.traffic.balance;

import io.github.logtraffic.log.entry.ClientKey;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One policy at work and all that is counted of it. */
final class PolicyTally {
    private static final int STATUS_CLASSES = 10;
    private static final int MINUTE = 60;
    private static final long MICROS_PER_SECOND = 1_000_000;

    private final BalancePolicy policy;
    private final SimulationPlan plan;
    private final Upstream upstream;
    private final PolicyRun run;
    private final @Nullable KeySpace keys;
    private final List<LossRun> losses;
    private final ClientKey key = new ClientKey();
    private final KeyMarks clientMarks;
    private final KeyMarks targetMarks;
    private final WindowPeaks seconds;
    private final WindowPeaks minutes;
    private final long[] requests;
    private final long[] bytes;
    private final long[] statusClasses;
    private final int[] atHand;
    private final long[] mostAtHand;
    private final long[] mostAtHandAt;
    private final long[] requestMicros;
    private final long[] changedAt;
    private long unserved;

    /**
     * @param upstream the plan's
     * @param keys what the policy hashes; null when it hashes nothing
     */
    PolicyTally(BalancePolicy policy, SimulationPlan plan, Upstream upstream, @Nullable KeySpace keys) {
        this.policy = policy;
        this.plan = plan;
        this.upstream = upstream;
        this.run = new PolicyRun(policy, plan, upstream, -1);
        this.keys = keys;
        this.losses = losses(policy, plan, upstream);
        this.seconds = new WindowPeaks(1, plan.backends());
        this.minutes = new WindowPeaks(MINUTE, plan.backends());
        int size = plan.backends().size();
        this.clientMarks = new KeyMarks(size);
        this.targetMarks = new KeyMarks(size);
        this.requests = new long[size];
        this.bytes = new long[size];
        this.statusClasses = new long[size * STATUS_CLASSES];
        this.atHand = new int[size];
        this.mostAtHand = new long[size];
        this.mostAtHandAt = new long[size];
        this.requestMicros = new long[size];
        this.changedAt = new long[size];
    }

    private static List<LossRun> losses(BalancePolicy policy, SimulationPlan plan, Upstream upstream) {
        int backends = plan.backends().size();
        List<LossRun> losses = new ArrayList<>();
        for (int lost = 0; lost < backends && plan.capacityPerSecond() > 0 && backends > 1; lost++) {
            losses.add(new LossRun(policy, plan, upstream, lost));
        }
        return losses;
    }

    /** Lets happen what is in a batch. */
    void take(EventBatch batch) {
        KeyColumn column = keys == null ? null : batch.keys[keys.index()];
        for (int i = 0; i < batch.size; i++) {
            if (!batch.begins[i]) {
                end(batch, i);
                continue;
            }
            ClientKey hashed = column != null && column.read(i, key) ? key : null;
            count(batch, i, run.start(batch.slot[i], hashed, batch.micros[i]));
            for (LossRun loss : losses) {
                loss.start(batch.slot[i], hashed, batch.micros[i]);
            }
        }
    }

    private void count(EventBatch batch, int index, int backend) {
        if (backend == Picker.NONE) {
            unserved++;
            return;
        }
        long nowMicros = batch.micros[index];
        requests[backend]++;
        bytes[backend] += Math.min(batch.bytes[index], Long.MAX_VALUE - bytes[backend]);
        statusClasses[backend * STATUS_CLASSES + batch.status[index] / 100]++;
        seconds.add(backend, nowMicros);
        minutes.add(backend, nowMicros);
        advance(backend, nowMicros);
        if (++atHand[backend] > mostAtHand[backend]) {
            mostAtHand[backend] = atHand[backend];
            mostAtHandAt[backend] = Math.floorDiv(nowMicros, MICROS_PER_SECOND);
        }
        clientMarks.add(batch.client[index], backend);
        targetMarks.add(batch.target[index], backend);
    }

    private void end(EventBatch batch, int index) {
        int backend = run.end(batch.slot[index], batch.micros[index], batch.duration[index]);
        if (backend != Picker.NONE) {
            advance(backend, batch.micros[index]);
            atHand[backend]--;
        }
        for (LossRun loss : losses) {
            loss.end(batch.slot[index], batch.micros[index], batch.duration[index]);
        }
    }

    /** Adds up how long requests were at hand. */
    private void advance(int backend, long nowMicros) {
        requestMicros[backend] += atHand[backend] * (nowMicros - changedAt[backend]);
        changedAt[backend] = nowMicros;
    }

    /**
     * What came out; to be asked once, at the end.
     *
     * @param stopped whether to leave out what takes long
     */
    PolicyOutcome outcome(double lengthMicros, long endMicros, BooleanSupplier stopped) {
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
            advance(i, endMicros);
            double share = all == 0 ? 0 : (double) requests[i] / all;
            imbalance =
                    Math.max(imbalance, share * weights / plan.backends().get(i).weight());
            backends.add(backend(i, share, lengthMicros));
        }
        List<PolicyOutcome.Loss> lost = new ArrayList<>();
        for (LossRun loss : losses) {
            lost.add(loss.outcome());
        }
        return new PolicyOutcome(
                policy,
                plan.key(policy),
                plan.workers(policy),
                imbalance,
                seconds.variation(),
                unserved,
                backends,
                keys == null ? null : Moves.of(policy, plan, upstream, keys.table(), stopped),
                lost);
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
                requestMicros[i] / lengthMicros,
                clientMarks.seenBy(i),
                targetMarks.seenBy(i),
                run.failedTries(i));
    }
}
