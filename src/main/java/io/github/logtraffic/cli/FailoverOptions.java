package io.github.logtraffic.cli;

import io.github.logtraffic.traffic.balance.PolicySettings;
import io.github.logtraffic.traffic.replay.HealthSettings;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.TypeConversionException;

/** When a server is taken for down, and for how long that is borne. */
final class FailoverOptions {
    private static final Pattern PATH = Pattern.compile("/[!-~]{0,8000}");
    private static final int MOST_FAILS = 1_000;
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private int maxFails = PolicySettings.USUAL.maxFails();
    private int failTimeoutSeconds = PolicySettings.USUAL.failTimeoutSeconds();
    private @Nullable String probePath;
    private long giveUpNanos = HealthSettings.USUAL_GIVE_UP_NANOS;

    FailoverOptions(OptionList options) {
        options.section("Failures:")
                .value(
                        "--max-fails",
                        "N",
                        typed -> maxFails = Values.number(typed, 0, MOST_FAILS),
                        "nginx's max_fails, for all policies: a target is left alone when it failed so often; 0 for never. "
                                + "Failures are no connection, no answer, none in time, and 502, 503, 504. Default: 1.")
                .value(
                        "--fail-timeout",
                        "TIME",
                        typed -> failTimeoutSeconds = Values.seconds(typed),
                        "nginx's fail_timeout: for how long; then one request tries it. Default: 10s.")
                .value(
                        "--health",
                        "PATH",
                        typed -> probePath = path(typed),
                        "Ask each target for this path every 2 seconds. It is down after 3 failures in a row, and back "
                                + "after 2 answers with 2xx or 3xx.")
                .value(
                        "--give-up",
                        "TIME",
                        typed -> giveUpNanos = Values.seconds(typed) * NANOS_PER_SECOND,
                        "Stop when all targets have been down for so long; meanwhile all are tried. Default: 30s.");
    }

    private static String path(String typed) {
        if (!PATH.matcher(typed).matches()) {
            throw new TypeConversionException("expected a path such as /health");
        }
        return typed;
    }

    int maxFails() {
        return maxFails;
    }

    int failTimeoutSeconds() {
        return failTimeoutSeconds;
    }

    HealthSettings health() {
        return new HealthSettings(probePath, HealthSettings.USUAL_PROBE_NANOS, giveUpNanos);
    }
}
