package io.github.logtraffic.traffic.balance;

import io.github.logtraffic.log.entry.ClientKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The power of two choices (Mitzenmacher 2001): of two backends drawn by weight, the same one perhaps, the one with fewer
 * requests at hand for its weight; of equals the first.
 */
final class PowerOfTwo implements Picker {
    private static final int MOST_DRAWS = 20;

    private final BackendStates states;
    private final int[] weight;
    private final Draws draws;

    PowerOfTwo(List<Backend> backends, BackendStates states, Draws draws) {
        this.states = states;
        this.weight = backends.stream().mapToInt(Backend::weight).toArray();
        this.draws = draws;
    }

    @Override
    public int pick(@Nullable ClientKey key, long nowMicros) {
        int first = drawn(states, draws);
        int second = drawn(states, draws);
        return second >= 0 && isIdler(second, first) ? second : first;
    }

    /** A backend that is up; when none was drawn in many draws, the first one that is. */
    static int drawn(BackendStates states, Draws draws) {
        for (int i = 0; i < MOST_DRAWS; i++) {
            int drawn = draws.next();
            if (states.isUp(drawn)) {
                return drawn;
            }
        }
        int first = 0;
        while (first < states.size() && !states.isUp(first)) {
            first++;
        }
        return first == states.size() ? NONE : first;
    }

    private boolean isIdler(int one, int other) {
        return (long) states.inFlight(one) * weight[other] < (long) states.inFlight(other) * weight[one];
    }
}
