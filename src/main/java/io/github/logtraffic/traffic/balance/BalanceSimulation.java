package io.github.logtraffic.traffic.balance;

import io.github.logtraffic.log.entry.AccessLogEntry;
import io.github.logtraffic.log.entry.OrderedConsumer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Sends each request of a log where each policy would have sent it, in virtual time: a discrete-event simulation whose
 * events are requests that begin and requests that end. How long a request takes does not depend on where it goes.
 */
public final class BalanceSimulation implements OrderedConsumer {
    private static final double MICROS_PER_SECOND = 1e6;

    /** Longer requests never end; logs may say anything. */
    private static final long MOST_MICROS = Long.MAX_VALUE / 2;

    private final SimulationPlan plan;
    private final Map<RequestKey, KeySpace> spaces = new LinkedHashMap<>();
    private final KeySpace[] spacesInUse;
    private final KeySpace clients;
    private final KeySpace targets;
    private final PolicyTally[] tallies;
    private final LossRun[][] losses;
    private final RunningRequests running = new RunningRequests();
    private long now = Long.MIN_VALUE;
    private long firstMicros;
    private long requests;
    private long requestsTimed;

    /** @param slots the slot of an entry's text in which a key is found; not asked for clients */
    public BalanceSimulation(SimulationPlan plan, ToIntFunction<RequestKey> slots) {
        this.plan = plan;
        this.clients = new KeySpace(new KeyReader(plan.prefix()), newTable());
        this.targets = space(RequestKey.TARGET, slots);
        int policies = plan.policies().size();
        this.tallies = new PolicyTally[policies];
        this.losses = new LossRun[policies][];
        for (int i = 0; i < policies; i++) {
            BalancePolicy policy = plan.policies().get(i);
            RequestKey key = plan.key(policy);
            KeySpace keys = key == null ? null : space(key, slots);
            tallies[i] = new PolicyTally(policy, plan, keys, clients, targets);
            losses[i] = losses(policy, keys);
        }
        this.spacesInUse = spaces.values().toArray(KeySpace[]::new);
    }

    private KeySpace space(RequestKey key, ToIntFunction<RequestKey> slots) {
        int slot = key.source() == RequestKey.Source.CLIENT ? -1 : slots.applyAsInt(key);
        return spaces.computeIfAbsent(key, wanted -> new KeySpace(new KeyReader(wanted, slot), newTable()));
    }

    private KeyTable newTable() {
        return new KeyTable(plan.mostKeys(), plan.hashSeed());
    }

    private LossRun[] losses(BalancePolicy policy, @Nullable KeySpace keys) {
        int backends = plan.backends().size();
        LossRun[] runs = new LossRun[plan.capacityPerSecond() > 0 && backends > 1 ? backends : 0];
        for (int lost = 0; lost < runs.length; lost++) {
            runs[lost] = new LossRun(policy, plan, keys, lost);
        }
        return runs;
    }

    @Override
    public void accept(AccessLogEntry entry, long floorMicros, long evenMicros) {
        now = Math.max(now, evenMicros); // one that came too late begins when it came
        firstMicros = requests == 0 ? now : firstMicros;
        endUntil(now);
        requests++;
        requestsTimed += entry.durationMicros() >= 0 ? 1 : 0;
        clients.read(entry);
        for (KeySpace space : spacesInUse) {
            space.read(entry);
        }
        long duration = entry.durationMicros() >= 0 ? entry.durationMicros() : plan.serviceMicros();
        int slot = running.add(now + Math.min(duration, MOST_MICROS), duration);
        for (int i = 0; i < tallies.length; i++) {
            tallies[i].start(slot, entry, now, duration);
            for (LossRun loss : losses[i]) {
                loss.start(slot, now);
            }
        }
    }

    private void endUntil(long nowMicros) {
        while (running.hasEnded(nowMicros)) {
            int slot = running.first();
            long end = running.endMicros(slot);
            long took = running.tookMicros(slot);
            for (int i = 0; i < tallies.length; i++) {
                tallies[i].end(slot, end, took);
                for (LossRun loss : losses[i]) {
                    loss.end(slot, end, took);
                }
            }
            running.removeFirst();
        }
    }

    /** What came out; to be asked once, when all entries have come. */
    public SimulationOutcome outcome() {
        double length = requests == 0 ? 1 : now - firstMicros + MICROS_PER_SECOND;
        List<PolicyOutcome> policies = new ArrayList<>();
        for (int i = 0; i < tallies.length; i++) {
            List<PolicyOutcome.Loss> lost = new ArrayList<>();
            for (LossRun loss : losses[i]) {
                lost.add(loss.outcome());
            }
            policies.add(tallies[i].outcome(length, lost));
        }
        boolean isExact =
                clients.table().requestsOfUnknown() == 0 && targets.table().requestsOfUnknown() == 0;
        return new SimulationOutcome(requestsTimed, isExact, policies);
    }
}
