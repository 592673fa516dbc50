package io.github.logtraffic.cli;

import io.github.logtraffic.analysis.BalancePlan;
import io.github.logtraffic.identity.NetworkPrefix;
import io.github.logtraffic.traffic.balance.Backend;
import io.github.logtraffic.traffic.balance.BalancePolicy;
import io.github.logtraffic.traffic.balance.PolicySettings;
import io.github.logtraffic.traffic.balance.RequestKey;
import io.github.logtraffic.traffic.balance.SimulationPlan;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** Which backends, and how requests are spread over them. */
final class BalanceOptions {
    private static final int MOST_WORKERS = 1_024;
    private static final int MOST_PERCENT = 100_000;
    private static final int MOST_KEYS = 10_000_000;

    private final List<Backend> backends = new ArrayList<>();
    private final Set<BalancePolicy> policies = new LinkedHashSet<>();
    private final List<FailOption> outages = new ArrayList<>();
    private final BalanceEmit emit;
    private @Nullable RequestKey key;
    private int workers = 1;
    private int maxFails = PolicySettings.USUAL.maxFails();
    private int failTimeoutSeconds = PolicySettings.USUAL.failTimeoutSeconds();
    private int factorPercent = PolicySettings.USUAL.factorPercent();
    private long serviceMicros = 100_000;
    private double capacityPerSecond;
    private int mostKeys = 1_000_000;
    private int seed = 1;

    BalanceOptions(OptionList options) {
        options.section("Backends:")
                .value(
                        "--backend",
                        "NAME[:PORT][*WEIGHT]",
                        typed -> backends.add(Values.parsed(typed, Backend::parse)),
                        "A server that requests can be sent to, in the order in which the balancer has them. Repeatable.")
                .value(
                        "--policy",
                        "POLICY",
                        typed -> policies.add(Values.choice(typed, BalancePolicy.values(), BalancePolicy::policyName)),
                        "How to choose one: " + names() + ". Repeatable, to compare them. Default: "
                                + BalancePolicy.NGINX_ROUND_ROBIN.policyName() + ".")
                .value(
                        "--key",
                        "KEY",
                        typed -> key = key(typed),
                        "What policies that hash do it by: client, path, target, host or param:NAME (of the URL). Default: what "
                                + "the server does; path where it has no default.")
                .value(
                        "--capacity",
                        "RATE",
                        typed -> capacityPerSecond = Values.rate(typed),
                        "What one backend takes, such as 200r/s: tells whether the others stay below that when one is lost.")
                .value(
                        "--fail",
                        "BACKEND@FROM..TO",
                        typed -> outages.add(FailOption.parse(typed)),
                        "The backend cannot be reached in this time; times as in --since, the end on the same day if it has no date. nginx finds out by requests that fail, "
                                + "the others at once. Repeatable.")
                .value(
                        "--service-time",
                        "TIME",
                        typed -> serviceMicros = Values.micros(typed),
                        "How long a request takes where the log does not say, such as 20ms. Default: 100ms.")
                .value(
                        "--workers",
                        "N",
                        typed -> workers = Values.number(typed, 1, MOST_WORKERS),
                        "How many nginx worker processes there are, which take requests in turn; without a 'zone' each has a state "
                                + "of its own. Default: 1.")
                .value(
                        "--max-fails",
                        "N",
                        typed -> maxFails = Values.number(typed, 0, MOST_WORKERS),
                        "nginx's max_fails. Default: 1.")
                .value(
                        "--fail-timeout",
                        "TIME",
                        typed -> failTimeoutSeconds = Values.seconds(typed),
                        "nginx's fail_timeout. Default: 10s.")
                .value(
                        "--balance-factor",
                        "PERCENT",
                        typed -> factorPercent = Values.number(typed, 101, MOST_PERCENT),
                        "How much of its part of the requests at hand a backend may have, with bounded-consistent. Default: 150.")
                .value(
                        "--keys",
                        "N",
                        typed -> mostKeys = Values.number(typed, 1, MOST_KEYS),
                        "How many different clients, targets and keys are kept; of more the error is stated. Default: 1000000.")
                .value(
                        "--seed",
                        "N",
                        typed -> seed = Values.number(typed, 0, Integer.MAX_VALUE),
                        "Policies that draw at random draw otherwise with another number. Default: 1.");
        emit = new BalanceEmit(options);
    }

    /** The names of all policies, in a sentence. */
    static String names() {
        return Arrays.stream(BalancePolicy.values())
                .map(BalancePolicy::policyName)
                .collect(Collectors.joining(", "));
    }

    /** The key that was typed; an error says what may have been meant. */
    static RequestKey key(String typed) {
        try {
            return RequestKey.parse(typed);
        } catch (IllegalArgumentException e) {
            int colon = typed.indexOf(':');
            boolean hasName = colon >= 0 && colon < typed.length() - 1;
            List<String> names = hasName ? List.of("param" + typed.substring(colon)) : RequestKey.names();
            throw new TypeConversionException(e.getMessage() + MissingFields.didYouMean(typed, names));
        }
    }

    /**
     * Checks what options mean together.
     *
     * @throws ParameterException when it makes no sense
     */
    void check(CommandLine commandLine) {
        if (backends.isEmpty()) {
            throw new ParameterException(
                    commandLine,
                    "--backend is missing: name the servers, as in --backend app1:8080 --backend app2:8080");
        }
        if (backends.size() > SimulationPlan.MOST_BACKENDS) {
            throw new ParameterException(
                    commandLine, "--backend: expected at most " + SimulationPlan.MOST_BACKENDS + " of them");
        }
        Set<String> addresses = new LinkedHashSet<>();
        for (Backend backend : backends) {
            if (!addresses.add(backend.address())) {
                throw new ParameterException(
                        commandLine,
                        "--backend '" + backend.address()
                                + "': expected each one once; one that gets more has a weight, as in "
                                + backend.address() + "*2");
            }
        }
        boolean isParameter = key != null && key.source() == RequestKey.Source.PARAMETER;
        if (policies.contains(BalancePolicy.HAPROXY_URL_PARAM) && !isParameter) {
            throw new ParameterException(
                    commandLine, "--policy haproxy-url-param: expected the parameter, as in --key param:id");
        }
        outages.forEach(outage -> outage.check(commandLine, backends));
    }

    /** What to write instead of a report. */
    BalanceEmit emit() {
        return emit;
    }

    /** How to choose, side by side. */
    List<BalancePolicy> policies() {
        return policies.isEmpty() ? List.of(emit.usualPolicy()) : List.copyOf(policies);
    }

    /** What policies hash, null for what each does usually. */
    @Nullable
    RequestKey key() {
        return key;
    }

    /** Whether any policy depends on how long requests take. */
    boolean needsFeedback() {
        return policies().stream().anyMatch(BalancePolicy::needsFeedback);
    }

    /** The fields that entries must have. */
    Set<String> texts() {
        return BalancePlan.texts(policies(), key);
    }

    /**
     * What to find out.
     *
     * @throws ParameterException when a time to fail ends before it begins
     */
    SimulationPlan plan(CommandLine commandLine, NetworkPrefix prefix, ZoneId zone, Instant now, long hashSeed) {
        return new SimulationPlan(
                backends,
                policies(),
                key,
                prefix,
                new PolicySettings(maxFails, failTimeoutSeconds, factorPercent),
                workers,
                serviceMicros,
                outages.stream()
                        .map(outage -> outage.resolve(commandLine, backends, zone, now))
                        .toList(),
                capacityPerSecond,
                mostKeys,
                seed,
                hashSeed);
    }
}
