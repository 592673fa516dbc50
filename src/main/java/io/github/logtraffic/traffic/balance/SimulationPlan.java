package io.github.logtraffic.traffic.balance;

import io.github.logtraffic.identity.NetworkPrefix;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to find out about how requests spread.
 *
 * @param backends 1 to {@link #MOST_BACKENDS}
 * @param policies side by side
 * @param key what is hashed; null for what each policy hashes usually
 * @param prefix which part of an address is a client, where clients are counted; hashed is all of it
 * @param settings what servers let one choose
 * @param workers how many nginx worker processes there are without a {@code zone}; each has a state of its own
 * @param serviceMicros how long a request takes of which the log does not say it
 * @param outages times in which backends cannot be reached
 * @param capacityPerSecond how many requests per second a backend takes; 0 when that is not asked
 * @param mostKeys how many different keys of a kind are kept
 * @param seed of random draws: the same ones for the same seed
 * @param hashSeed of hash tables; it changes no result
 */
public record SimulationPlan(
        List<Backend> backends,
        List<BalancePolicy> policies,
        @Nullable RequestKey key,
        NetworkPrefix prefix,
        PolicySettings settings,
        int workers,
        long serviceMicros,
        List<Outage> outages,
        double capacityPerSecond,
        int mostKeys,
        long seed,
        long hashSeed) {
    /** The most backends; they are marked in every key's row. */
    public static final int MOST_BACKENDS = 64;

    /** Keeps copies. */
    public SimulationPlan {
        backends = List.copyOf(backends);
        policies = List.copyOf(policies);
        outages = List.copyOf(outages);
    }

    /** The key that a policy hashes, null when it hashes nothing. */
    public @Nullable RequestKey key(BalancePolicy policy) {
        return policy.key(key);
    }

    /** How many states of its own a balancer has. */
    int workers(BalancePolicy policy) {
        return policy.isNginx() ? workers : 1;
    }
}
