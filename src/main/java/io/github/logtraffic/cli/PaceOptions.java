package io.github.logtraffic.cli;

import io.github.logtraffic.traffic.replay.CapacityRule;
import io.github.logtraffic.traffic.replay.Extent;
import io.github.logtraffic.traffic.replay.Pace;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** When requests are sent, and how many of them. */
final class PaceOptions {
    /** The ceiling for other machines, unless another one is given. */
    static final double MOST_ELSEWHERE = 200;

    private static final int USUAL_STEP_SECONDS = 10;
    private static final Pattern SPEED = Pattern.compile("(\\d{1,6}(?:\\.\\d{1,6})?)x?");
    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final int NANOS_PER_MICRO = 1_000;
    private static final double PERCENT = 100;

    private @Nullable String typedSpeed;
    private double speed = 1;
    private double ratePerSecond;
    private double mostPerSecond;
    private long maxWaitMicros;
    private int durationSeconds;
    private int requests;
    private double samplePercent = PERCENT;
    private boolean loops;
    private boolean warms;
    private @Nullable CapacityRule capacity;

    PaceOptions(OptionList options) {
        options.section("Pace:")
                .value(
                        "--speed",
                        "SPEED",
                        this::takeSpeed,
                        "How many times as fast as in the log, such as 1x or 2.5x, or max: as fast as the targets answer. "
                                + "Default: 1x.")
                .value(
                        "--rate",
                        "RATE",
                        typed -> ratePerSecond = Values.rate(typed),
                        "A steady rate, such as 100r/s, instead of the log's own timing.")
                .value(
                        "--max-rate",
                        "RATE",
                        typed -> mostPerSecond = Values.rate(typed),
                        "Never more requests per second; those above come later. Default: no ceiling for loopback addresses; "
                                + "for others the busiest second of the plan, and never above 200r/s.")
                .value(
                        "--max-wait",
                        "TIME",
                        typed -> maxWaitMicros = Values.micros(typed),
                        "Cut longer times between two requests to this, such as 5s. Default: wait as long as the log did.")
                .value(
                        "--duration",
                        "TIME",
                        typed -> durationSeconds = Values.seconds(typed),
                        "Send what is due within this time, such as 10m.")
                .value(
                        "--requests",
                        "N",
                        typed -> requests = Values.number(typed, 1, Integer.MAX_VALUE),
                        "Send so many requests.")
                .flag("--loop", () -> loops = true, "Send the logs again and again.")
                .value(
                        "--sample",
                        "PERCENT",
                        typed -> samplePercent = sample(typed),
                        "Send the requests of such a part of the clients, the same ones each time. Default: 100%.")
                .flag(
                        "--warm",
                        () -> warms = true,
                        "Send each URL once that a cache may keep, those of most requests first, as fast as the targets answer or "
                                + "at --rate; measure nothing. These are GET answered with 200, 203, 204, 300, 301, 304, 308, "
                                + "404, 405, 410, 414 or 501.")
                .value(
                        "--capacity",
                        "RULE",
                        typed -> capacity = Values.parsed(typed, CapacityRule::parse),
                        "Send at once, 2, 4, 8 ... times the pace, for --duration or 10s each and the logs again and again, as "
                                + "long as a rule such as 'p99<200ms,errors<1%' holds, and say how much the targets carry. "
                                + "Times are response times, to which a request without an answer counts as longer than any; errors "
                                + "are requests without an answer, or with 5xx, and always to be fewer than half.");
    }

    private void takeSpeed(String typed) {
        Matcher matcher = SPEED.matcher(typed);
        double times = typed.equals("max")
                ? Double.POSITIVE_INFINITY
                : matcher.matches() ? Double.parseDouble(matcher.group(1)) : 0;
        if (times <= 0) {
            throw new TypeConversionException("expected max, or a number of times such as 1x or 2.5x");
        }
        speed = times;
        typedSpeed = typed;
    }

    private static double sample(String typed) {
        double percent = Values.percent(typed);
        if (percent == 0) {
            throw new TypeConversionException("expected more than 0");
        }
        return percent;
    }

    /**
     * Checks what options mean together.
     *
     * @param canBeReadTwice whether the logs can
     * @throws ParameterException when it makes no sense
     */
    void check(CommandLine commandLine, boolean canBeReadTwice) {
        if (typedSpeed != null && ratePerSecond > 0) {
            throw new ParameterException(commandLine, "--speed and --rate exclude each other");
        }
        checkWarm(commandLine);
        checkCapacity(commandLine, canBeReadTwice);
        if (loops && !canBeReadTwice) {
            throw new ParameterException(commandLine, "--loop reads logs again: expected files, and no pipe");
        }
    }

    private void checkWarm(CommandLine commandLine) {
        String other = typedSpeed != null
                ? "--speed"
                : loops ? "--loop" : maxWaitMicros > 0 ? "--max-wait" : capacity != null ? "--capacity" : "";
        if (warms && !other.isEmpty()) {
            throw new ParameterException(
                    commandLine, "--warm sends each URL once, as fast as it may; it excludes " + other);
        }
    }

    private void checkCapacity(CommandLine commandLine, boolean canBeReadTwice) {
        if (capacity != null && Double.isInfinite(speed)) {
            throw new ParameterException(
                    commandLine, "--capacity finds the fastest pace; expected none of --speed max");
        }
        if (capacity != null && !canBeReadTwice) {
            throw new ParameterException(commandLine, "--capacity reads logs again: expected files, and no pipe");
        }
    }

    /** When requests are due, without a ceiling. */
    Pace pace() {
        return new Pace(warms ? Double.POSITIVE_INFINITY : speed, ratePerSecond, maxWaitMicros * NANOS_PER_MICRO, 0);
    }

    /** The ceiling that was asked for, 0 for none. */
    double mostPerSecond() {
        return mostPerSecond;
    }

    Extent extent() {
        int seconds = capacity != null && durationSeconds == 0 ? USUAL_STEP_SECONDS : durationSeconds;
        return new Extent(requests, seconds * NANOS_PER_SECOND);
    }

    boolean loops() {
        return loops || capacity != null;
    }

    /** Whether URLs are sent, each once, and not requests. */
    boolean warms() {
        return warms;
    }

    /** What must hold at a pace for a faster one to be tried; null when there is to be only one. */
    @Nullable
    CapacityRule capacity() {
        return capacity;
    }

    /** The share of clients, from 0 to 1. */
    double sample() {
        return samplePercent / PERCENT;
    }
}
