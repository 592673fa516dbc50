package io.github.logtraffic.cli;

import io.github.logtraffic.analysis.GroupKey;
import io.github.logtraffic.analysis.LimitKey;
import io.github.logtraffic.analysis.LimitPlan;
import io.github.logtraffic.analysis.LimitResult;
import io.github.logtraffic.identity.NetworkPrefix;
import io.github.logtraffic.traffic.emit.BlockFormat;
import io.github.logtraffic.traffic.emit.KeyPart;
import io.github.logtraffic.traffic.emit.LimitToEmit;
import io.github.logtraffic.traffic.limit.LimitModel;
import io.github.logtraffic.traffic.limit.LimitRate;
import io.github.logtraffic.traffic.limit.LimitSetting;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** The option that writes, instead of a report, a server's configuration of a limit or a list of whom to block. */
final class LimitEmit {
    static final String OPTION = "--emit";

    private @Nullable LimitTarget target;
    private @Nullable BlockFormat list;

    LimitEmit(OptionList options) {
        options.value(
                OPTION,
                "TARGET",
                this::take,
                "Write to standard output, instead of the report, which goes where -o FORMAT=FILE says, what a server "
                        + "needs. For nginx or haproxy: the limit, with what it would have done in comments. For "
                        + "nftables, nginx-deny or haproxy-acl: a list that blocks the -n clients that the limit, by "
                        + "client or client/24, rejects most, in as few networks as hold nobody else, without "
                        + "--trusted-proxy, private addresses and crawlers. It takes one setting, for nginx and haproxy "
                        + "of the model of that server, or the one that --protect finds.");
    }

    private void take(String typed) {
        List<String> names = Stream.concat(
                        Arrays.stream(LimitTarget.values()).map(LimitTarget::targetName),
                        Arrays.stream(BlockFormat.values()).map(BlockFormat::formatName))
                .toList();
        String name = Values.choice(typed, names.toArray(String[]::new), Function.identity());
        target = null;
        list = null;
        for (LimitTarget one : LimitTarget.values()) {
            target = one.targetName().equals(name) ? one : target;
        }
        for (BlockFormat one : BlockFormat.values()) {
            list = one.formatName().equals(name) ? one : list;
        }
    }

    /** For what to write a block list; null when none was asked for. */
    @Nullable
    BlockFormat list() {
        return list;
    }

    /** The model that is meant when none is named. */
    LimitModel usualModel() {
        return target == null ? LimitModel.NGINX : target.model();
    }

    /**
     * Checks that what was asked for can be written; does nothing when that was not asked for.
     *
     * @param settings those that are tried; empty when one for each key is still to be found
     * @throws ParameterException when it cannot
     */
    void check(
            CommandLine commandLine,
            List<LimitKey> keys,
            List<LimitSetting> settings,
            ClientOptions clients,
            OutputOptions<?> output) {
        if (target == null && list == null) {
            return;
        }
        int limits = settings.isEmpty() ? keys.size() : settings.size();
        if (limits > 1) {
            throw new ParameterException(
                    commandLine,
                    OPTION + " is about one limit, and these are " + limits
                            + "; expected one --rate, --burst, --delay, --key and --model at most");
        }
        output.toFilesAlone(OPTION, commandLine);
        if (target == null) {
            return;
        }
        LimitModel model =
                settings.isEmpty() ? LimitModel.NGINX : settings.get(0).model();
        try {
            target.check(model, parts(keys.get(0), clients.prefix()), clients.proxies());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(commandLine, OPTION + " " + target.targetName() + ": " + e.getMessage());
        }
    }

    /** For how long a server remembers keys, 0 when that does not matter. */
    int remembersSeconds(List<LimitSetting> settings) {
        if (target == null) {
            return 0;
        }
        return target.remembersSeconds(
                settings.isEmpty() ? new LimitRate(1, 1) : settings.get(0).rate());
    }

    /** Writes the configuration, if that was asked for. */
    ExitCode write(ReportOutput<?> output, LimitPlan plan, LimitResult result, ClientOptions clients, String version) {
        if (target == null) {
            return ExitCode.DONE;
        }
        return output.writeInstead(target.text(new LimitToEmit(
                LimitToEmit.USUAL_NAME,
                parts(plan.keys().get(0), plan.prefix()),
                clients.proxies(),
                result.outcomes().get(0),
                result.keysAtOnce(),
                Simulated.on(result.logs(), plan.keys().get(0).texts(), version))));
    }

    private static List<KeyPart> parts(LimitKey key, NetworkPrefix prefix) {
        return key.parts().stream().map(part -> part(part, prefix)).toList();
    }

    private static KeyPart part(GroupKey key, NetworkPrefix prefix) {
        if (key.kind() == GroupKey.Kind.CLIENT) {
            NetworkPrefix networks = key.clientPrefix(prefix);
            return new KeyPart.Client(networks.ipv4Bits(), networks.ipv6Bits());
        }
        return key.argument() > 0 ? new KeyPart.Segments(key.argument()) : new KeyPart.Field(key.keyName());
    }
}
