package io.github.logtraffic.cli;

import io.github.logtraffic.traffic.balance.BalancePolicy;
import io.github.logtraffic.traffic.balance.PolicySettings;
import io.github.logtraffic.traffic.balance.RequestKey;
import io.github.logtraffic.traffic.balance.SimulationPlan;
import io.github.logtraffic.traffic.replay.HealthSettings;
import io.github.logtraffic.traffic.replay.ReplaySettings;
import io.github.logtraffic.traffic.replay.ReplayTarget;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** Which servers requests are sent to, how they are spread, and what keeps servers from harm. */
final class ReplayTargetOptions {
    private static final int MOST_CONNECTIONS = 10_000;
    private static final int MOST_IN_FLIGHT = 1_000_000;
    private static final int MOST_PERCENT = 100_000;
    private static final long MOST_TIMEOUT_MICROS = 600_000_000;
    private static final int NANOS_PER_MICRO = 1_000;

    private final List<TargetUrl> targets = new ArrayList<>();
    private final Set<String> confirmed = new HashSet<>();
    private BalancePolicy policy = BalancePolicy.NGINX_ROUND_ROBIN;
    private @Nullable RequestKey key;
    private int factorPercent = PolicySettings.USUAL.factorPercent();
    private int seed = 1;
    int connections = ReplaySettings.DEFAULT_CONNECTIONS;
    int mostInFlight = ReplaySettings.DEFAULT_IN_FLIGHT;
    private long timeoutMicros = 30_000_000;
    boolean checksCertificates = true;
    private boolean isDryRun;
    private final FailoverOptions failover;

    ReplayTargetOptions(OptionList options) {
        options.section("Targets:")
                .value(
                        "--to",
                        "URL[*WEIGHT]",
                        typed -> targets.add(Values.parsed(typed, TargetUrl::parse)),
                        "A server to send requests to, such as http://127.0.0.1:8081, in the order in which the balancer has "
                                + "them. Repeatable.")
                .value(
                        "--policy",
                        "POLICY",
                        typed -> policy = Values.choice(typed, BalancePolicy.values(), BalancePolicy::policyName),
                        "How to choose one: " + BalanceOptions.names() + ". Default: "
                                + BalancePolicy.NGINX_ROUND_ROBIN.policyName() + ".")
                .value(
                        "--key",
                        "KEY",
                        typed -> key = BalanceOptions.key(typed),
                        "What policies that hash do it by: client, path, target, host or param:NAME (of the URL). Default: what "
                                + "the server does; path where it has no default.")
                .value(
                        "--balance-factor",
                        "PERCENT",
                        typed -> factorPercent = Values.number(typed, 101, MOST_PERCENT),
                        "How much of its part of the requests at hand a target may have, with bounded-consistent. Default: 150.")
                .value(
                        "--seed",
                        "N",
                        typed -> seed = Values.number(typed, 0, Integer.MAX_VALUE),
                        "Policies that draw at random draw otherwise with another number. Default: 1.")
                .value(
                        "--yes-send-to",
                        "HOST",
                        typed -> confirmed.add(typed),
                        "Really send to this host of --to, which is another machine. Without it only loopback addresses are sent "
                                + "to, and all else is a dry run. Repeatable.")
                .flag("--dry-run", () -> isDryRun = true, "Say what would be sent, and send nothing.")
                .value(
                        "--connections",
                        "N",
                        typed -> connections = Values.number(typed, 1, MOST_CONNECTIONS),
                        "At most so many connections to each target; requests wait for one. Default: 64.")
                .value(
                        "--max-in-flight",
                        "N",
                        typed -> mostInFlight = Values.number(typed, 1, MOST_IN_FLIGHT),
                        "At most so many requests at once, those that wait for a connection included; further ones come late. "
                                + "Default: 1024.")
                .value(
                        "--timeout",
                        "TIME",
                        typed -> timeoutMicros = timeout(typed),
                        "A response that is not complete so long after its request was sent has failed. Default: 30s.")
                .flag(
                        "--insecure",
                        () -> checksCertificates = false,
                        "Send to https targets whatever their certificates say.");
        failover = new FailoverOptions(options);
    }

    private static long timeout(String typed) {
        long micros = Values.micros(typed);
        if (micros < NANOS_PER_MICRO || micros > MOST_TIMEOUT_MICROS) {
            throw new TypeConversionException("expected a time from 1ms to 600s");
        }
        return micros;
    }

    /**
     * Checks what options mean together.
     *
     * @throws ParameterException when it makes no sense
     */
    void check(CommandLine commandLine) {
        if (targets.isEmpty()) {
            throw new ParameterException(
                    commandLine, "--to is missing: name the servers, as in --to http://127.0.0.1:8081");
        }
        if (targets.size() > SimulationPlan.MOST_BACKENDS) {
            throw new ParameterException(
                    commandLine, "--to: expected at most " + SimulationPlan.MOST_BACKENDS + " of them");
        }
        Set<String> addresses = new HashSet<>();
        for (TargetUrl target : targets) {
            if (!addresses.add(target.backend().address())) {
                throw new ParameterException(
                        commandLine,
                        "--to '" + target.backend().address()
                                + "': expected each one once; one that gets more has a weight, as in http://"
                                + target.backend().address() + "*2");
            }
        }
        for (String host : confirmed) {
            if (targets.stream().noneMatch(target -> target.host().equals(host))) {
                throw new ParameterException(
                        commandLine,
                        "--yes-send-to '" + host + "': expected the host of a --to"
                                + Values.didYouMean(
                                        host,
                                        targets.stream().map(TargetUrl::host).toList()));
            }
        }
        boolean isParameter = key != null && key.source() == RequestKey.Source.PARAMETER;
        if (policy == BalancePolicy.HAPROXY_URL_PARAM && !isParameter) {
            throw new ParameterException(
                    commandLine, "--policy haproxy-url-param: expected the parameter, as in --key param:id");
        }
    }

    /** The servers. */
    List<TargetUrl> targets() {
        return targets;
    }

    /** Whether nothing is to be sent in any case. */
    boolean isDryRun() {
        return isDryRun;
    }

    /** Why nothing is sent; null when it is. */
    @Nullable
    String whyDry(List<ReplayTarget> resolved) {
        if (isDryRun) {
            return "--dry-run";
        }
        for (int i = 0; i < resolved.size(); i++) {
            String host = targets.get(i).host();
            if (!resolved.get(i).isLoopback() && !confirmed.contains(host)) {
                return host + " is not this machine; --yes-send-to " + host + " sends to it";
            }
        }
        return null;
    }

    BalancePolicy policy() {
        return policy;
    }

    /** What the policy hashes, null for what it does usually. */
    @Nullable
    RequestKey key() {
        return key;
    }

    PolicySettings policySettings() {
        return new PolicySettings(failover.maxFails(), failover.failTimeoutSeconds(), factorPercent);
    }

    HealthSettings health() {
        return failover.health();
    }

    long seed() {
        return seed;
    }

    long timeoutNanos() {
        return timeoutMicros * NANOS_PER_MICRO;
    }
}
