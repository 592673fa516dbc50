package io.github.logtraffic.traffic.balance;

import io.github.logtraffic.traffic.emit.PolicyToEmit;
import io.github.logtraffic.traffic.emit.Prediction;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Policies whose configuration real servers are given. */
final class EmittedPolicies {
    private static final Peak NONE = new Peak(0, 0);

    private EmittedPolicies() {}

    static PolicyToEmit of(
            String name, BalancePolicy policy, @Nullable RequestKey key, PolicySettings settings, String... backends) {
        return of(name, policy, key, settings, 1, backends);
    }

    static PolicyToEmit of(
            String name,
            BalancePolicy policy,
            @Nullable RequestKey key,
            PolicySettings settings,
            int workers,
            String... backends) {
        List<BackendOutcome> outcomes = Stream.of(backends)
                .map(Backend::parse)
                .map(backend -> new BackendOutcome(backend, 0, 0, 0, List.of(), NONE, NONE, NONE, 0, 0, 0, 0))
                .toList();
        return new PolicyToEmit(
                name,
                settings,
                null,
                new PolicyOutcome(policy, key, workers, 1, 0, 0, outcomes, null, List.of()),
                new Prediction("0", List.of("a\nlog"), "", 0, 0, List.of()));
    }
}
