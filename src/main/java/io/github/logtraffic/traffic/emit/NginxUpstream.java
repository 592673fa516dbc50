package io.github.logtraffic.traffic.emit;

import io.github.logtraffic.traffic.balance.BackendOutcome;
import io.github.logtraffic.traffic.balance.BalancePolicy;
import io.github.logtraffic.traffic.balance.PolicyOutcome;
import io.github.logtraffic.traffic.balance.PolicySettings;
import io.github.logtraffic.traffic.balance.RequestKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** nginx's {@code upstream}, for the {@code http} block. */
public final class NginxUpstream {
    /** A page of memory of 4 KiB for each server, and some for the group. */
    private static final int SERVER_KIBIBYTES = 4;

    private static final int LEAST_KIBIBYTES = 64;

    private NginxUpstream() {}

    /**
     * Checks that nginx can do it.
     *
     * @param wanted what users want the policy to hash, null when they do not say
     * @throws IllegalArgumentException with a message for the user when it cannot
     */
    public static void check(BalancePolicy policy, @Nullable RequestKey wanted, @Nullable Proxies proxies) {
        Proxies needed = PolicyToEmit.proxiesOf(policy, wanted, proxies);
        if (needed != null) {
            needed.checkNginx();
        }
        method(policy, policy.key(wanted), "");
    }

    /** The configuration. */
    public static String text(PolicyToEmit policy) {
        PolicyOutcome outcome = policy.outcome();
        ConfigText text = new ConfigText();
        text.comment("Backends for nginx, written by logtraffic "
                + policy.prediction().version()
                + ". It is for the http block; a location sends requests there with: proxy_pass http://" + policy.name()
                + ";");
        text.line("#");
        policy.prediction().addTo(text, policy.effect());
        text.blank();
        Proxies proxies = PolicyToEmit.proxiesOf(outcome.policy(), outcome.key(), policy.proxies());
        if (proxies != null) {
            proxies.addTo(text);
        }
        String path = policy.name() + "_path";
        String method = method(outcome.policy(), outcome.key(), path);
        if (method.contains("$" + path)) {
            NginxKey.path(path).forEach(text::line);
            text.blank();
        }
        addGroup(text, policy, method);
        return text.toString();
    }

    private static void addGroup(ConfigText text, PolicyToEmit policy, String method) {
        List<BackendOutcome> backends = policy.outcome().backends();
        text.line("upstream " + policy.name() + " {");
        if (policy.outcome().workers() == 1) {
            int kibibytes = Math.max(LEAST_KIBIBYTES, (backends.size() + 2) * SERVER_KIBIBYTES);
            text.line("    zone " + policy.name() + " " + kibibytes + "k; # all workers share one state");
        } else {
            text.line("    # No zone: each of " + policy.outcome().workers() + " workers has a state of its own.");
        }
        if (!method.isEmpty()) {
            text.line("    " + method);
        }
        PolicySettings settings = policy.settings();
        for (BackendOutcome backend : backends) {
            int weight = backend.backend().weight();
            text.line("    server " + backend.backend().address() + (weight == 1 ? "" : " weight=" + weight)
                    + " max_fails="
                    + settings.maxFails() + " fail_timeout=" + settings.failTimeoutSeconds() + "s;"
                    + PolicyToEmit.effect(backend));
        }
        text.line("}");
    }

    /** The directive that chooses, empty for round robin. */
    private static String method(BalancePolicy policy, @Nullable RequestKey key, String pathVariable) {
        return switch (policy) {
            case NGINX_ROUND_ROBIN -> "";
            case NGINX_LEAST_CONN -> "least_conn;";
            case NGINX_RANDOM_TWO -> "random two least_conn;";
            case NGINX_HASH -> "hash " + variable(key, pathVariable) + ";";
            case NGINX_CONSISTENT -> "hash " + variable(key, pathVariable) + " consistent;";
            case NGINX_IP_HASH -> "ip_hash;";
            case HAPROXY_ROUNDROBIN,
                    HAPROXY_STATIC_RR,
                    HAPROXY_LEASTCONN,
                    HAPROXY_SOURCE,
                    HAPROXY_URI,
                    HAPROXY_URL_PARAM,
                    HAPROXY_CONSISTENT,
                    MAGLEV,
                    RING_HASH,
                    RENDEZVOUS,
                    P2C,
                    PEAK_EWMA,
                    BOUNDED_CONSISTENT -> throw PolicyToEmit.unknown("nginx", policy);
        };
    }

    private static String variable(@Nullable RequestKey key, String pathVariable) {
        if (key == null) {
            throw new IllegalStateException("a hash of nothing");
        }
        return switch (key.source()) {
            case CLIENT -> "$remote_addr";
            case PATH -> "$" + pathVariable;
            case TARGET -> "$request_uri";
            case HOST -> "$host";
            case PARAMETER -> {
                if (!Fields.isSafe(key.parameter())) {
                    throw new IllegalArgumentException("nginx has no variable for the parameter '" + key.parameter()
                            + "'; expected letters, digits and underscores");
                }
                yield "$arg_" + key.parameter();
            }
        };
    }
}
