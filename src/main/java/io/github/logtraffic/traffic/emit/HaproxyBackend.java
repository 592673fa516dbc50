package io.github.logtraffic.traffic.emit;

import io.github.logtraffic.traffic.balance.Backend;
import io.github.logtraffic.traffic.balance.BackendOutcome;
import io.github.logtraffic.traffic.balance.BalancePolicy;
import io.github.logtraffic.traffic.balance.PolicyOutcome;
import io.github.logtraffic.traffic.balance.RequestKey;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A {@code backend} of HAProxy. */
public final class HaproxyBackend {
    /** Without one, HAProxy goes to the port that the client came to, which may be that of TLS. */
    private static final int USUAL_PORT = 80;

    private static final String CONSISTENT = "hash-type consistent";
    private static final Pattern PARAMETER = Pattern.compile("[A-Za-z0-9_.~-]{1,64}");

    private HaproxyBackend() {}

    /**
     * Checks that HAProxy can do it.
     *
     * @param wanted what users want the policy to hash, null when they do not say
     * @throws IllegalArgumentException with a message for the user when it cannot
     */
    public static void check(BalancePolicy policy, @Nullable RequestKey wanted, @Nullable Proxies proxies) {
        if (PolicyToEmit.proxiesOf(policy, wanted, proxies) != null) {
            throw Proxies.unknownToHaproxy();
        }
        method(policy, policy.key(wanted), 0);
    }

    /** The configuration. */
    public static String text(PolicyToEmit policy) {
        PolicyOutcome outcome = policy.outcome();
        ConfigText text = new ConfigText();
        text.comment("Backends for HAProxy, written by logtraffic "
                + policy.prediction().version() + ". A frontend sends requests there with: default_backend "
                + policy.name());
        text.line("#");
        policy.prediction().addTo(text, policy.effect());
        RequestKey hashed = outcome.key();
        if (hashed != null && hashed.source() == RequestKey.Source.HOST) {
            text.comment(
                    "HAProxy hashes the header Host as it was sent; it was simulated as it was logged, without a port.");
        }
        text.blank();
        text.line("backend " + policy.name());
        text.line("    mode http");
        method(outcome.policy(), outcome.key(), policy.settings().factorPercent())
                .forEach(line -> text.line("    " + line));
        List<BackendOutcome> backends = outcome.backends();
        for (int i = 0; i < backends.size(); i++) {
            Backend backend = backends.get(i).backend();
            text.line("    server " + serverName(backend, i) + " " + backend.name() + ":"
                    + (backend.port() == 0 ? USUAL_PORT : backend.port()) + " weight " + backend.weight() + " check"
                    + PolicyToEmit.effect(backends.get(i)));
        }
        return text.toString();
    }

    /** The backend's address where that is a name, otherwise its number, in a form that no address has. */
    private static String serverName(Backend backend, int index) {
        return backend.name().indexOf('[') < 0 && backend.name().indexOf(']') < 0
                ? backend.address()
                : "ipv6:s" + (index + 1);
    }

    private static List<String> method(BalancePolicy policy, @Nullable RequestKey key, int factorPercent) {
        return switch (policy) {
            case HAPROXY_ROUNDROBIN -> List.of("balance roundrobin");
            case HAPROXY_STATIC_RR -> List.of("balance static-rr");
            case HAPROXY_LEASTCONN -> List.of("balance leastconn");
            case HAPROXY_SOURCE, HAPROXY_URI, HAPROXY_URL_PARAM -> List.of(balance(key));
            case HAPROXY_CONSISTENT -> List.of(balance(key), CONSISTENT);
            case BOUNDED_CONSISTENT -> List.of(balance(key), CONSISTENT, "hash-balance-factor " + factorPercent);
            case NGINX_ROUND_ROBIN,
                    NGINX_LEAST_CONN,
                    NGINX_RANDOM_TWO,
                    NGINX_HASH,
                    NGINX_CONSISTENT,
                    NGINX_IP_HASH,
                    MAGLEV,
                    RING_HASH,
                    RENDEZVOUS,
                    P2C,
                    PEAK_EWMA -> throw PolicyToEmit.unknown("HAProxy", policy);
        };
    }

    private static String balance(@Nullable RequestKey key) {
        if (key == null) {
            throw new IllegalStateException("a hash of nothing");
        }
        return switch (key.source()) {
            case CLIENT -> "balance source";
            case PATH -> "balance uri";
            case TARGET -> "balance uri whole";
            case HOST -> "balance hdr(Host)";
            case PARAMETER -> {
                if (!PARAMETER.matcher(key.parameter()).matches()) {
                    throw new IllegalArgumentException("HAProxy takes no parameter '" + key.parameter()
                            + "'; expected letters, digits and any of _.~-");
                }
                yield "balance url_param " + key.parameter();
            }
        };
    }
}
