package io.github.logtraffic.traffic.balance;

import io.github.logtraffic.count.NumberedKeys;
import io.github.logtraffic.identity.NetworkPrefix;
import io.github.logtraffic.log.entry.AccessLogEntry;
import io.github.logtraffic.log.entry.OrderedConsumer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.ToIntFunction;

/**
 * Sends each request of a log where each policy would have sent it, in virtual time: a discrete-event simulation whose
 * events are requests that begin and requests that end. How long a request takes does not depend on where it goes.
 *
 * <p>Of requests at hand at once there are at most {@value #MOST_AT_HAND}, fewer when many policies are compared and each is
 * to lose each of many backends, lest a log whose durations make no sense takes all memory: when one more begins, the one
 * that would end first ends then, and is counted as cut short.
 */
public final class BalanceSimulation implements OrderedConsumer {
    /** How many requests can be at hand at once; some times what a server has. */
    public static final int MOST_AT_HAND = 1 << 18;

    /** How often it may be noted, by policies and by what is left of them when a backend is lost, where a request is. */
    private static final int MOST_PLACES = 1 << 24;

    private static final long MICROS_PER_SECOND = 1_000_000;

    private static final int BATCHES = 8;

    /** Longer requests never end; logs may say anything. */
    private static final long MOST_MICROS = Long.MAX_VALUE / 2;

    private final SimulationPlan plan;
    private final List<Executor> lanes;
    private final Map<KeyAsRead, KeySpace> spaces = new LinkedHashMap<>();
    /** What policies hash, and the targets: their keys go into batches. */
    private final KeySpace[] hashed;

    /** All of which keys are counted. */
    private final List<KeySpace> counted = new ArrayList<>();

    private final KeySpace clients;
    private final KeySpace targets;
    private final List<PolicyTally> tallies = new ArrayList<>();
    private final int mostAtHand;
    private final RunningRequests running;
    private long now = Long.MIN_VALUE;
    private long firstMicros;
    private long requests;
    private long requestsTimed;
    private long requestsCutShort;

    /** One is filled while the policies take those before. */
    private final EventBatch[] batches = new EventBatch[BATCHES];

    /** Of each batch, whether it may be filled again. */
    private final CompletableFuture<?>[] taken = new CompletableFuture<?>[BATCHES];

    private EventBatch filling;
    private int fillingIndex;

    /**
     * @param slots the slot of an entry's text in which a key is found; not asked for clients
     * @param lanes run the policies, each some of them, beside the thread that brings the entries; they must run what they
     *     get in that order
     */
    public BalanceSimulation(SimulationPlan plan, ToIntFunction<RequestKey> slots, List<Executor> lanes) {
        this.plan = plan;
        this.lanes = List.copyOf(lanes);
        this.mostAtHand = Math.min(MOST_AT_HAND, MOST_PLACES / runs(plan));
        this.running = new RunningRequests(mostAtHand);
        this.targets = space(new KeyAsRead(RequestKey.TARGET, false), slots);
        Upstream upstream = new Upstream(plan.backends());
        for (BalancePolicy policy : plan.policies()) {
            RequestKey key = plan.key(policy);
            tallies.add(new PolicyTally(
                    policy, plan, upstream, key == null ? null : space(KeyAsRead.by(policy, key), slots)));
        }
        this.hashed = spaces.values().toArray(KeySpace[]::new);
        this.counted.addAll(spaces.values());
        this.clients = clients();
        for (int i = 0; i < BATCHES; i++) {
            batches[i] = new EventBatch(hashed.length);
            taken[i] = CompletableFuture.completedFuture(null);
        }
        this.filling = batches[0];
    }

    private static int runs(SimulationPlan plan) {
        int losses = plan.capacityPerSecond() > 0 ? plan.backends().size() : 0;
        return Math.max(1, plan.policies().size() * (1 + losses));
    }

