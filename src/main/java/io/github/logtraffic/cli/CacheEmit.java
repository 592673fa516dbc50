package io.github.logtraffic.cli;

import io.github.logtraffic.analysis.CacheObjects;
import io.github.logtraffic.analysis.CacheResult;
import io.github.logtraffic.log.format.FieldNames;
import io.github.logtraffic.traffic.cache.CachePolicy;
import io.github.logtraffic.traffic.emit.CacheToEmit;
import io.github.logtraffic.traffic.emit.LimitToEmit;
import io.github.logtraffic.traffic.emit.PathPattern;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** The option that writes a server's configuration of a cache. */
final class CacheEmit {
    private @Nullable CacheTarget target;

    CacheEmit(OptionList options) {
        options.value(
                "--emit",
                "SERVER",
                typed -> target = Values.choice(typed, CacheTarget.values(), CacheTarget::targetName),
                "Write the configuration for nginx (proxy_cache) or varnish (VCL) to standard output, with what it would "
                        + "have hit in comments, instead of the report, which goes where -o FORMAT=FILE says. It takes one "
                        + "--size, the policy of that server, and for nginx a --ttl.");
    }

    /** The policies that are meant when none is named. */
    List<CachePolicy> usualPolicies(List<CachePolicy> usual) {
        return target == null ? usual : List.of(target.policy());
    }

    /**
     * Checks that the cache can be written; does nothing when that was not asked for.
     *
     * @throws ParameterException when it cannot
     */
    void check(CommandLine commandLine, CacheOptions cache, OutputOptions<?> output) {
        if (target == null) {
            return;
        }
        String option = "--emit " + target.targetName();
        if (cache.sizes().size() != 1) {
            throw new ParameterException(
                    commandLine, option + " writes a cache of one size; expected one such as --size 1GB");
        }
        if (!cache.policies().equals(List.of(target.policy()))) {
            throw new ParameterException(
                    commandLine,
                    option + " writes what keeps as that server does; expected no --policy but "
                            + target.policy().policyName());
        }
        output.toFilesAlone("--emit", commandLine);
        try {
            target.check(cache.objects());
            patterns(cache);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(commandLine, option + ": " + e.getMessage());
        }
    }

    private static List<PathPattern> patterns(CacheOptions cache) {
        return cache.patterns().stream().map(PathPattern::of).toList();
    }

    /** Writes the cache, if that was asked for and it was simulated before the run was interrupted. */
    ExitCode write(ReportOutput<?> output, CacheResult result, CacheOptions cache, String version) {
        if (target == null || result.outcomes().isEmpty()) {
            return ExitCode.DONE;
        }
        CacheObjects objects = result.plan().objects();
        return output.writeInstead(target.text(new CacheToEmit(
                LimitToEmit.USUAL_NAME,
                objects.query(),
                patterns(cache),
                target.ttlSeconds(objects),
                objects.ttls().stream()
                        .map(ttl -> new CacheToEmit.Ttl(ttl.typed(), ttl.seconds()))
                        .toList(),
                result.plan().settings(),
                result.outcomes().get(0),
                result.logs().totals().requests(),
                result.objects(),
                Simulated.on(result.logs(), Set.of(FieldNames.HOST), version))));
    }
}
