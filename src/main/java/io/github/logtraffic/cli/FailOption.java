package io.github.logtraffic.cli;

import io.github.logtraffic.traffic.balance.Backend;
import io.github.logtraffic.traffic.balance.Outage;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
    private static final Pattern TIME = Pattern.compile("\\d{1,2}:\\d{2}(:\\d{2})?");
    private static final Pattern DAY_AND_TIME = Pattern.compile("(\\S+)[ T]" + TIME.pattern());

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
                PointInTime.parse(end(typed.substring(at + 1, dots), typed.substring(dots + 2))));
    }

    /** A time of the day without a date is one of the day on which it begins. */
    private static String end(String from, String to) {
        Matcher day = DAY_AND_TIME.matcher(from);
        return TIME.matcher(to).matches() && day.matches() ? day.group(1) + " " + to : to;
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
