package io.github.logtraffic.traffic.balance;

import io.github.logtraffic.count.NumberedKeys;
import io.github.logtraffic.log.entry.ClientKey;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Which keys go to another backend than before when backends come and go, and how many of the log's requests had them. A
 * backend is lost when it is down and still in the configuration, removed when it is not there any more.
 *
 * @param keys how many different keys there are; requests without one, which take turns, are not counted
 * @param requests how many requests had them
 * @param requestsOfUnknown how many requests had other keys, which were too many to keep: so many more may move
 * @param lost by backend, in the order given; empty when there is only one
 * @param removed by backend, in the order given; empty when there is only one
 * @param added when one more is added at the end that weighs as much as the last
 */
public record Moves(
        long keys, long requests, long requestsOfUnknown, List<Moved> lost, List<Moved> removed, Moved added) {
    private static final String ADDED = "added";

    /** Backends times keys: it does not take long to find out what moves of so many. */
    private static final int FEW = 1 << 20;

    /** Keeps copies. */
    public Moves {
        lost = List.copyOf(lost);
        removed = List.copyOf(removed);
    }

    /**
     * What moves.
     *
     * @param keys how many keys
     * @param requests how many requests had them
     */
    public record Moved(long keys, long requests) {}

    /**
     * Asks a fresh picker, with nothing at hand, about each key for each change.
     *
     * @param stopped asked before each change, unless there are few keys
     * @return null when it was stopped
     */
    static @Nullable Moves of(
            BalancePolicy policy, SimulationPlan plan, Upstream upstream, NumberedKeys keys, BooleanSupplier stopped) {
        List<Backend> backends = upstream.backends();
        boolean isShort = (long) backends.size() * keys.size() <= FEW;
        int[] before = picks(policy, plan, upstream, Picker.NONE, keys);
        List<Moved> lost = new ArrayList<>();
        List<Moved> removed = new ArrayList<>();
        for (int i = 0; i < backends.size() && backends.size() > 1; i++) {
            if (!isShort && stopped.getAsBoolean()) {
                return null;
            }
            lost.add(moved(before, picks(policy, plan, upstream, i, keys), keys));
            removed.add(moved(before, picksWithout(policy, plan, upstream, i, keys), keys));
        }
        if (!isShort && stopped.getAsBoolean()) {
            return null;
        }
        Moved added = moved(before, picks(policy, plan, withAnother(upstream), Picker.NONE, keys), keys);
        long requests = 0;
        for (int number = 0; number < before.length; number++) {
            requests += keys.requests(number);
        }
        return new Moves(before.length, requests, keys.requestsOfUnknown(), lost, removed, added);
    }

    private static Upstream withAnother(Upstream upstream) {
        List<Backend> backends = upstream.backends();
        Backend last = backends.get(backends.size() - 1);
        String added = ADDED;
        while (named(backends, added)) {
            added += "1";
        }
        return upstream.with(new Backend(added, last.port(), last.weight()));
    }

    private static boolean named(List<Backend> backends, String name) {
        return backends.stream().anyMatch(backend -> backend.name().equals(name));
    }

    /** The picks while one backend is down, {@link Picker#NONE} for none. */
    private static int[] picks(
            BalancePolicy policy, SimulationPlan plan, Upstream upstream, int down, NumberedKeys keys) {
        BackendStates states = new BackendStates(upstream.backends().size());
        if (down != Picker.NONE) {
            states.setUp(down, false);
        }
        Picker picker = policy.picker(new PickerPlan(upstream, states, plan.settings(), plan.seed()));
        int[] picks = new int[keys.size()];
        ClientKey key = new ClientKey();
        for (int number = 0; number < picks.length; number++) {
            keys.read(number, key);
            picks[number] = picker.pick(key, 0);
        }
        return picks;
    }

    private static int[] picksWithout(
            BalancePolicy policy, SimulationPlan plan, Upstream upstream, int removed, NumberedKeys keys) {
        int[] picks = picks(policy, plan, upstream.without(removed), Picker.NONE, keys);
        for (int number = 0; number < picks.length; number++) {
            picks[number] += picks[number] >= removed ? 1 : 0;
        }
        return picks;
    }

    private static Moved moved(int[] before, int[] after, NumberedKeys keys) {
        long moved = 0;
        long requests = 0;
        for (int number = 0; number < before.length; number++) {
            if (before[number] != after[number]) {
                moved++;
                requests += keys.requests(number);
            }
        }
        return new Moved(moved, requests);
    }
}
