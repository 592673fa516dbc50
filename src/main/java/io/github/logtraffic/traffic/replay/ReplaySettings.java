package io.github.logtraffic.traffic.replay;

import io.github.logtraffic.traffic.balance.Backend;
import io.github.logtraffic.traffic.balance.BalancePolicy;
import io.github.logtraffic.traffic.balance.PolicySettings;
import java.util.List;

/**
 * How requests are sent.
 *
 * @param targets where to, at least one
 * @param policy spreads them
 * @param policySettings what servers let one choose besides the policy
 * @param seed of random draws
 * @param health how it is found out which targets are down
 * @param pace when they are due
 * @param extent how many are sent
 * @param headers what they say
 * @param connections at most so many to each target
 * @param mostInFlight at most so many requests that are sent, or wait for a connection; further ones come late
 * @param timeoutNanos a response that is not complete so long after its request was sent has failed
 * @param checksCertificates whether those of targets must be valid
 */
public record ReplaySettings(
        List<ReplayTarget> targets,
        BalancePolicy policy,
        PolicySettings policySettings,
        long seed,
        HealthSettings health,
        Pace pace,
        Extent extent,
        SentHeaders headers,
        int connections,
        int mostInFlight,
        long timeoutNanos,
        boolean checksCertificates) {
    /** As many as a few hundred users have; servers come with room for about as many. */
    public static final int DEFAULT_CONNECTIONS = 64;

    /** How many requests may be in flight, unless said otherwise. */
    public static final int DEFAULT_IN_FLIGHT = 1_024;

    /** Keeps a copy. */
    public ReplaySettings {
        targets = List.copyOf(targets);
    }

    /** The same at another pace. */
    public ReplaySettings at(Pace other) {
        return new ReplaySettings(
                targets,
                policy,
                policySettings,
                seed,
                health,
                other,
                extent,
                headers,
                connections,
                mostInFlight,
                timeoutNanos,
                checksCertificates);
    }

    /** The targets as balancers know them. */
    public List<Backend> backends() {
        return targets.stream().map(ReplayTarget::backend).toList();
    }
}
