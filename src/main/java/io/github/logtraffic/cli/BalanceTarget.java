package io.github.logtraffic.cli;

import io.github.logtraffic.traffic.balance.BalancePolicy;
import io.github.logtraffic.traffic.balance.RequestKey;
import io.github.logtraffic.traffic.emit.HaproxyBackend;
import io.github.logtraffic.traffic.emit.NginxUpstream;
import io.github.logtraffic.traffic.emit.PolicyToEmit;
import io.github.logtraffic.traffic.emit.Proxies;
import org.jspecify.annotations.Nullable;

/** What {@code balance --emit} writes, by the names that users type. */
enum BalanceTarget {
    /** nginx's {@code upstream}. */
    NGINX("nginx", BalancePolicy.NGINX_ROUND_ROBIN) {
        @Override
        void check(BalancePolicy policy, @Nullable RequestKey key, @Nullable Proxies proxies) {
            NginxUpstream.check(policy, key, proxies);
        }

        @Override
        String text(PolicyToEmit policy) {
            return NginxUpstream.text(policy);
        }
    },

    /** HAProxy's {@code backend}. */
    HAPROXY("haproxy", BalancePolicy.HAPROXY_ROUNDROBIN) {
        @Override
        void check(BalancePolicy policy, @Nullable RequestKey key, @Nullable Proxies proxies) {
            HaproxyBackend.check(policy, key, proxies);
        }

        @Override
        String text(PolicyToEmit policy) {
            return HaproxyBackend.text(policy);
        }
    };

    private final String targetName;
    private final BalancePolicy usualPolicy;

    BalanceTarget(String targetName, BalancePolicy usualPolicy) {
        this.targetName = targetName;
        this.usualPolicy = usualPolicy;
    }

    /** The name that users type. */
    String targetName() {
        return targetName;
    }

    /** What the server does when nothing else is said. */
    BalancePolicy usualPolicy() {
        return usualPolicy;
    }

    /**
     * Checks that the server can balance so.
     *
     * @throws IllegalArgumentException with a message for the user when it cannot
     */
    abstract void check(BalancePolicy policy, @Nullable RequestKey key, @Nullable Proxies proxies);

    /** The configuration. */
    abstract String text(PolicyToEmit policy);
}
