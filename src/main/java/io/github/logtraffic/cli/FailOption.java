package io.github.logtraffic.cli;

import io.github.logtraffic.traffic.balance.Backend;
import io.github.logtraffic.traffic.balance.Outage;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/**
 * When a backend cannot be reached, as users type it.
 *
 * @param typed what they typed
 * @param backend its address
 * @param from the first moment
 * @param to the moment after the last one
 */
record FailOption(String typed, String backend, PointInTime from, PointInTime to) {
    /** Reads {@code BACKEND@FROM..TO}. */
    static FailOption parse(String typed) {
        int at = typed.indexOf('@');
        int dots = typed.indexOf("..", at + 1);
        if (at < 1 || dots < 0) {
            throw new TypeConversionException(
                    "expected a backend and from when until when, such as 'app1:8080@2026-11-23 14:00..2026-11-23 14:30'");
        }
        return new FailOption(
                typed,
                typed.substring(0, at),
                PointInTime.parse(typed.substring(at + 1, dots)),
                PointInTime.parse(typed.substring(dots + 2)));
    }

    /** Checks that there is such a backend. */
    void check(CommandLine commandLine, List<Backend> backends) {
        if (index(backends) < 0) {
            List<String> addresses = backends.stream().map(Backend::address).toList();
            throw new ParameterException(
                    commandLine,
                    "--fail '" + typed + "': expected one of the backends " + String.join(", ", addresses)
                            + Values.didYouMean(backend, addresses));
        }
    }

    private int index(List<Backend> backends) {
        return backends.stream().map(Backend::address).toList().indexOf(backend);
    }

    /** The time itself. */
    Outage resolve(CommandLine commandLine, List<Backend> backends, ZoneId zone, Instant now) {
        Instant begin = from.resolve(zone, now, false);
        Instant end = to.resolve(zone, now, true);
        if (!begin.isBefore(end)) {
            throw new ParameterException(commandLine, "--fail '" + typed + "' ends before it begins");
        }
        return new Outage(index(backends), micros(begin), micros(end));
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
}
