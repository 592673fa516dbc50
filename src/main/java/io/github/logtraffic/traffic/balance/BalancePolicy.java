package io.github.logtraffic.traffic.balance;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The ways to choose backends, by the names that users type. */
public enum BalancePolicy {
    /** nginx without a method. */
    NGINX_ROUND_ROBIN("nginx-round-robin", plan -> new NginxRoundRobin(plan.nginxPeers())),
    /** nginx's {@code least_conn}. */
    NGINX_LEAST_CONN("nginx-least-conn", plan -> new NginxLeastConn(plan.nginxPeers())),
    /** nginx's {@code random two least_conn}. */
    NGINX_RANDOM_TWO("nginx-random-two", plan -> new NginxRandomTwo(plan.nginxPeers(), plan.draws())),
    /** nginx's {@code hash}, of {@code $request_uri}. */
    NGINX_HASH("nginx-hash", RequestKey.TARGET, plan -> new NginxHash(plan.nginxPeers())),
    /** nginx's {@code hash … consistent}. */
    NGINX_CONSISTENT(
            "nginx-consistent",
            RequestKey.TARGET,
            plan -> new NginxConsistent(plan.nginxPeers(), plan.upstream().nginxRing())),
    /** nginx's {@code ip_hash}. */
    NGINX_IP_HASH("nginx-ip-hash", RequestKey.CLIENT, plan -> new NginxIpHash(plan.nginxPeers())),
    /** HAProxy's {@code roundrobin}. */
    HAPROXY_ROUNDROBIN("haproxy-roundrobin", plan -> new HaproxyRoundRobin(plan.backends(), plan.states())),
    /** HAProxy's {@code static-rr}. */
    HAPROXY_STATIC_RR("haproxy-static-rr", plan -> new HaproxyStaticRoundRobin(plan.haproxyMap())),
    /** HAProxy's {@code leastconn}. */
    HAPROXY_LEASTCONN("haproxy-leastconn", plan -> new HaproxyLeastConn(plan.backends(), plan.states())),
    /** HAProxy's {@code source}. */
    HAPROXY_SOURCE("haproxy-source", RequestKey.CLIENT, plan -> new HaproxyMapHash(plan.haproxyMap())),
    /** HAProxy's {@code uri}. */
    HAPROXY_URI("haproxy-uri", RequestKey.PATH, plan -> new HaproxyMapHash(plan.haproxyMap())),
    /** HAProxy's {@code url_param}; the key says of which parameter. */
    HAPROXY_URL_PARAM("haproxy-url-param", RequestKey.PATH, plan -> new HaproxyMapHash(plan.haproxyMap())),
    /** HAProxy's {@code hash-type consistent}. */
    HAPROXY_CONSISTENT(
            "haproxy-consistent", RequestKey.PATH, plan -> new HaproxyConsistent(plan.backends(), plan.states(), 0)),
    /** Maglev, as Envoy has it. */
    MAGLEV("maglev", RequestKey.PATH, plan -> new Maglev(plan.backends(), plan.states(), Maglev.USUAL_SIZE)),
    /** Envoy's ring hash. */
    RING_HASH("ring-hash", RequestKey.PATH, plan -> new RingHash(plan.backends(), plan.states())),
    /** Rendezvous hashing. */
    RENDEZVOUS("rendezvous", RequestKey.PATH, plan -> new Rendezvous(plan.backends(), plan.states())),
    /** The power of two choices. */
    P2C("p2c", plan -> new PowerOfTwo(plan.backends(), plan.states(), plan.draws())),
    /** Finagle's peak EWMA. */
    PEAK_EWMA("peak-ewma", plan -> new PeakEwma(plan.backends(), plan.states(), plan.draws())),
    /** HAProxy's {@code hash-type consistent} with a {@code hash-balance-factor}. */
    BOUNDED_CONSISTENT(
            "bounded-consistent",
            RequestKey.PATH,
            plan -> new HaproxyConsistent(
                    plan.backends(), plan.states(), plan.settings().factorPercent()));

    private final String policyName;

    @SuppressWarnings("ImmutableEnumChecker") // a record of a constant and a text
    private final @Nullable RequestKey usualKey;

    @SuppressWarnings("ImmutableEnumChecker") // the lambdas above capture nothing
    private final Function<PickerPlan, Picker> factory;

    BalancePolicy(String policyName, Function<PickerPlan, Picker> factory) {
        this(policyName, null, factory);
    }

    BalancePolicy(String policyName, @Nullable RequestKey usualKey, Function<PickerPlan, Picker> factory) {
        this.policyName = policyName;
        this.usualKey = usualKey;
        this.factory = factory;
    }

    /** The name that users type. */
    public String policyName() {
        return policyName;
    }

    /** A new picker, which has picked nothing yet. */
    public Picker picker(PickerPlan plan) {
        return factory.apply(plan);
    }

    /**
     * What the policy hashes of requests, null when it hashes nothing.
     *
     * @param wanted what users want it to hash, null when they do not say
     */
    public @Nullable RequestKey key(@Nullable RequestKey wanted) {
        boolean isFixed = usualKey == null || this == NGINX_IP_HASH || this == HAPROXY_SOURCE;
        return wanted == null || isFixed ? usualKey : wanted;
    }

    /** Whether picks depend on how many requests backends have at hand, or on how long they take. */
    public boolean needsFeedback() {
        return switch (this) {
            case NGINX_LEAST_CONN, NGINX_RANDOM_TWO, HAPROXY_LEASTCONN, P2C, PEAK_EWMA, BOUNDED_CONSISTENT -> true;
            case NGINX_ROUND_ROBIN,
                    NGINX_HASH,
                    NGINX_CONSISTENT,
                    NGINX_IP_HASH,
                    HAPROXY_ROUNDROBIN,
                    HAPROXY_STATIC_RR,
                    HAPROXY_SOURCE,
                    HAPROXY_URI,
                    HAPROXY_URL_PARAM,
                    HAPROXY_CONSISTENT,
                    MAGLEV,
                    RING_HASH,
                    RENDEZVOUS -> false;
        };
    }

    /** Whether it is nginx's: a worker process each has its own state, and learns of outages by requests that fail. */
    public boolean isNginx() {
        return policyName.startsWith("nginx-");
    }
}
