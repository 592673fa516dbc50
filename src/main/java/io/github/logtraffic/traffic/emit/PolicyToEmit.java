package io.github.logtraffic.traffic.emit;

import io.github.logtraffic.traffic.balance.BackendOutcome;
import io.github.logtraffic.traffic.balance.BalancePolicy;
import io.github.logtraffic.traffic.balance.PolicyOutcome;
import io.github.logtraffic.traffic.balance.PolicySettings;
import io.github.logtraffic.traffic.balance.RequestKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A policy that requests were spread by and that is to be configured.
 *
 * @param name what to call the group of backends: letters, digits and underscores, at most {@link LimitToEmit#LONGEST_NAME}
 * @param settings what the server lets one choose besides
 * @param proxies how clients are found behind proxies; null when they are who is connected
 * @param outcome how requests would have spread
 * @param prediction on what it was simulated
 */
public record PolicyToEmit(
        String name, PolicySettings settings, @Nullable Proxies proxies, PolicyOutcome outcome, Prediction prediction) {
    /** Checks the name. */
    public PolicyToEmit {
        if (!Fields.isSafe(name) || name.length() > LimitToEmit.LONGEST_NAME) {
            throw new IllegalArgumentException("name");
        }
    }

    /** The proxies, if the policy depends on who the client is. */
    static @Nullable Proxies proxiesOf(BalancePolicy policy, @Nullable RequestKey wanted, @Nullable Proxies proxies) {
        RequestKey key = policy.key(wanted);
        return key != null && key.source() == RequestKey.Source.CLIENT ? proxies : null;
    }

    /** How requests would have spread, in words. */
    List<String> effect() {
        List<String> effect = new ArrayList<>();
        effect.add(String.format(
                Locale.ROOT,
                "the busiest backend gets %.2f times what is fair by weight%s.",
                outcome.imbalance(),
                outcome.unserved() == 0
                        ? ""
                        : "; " + ConfigText.count(outcome.unserved(), "request") + " would have found no backend"));
        return effect;
    }

    /** What is said of a backend behind its line. */
    static String effect(BackendOutcome backend) {
        return " # " + ConfigText.count(backend.requests(), "request") + ", " + ConfigText.percent(backend.share());
    }

    /** Says that a policy is not the server's. */
    static IllegalArgumentException unknown(String server, BalancePolicy policy) {
        return new IllegalArgumentException(server + " does not balance as --policy " + policy.policyName()
                + (policy.isNginx() ? ", which is nginx's" : ""));
    }
}