    private KeySpace space(KeyAsRead read, ToIntFunction<RequestKey> slots) {
        RequestKey key = read.key();
        int slot = key.source() == RequestKey.Source.CLIENT ? -1 : slots.applyAsInt(key);
        return spaces.computeIfAbsent(
                read, wanted -> new KeySpace(spaces.size(), new KeyReader(wanted, slot), newTable()));
    }

    /** Those that policies hash, when these are whole addresses too; otherwise some that are only counted. */
    private KeySpace clients() {
        KeySpace whole = spaces.get(new KeyAsRead(RequestKey.CLIENT, false));
        if (whole != null && plan.prefix().equals(NetworkPrefix.WHOLE_ADDRESS)) {
            return whole;
        }
        KeySpace clientsAlone = new KeySpace(-1, new KeyReader(plan.prefix()), newTable());
        counted.add(clientsAlone);
        return clientsAlone;
    }

    private NumberedKeys newTable() {
        return new NumberedKeys(plan.mostKeys(), plan.hashSeed());
    }

    @Override
    public void accept(AccessLogEntry entry, long floorMicros, long evenMicros) {
        now = Math.max(now, evenMicros); // one that came too late begins when it came
        firstMicros = requests == 0 ? now : firstMicros;
        endUntil(now);
        requests++;
        requestsTimed += entry.durationMicros() >= 0 ? 1 : 0;
        for (KeySpace space : counted) {
            space.read(entry);
        }
        long duration = entry.durationMicros() >= 0 ? entry.durationMicros() : plan.serviceMicros();
        if (running.isFull()) {
            end(now);
            requestsCutShort++;
        }
        int slot = running.add(now + Math.min(duration, MOST_MICROS), duration);
        int at = filling.begin(slot, entry, now, duration, clients.number(), targets.number());
        for (KeySpace space : hashed) {
            filling.keys[space.index()].set(at, space.key());
        }
        handOnIfFull();
    }

    private void endUntil(long nowMicros) {
        while (running.hasEnded(nowMicros)) {
            end(running.endMicros(running.first()));
        }
    }

    /** Ends the request that would end first. */
    private void end(long micros) {
        int slot = running.first();
        filling.end(slot, micros, running.tookMicros(slot));
        running.removeFirst();
        handOnIfFull();
    }

    private void handOnIfFull() {
        if (filling.isFull()) {
            handOn();
        }
    }

    private void handOn() {
        EventBatch full = filling;
        CompletableFuture<?>[] tasks = new CompletableFuture<?>[tallies.size()];
        for (int i = 0; i < tasks.length; i++) {
            PolicyTally tally = tallies.get(i);
            tasks[i] = CompletableFuture.runAsync(() -> tally.take(full), lanes.get(i % lanes.size()));
        }
        taken[fillingIndex] = CompletableFuture.allOf(tasks);
        fillingIndex = (fillingIndex + 1) % BATCHES;
        await(taken[fillingIndex]);
        filling = batches[fillingIndex];
        filling.clear();
    }

    private static void await(CompletableFuture<?> task) {
        try {
            task.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Error error) {
                throw error; // no memory is no bug
            }
            throw e;
        }
    }

    /**
     * What came out; to be asked once, when all entries have come.
     *
     * @param stopped whether to leave out which keys move, which takes long; asked now and then
     */
    public SimulationOutcome outcome(BooleanSupplier stopped) {
        long end = requests == 0 ? 0 : now + MICROS_PER_SECOND; // the last stamp stands for a second
        endUntil(end);
        handOn();
        await(CompletableFuture.allOf(taken));
        double length = requests == 0 ? 1 : end - firstMicros;
        List<PolicyOutcome> policies = new ArrayList<>();
        for (PolicyTally tally : tallies) {
            policies.add(tally.outcome(length, end, stopped));
        }
        boolean isExact =
                clients.table().requestsOfUnknown() == 0 && targets.table().requestsOfUnknown() == 0;
        return new SimulationOutcome(requestsTimed, mostAtHand, requestsCutShort, isExact, policies);
    }
}
