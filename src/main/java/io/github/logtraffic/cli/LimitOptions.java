package io.github.logtraffic.cli;

import io.github.logtraffic.analysis.LimitKey;
import io.github.logtraffic.analysis.ProtectionPlan;
import io.github.logtraffic.traffic.limit.LimitModel;
import io.github.logtraffic.traffic.limit.LimitRate;
import io.github.logtraffic.traffic.limit.LimitSetting;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** Which limits to try: every combination of the values that are given. */
final class LimitOptions {
    private static final int MOST_SETTINGS = 1_024;

    private final Set<LimitModel> models = new LinkedHashSet<>();
    private final Set<LimitKey> keys = new LinkedHashSet<>();
    private final Set<LimitRate> rates = new LinkedHashSet<>();
    private final Set<Integer> bursts = new LinkedHashSet<>();
    private final Set<Integer> delays = new LinkedHashSet<>();

    private final ProtectOptions protect;
    private final LimitEmit emit;

    LimitOptions(OptionList options) {
        options.section("Limits (every combination of repeated options is tried):")
                .value(
                        "--rate",
                        "RATE",
                        typed -> rates.add(rate(typed)),
                        "How many requests are allowed: 10r/s, 30r/m; for haproxy and token-bucket also 20r/10s. Repeatable, as "
                                + "the next ones.")
                .value(
                        "--burst",
                        "N",
                        typed -> bursts.add(Values.number(typed, 0, LimitSetting.MOST_BURST)),
                        "How many more are allowed at once; for haproxy, how far the rate may be above. Default: 0.")
                .value(
                        "--delay",
                        "N",
                        typed -> delays.add(Values.number(typed, 0, LimitSetting.MOST_BURST)),
                        "How many of those pass at once; the others wait. Of nginx alone. Default: 0.")
                .flag("--nodelay", () -> delays.add(LimitSetting.NODELAY), "All of them pass at once.")
                .value(
                        "--key",
                        "KEY",
                        typed -> keys.add(key(typed)),
                        "What requests are limited by: client, client/24, path:1, user_agent, any field of the log, or several "
                                + "as client+path:1. Default: client.")
                .value(
                        "--model",
                        "MODEL",
                        typed -> models.add(Values.choice(typed, LimitModel.values(), LimitModel::modelName)),
                        "Whose limit: nginx (limit_req), haproxy (http_req_rate of a stick table, which counts denied requests "
                                + "too), token-bucket (Envoy). Default: nginx.");
        protect = new ProtectOptions(options);
        emit = new LimitEmit(options);
    }

    /** What to write instead of a report. */
    LimitEmit emit() {
        return emit;
    }

    private static LimitRate rate(String typed) {
        try {
            return LimitRate.parse(typed);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }

    private static LimitKey key(String typed) {
        try {
            return LimitKey.parse(typed);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }

    /** What requests are limited by. */
    List<LimitKey> keys() {
        return keys.isEmpty() ? List.of(LimitKey.parse("client")) : List.copyOf(keys);
    }

    private Set<LimitModel> models() {
        return models.isEmpty() ? Set.of(emit.usualModel()) : models;
    }

    /**
     * The settings to try.
     *
     * @throws ParameterException when there are none, too many, or one that a model cannot have
     */
    List<LimitSetting> settings(CommandLine command) {
        if (rates.isEmpty()) {
            throw new ParameterException(
                    command,
                    "--rate is missing; expected a rate to try, such as --rate 10r/s, or --protect 99.9% to look for one");
        }
        if (!delays.isEmpty() && models().stream().noneMatch(LimitModel::delays)) {
            throw new ParameterException(
                    command, "--delay and --nodelay are of --model nginx; the others delay nothing");
        }
        Set<LimitSetting> settings = new LinkedHashSet<>();
        for (LimitModel model : models()) {
            for (LimitRate rate : rates) {
                checkKnown(model, rate, command);
            }
            for (LimitKey key : keys()) {
                addAll(model, key, settings);
            }
        }
        if (settings.size() > MOST_SETTINGS) {
            throw new ParameterException(
                    command, settings.size() + " settings to try; expected at most " + MOST_SETTINGS);
        }
        return new ArrayList<>(settings);
    }

    /**
     * What to look for instead of trying settings; null when that was not asked for.
     *
     * @throws ParameterException when it cannot be looked for with the other options
     */
    @Nullable
    ProtectionPlan protection(CommandLine command) {
        if (!protect.isAsked()) {
            if (protect.namesAttackers()) {
                throw new ParameterException(
                        command, "--attackers says whom --protect need not protect; it is missing");
            }
            return null;
        }
        if (!models().equals(Set.of(LimitModel.NGINX)) || bursts.size() > 1) {
            throw new ParameterException(command, "--protect looks for a limit of nginx, up to one --burst");
        }
        if (!delays.isEmpty() && !delays.equals(Set.of(LimitSetting.NODELAY))) {
            throw new ParameterException(
                    command, "--protect looks for a limit with --nodelay; --delay touches clients");
        }
        for (LimitRate rate : rates) {
            checkKnown(LimitModel.NGINX, rate, command);
        }
        return protect.plan(
                List.copyOf(rates), bursts.isEmpty() ? -1 : bursts.iterator().next());
    }

    private static void checkKnown(LimitModel model, LimitRate rate, CommandLine command) {
        if (!model.knows(rate)) {
            throw new ParameterException(
                    command,
                    "--rate " + rate + ": nginx has rates per second and per minute alone, such as 2r/s or 120r/m; "
                            + "--model haproxy and token-bucket have others");
        }
    }

    private void addAll(LimitModel model, LimitKey key, Set<LimitSetting> settings) {
        for (LimitRate rate : rates) {
            for (int burst : bursts.isEmpty() ? Set.of(0) : bursts) {
                for (int delay : delays.isEmpty() ? Set.of(0) : delays) {
                    settings.add(new LimitSetting(model, key.keyName(), rate, burst, delay));
                }
            }
        }
    }

    /** The fields that entries must have. */
    Set<String> texts() {
        Set<String> texts = new TreeSet<>();
        keys().forEach(key -> texts.addAll(key.texts()));
        return texts;
    }
}
