package io.github.logtraffic.traffic.balance;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a policy would have spread the requests.
 *
 * @param policy which one
 * @param key what it hashed, null when it hashes nothing
 * @param workers how many states of its own the balancer had
 * @param imbalance the most requests that a backend had, as a multiple of its fair share by weight; 1 is perfect
 * @param variation the coefficient of variation over backends of a second's requests by weight, its mean over requests
 * @param unserved requests for which no backend was left
 * @param backends in the order given
 * @param moves what moves when backends come and go; null when nothing is kept that could, or it was not
 *     found out because the run was stopped
 * @param losses what is left to the others when each backend is down; empty when that was not asked
 */
public record PolicyOutcome(
        BalancePolicy policy,
        @Nullable RequestKey key,
        int workers,
        double imbalance,
        double variation,
        long unserved,
        List<BackendOutcome> backends,
        @Nullable Moves moves,
        List<Loss> losses) {
    /** Keeps copies. */
    public PolicyOutcome {
        backends = List.copyOf(backends);
        losses = List.copyOf(losses);
    }

    /**
     * What the others get when a backend is down all the time.
     *
     * @param lost the one that is down
     * @param busiest the one that then has the busiest second
     * @param perSecond that second
     * @param unserved requests for which no backend was left
     */
    public record Loss(Backend lost, Backend busiest, Peak perSecond, long unserved) {
        /** Whether the others serve everything and stay within what each of them takes. */
        public boolean isBorne(double capacityPerSecond) {
            return unserved == 0 && perSecond.count() <= capacityPerSecond;
        }
    }
}
