package io.github.logtraffic.traffic.balance;

import io.github.logtraffic.log.entry.ClientKey;
import java.util.ArrayList;
import java.util.List;

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

    /** Asks a fresh picker, with nothing at hand, about each key for each change. */
    static Moves of(BalancePolicy policy, SimulationPlan plan, KeyTable keys) {
        List<Backend> backends = plan.backends();
        int[] before = picks(policy, plan, backends, new BackendStates(backends.size()), keys);
        List<Moved> lost = new ArrayList<>();
        List<Moved> removed = new ArrayList<>();
        for (int i = 0; i < backends.size() && backends.size() > 1; i++) {
            BackendStates states = new BackendStates(backends.size());
            states.setUp(i, false);
            lost.add(moved(before, picks(policy, plan, backends, states, keys), keys));
            removed.add(moved(before, picksWithout(policy, plan, i, keys), keys));
        }
        List<Backend> more = new ArrayList<>(backends);
        Backend last = backends.get(backends.size() - 1);
        String added = ADDED;
        while (named(backends, added)) {
            added += "1";
        }
        more.add(new Backend(added, last.port(), last.weight()));
        Moved one = moved(before, picks(policy, plan, more, new BackendStates(more.size()), keys), keys);
        long requests = 0;
        for (int number = 0; number < before.length; number++) {
            requests += keys.requests(number);
        }
        return new Moves(before.length, requests, keys.requestsOfUnknown(), lost, removed, one);
    }

    private static boolean named(List<Backend> backends, String name) {
        return backends.stream().anyMatch(backend -> backend.name().equals(name));
    }

    private static int[] picks(
            BalancePolicy policy, SimulationPlan plan, List<Backend> backends, BackendStates states, KeyTable keys) {
        Picker picker = policy.picker(new PickerPlan(backends, states, plan.settings(), plan.seed()));
        int[] picks = new int[keys.size()];
        ClientKey key = new ClientKey();
        for (int number = 0; number < picks.length; number++) {
            keys.read(number, key);
            picks[number] = picker.pick(key, 0);
        }
        return picks;
    }

    private static int[] picksWithout(BalancePolicy policy, SimulationPlan plan, int removed, KeyTable keys) {
        List<Backend> others = new ArrayList<>(plan.backends());
        others.remove(removed);
        int[] picks = picks(policy, plan, others, new BackendStates(others.size()), keys);
        for (int number = 0; number < picks.length; number++) {
            picks[number] += picks[number] >= removed ? 1 : 0;
        }
        return picks;
    }

    private static Moved moved(int[] before, int[] after, KeyTable keys) {
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
