package io.github.logtraffic.cli;

import io.github.logtraffic.analysis.BalancePlan;
import io.github.logtraffic.analysis.BalanceResult;
import io.github.logtraffic.traffic.balance.BalancePolicy;
import io.github.logtraffic.traffic.balance.PolicyOutcome;
import io.github.logtraffic.traffic.balance.RequestKey;
import io.github.logtraffic.traffic.emit.LimitToEmit;
import io.github.logtraffic.traffic.emit.PolicyToEmit;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** The option that writes a server's configuration of a policy. */
final class BalanceEmit {
    private @Nullable BalanceTarget target;

    BalanceEmit(OptionList options) {
        options.value(
                "--emit",
                "SERVER",
                typed -> target = Values.choice(typed, BalanceTarget.values(), BalanceTarget::targetName),
                "Write the configuration for nginx (upstream) or haproxy (backend) to standard output, with what each "
                        + "backend would have got in comments, instead of the report, which goes where -o FORMAT=FILE "
                        + "says. It takes one policy, of that server.");
    }

    /** The policy that is meant when none is named. */
    BalancePolicy usualPolicy() {
        return target == null ? BalancePolicy.NGINX_ROUND_ROBIN : target.usualPolicy();
    }

    /**
     * Checks that the policy can be written; does nothing when that was not asked for.
     *
     * @param key what users want it to hash, null when they do not say
     * @throws ParameterException when it cannot
     */
    void check(
            CommandLine commandLine,
            List<BalancePolicy> policies,
            @Nullable RequestKey key,
            ClientOptions clients,
            OutputOptions<?> output) {
        if (target == null) {
            return;
        }
        if (policies.size() > 1) {
            throw new ParameterException(
                    commandLine,
                    "--emit writes one policy, and these are " + policies.size() + "; expected one --policy");
        }
        output.toFilesAlone("--emit", commandLine);
        try {
            target.check(policies.get(0), key, clients.proxies());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(commandLine, "--emit " + target.targetName() + ": " + e.getMessage());
        }
    }

    /** Writes the policy, if that was asked for. */
    ExitCode write(ReportOutput<?> output, BalanceResult result, ClientOptions clients, String version) {
        if (target == null) {
            return ExitCode.DONE;
        }
        PolicyOutcome outcome = result.outcome().policies().get(0);
        return output.writeInstead(target.text(new PolicyToEmit(
                LimitToEmit.USUAL_NAME,
                result.plan().settings(),
                clients.proxies(),
                outcome,
                Simulated.on(result.logs(), texts(outcome), version)
                        .with(
                                result.plan().outages().isEmpty()
                                        ? List.of()
                                        : List.of("Backends were down as --fail said, which is in these numbers.")))));
    }

    /** The fields that it depends on. */
    private static Set<String> texts(PolicyOutcome outcome) {
        return outcome.key() == null ? Set.of() : BalancePlan.texts(List.of(outcome.policy()), outcome.key());
    }
}
