package io.github.logtraffic.cli;

import io.github.logtraffic.analysis.ReportInterval;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.TypeConversionException;

/** Option values as users type them. Each method says what it expected, and what may have been meant. */
final class Values {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,18}(?:\\.\\d{1,9})?) ?([kKmMgGtT]?)(i?[bB]|)");
    private static final Pattern PERCENT = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,9})?)%?");
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})([smhdw])");
    private static final Pattern MILLIS = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,3})?)(ms|s)");
    private static final Pattern RATE = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,3})?)(?:r?/s)?");
    private static final Map<String, Integer> SECONDS = Map.of("s", 1, "m", 60, "h", 3_600, "d", 86_400, "w", 604_800);

    private Values() {}

    /** One of a closed set, by its name. */
    static <T> T choice(String typed, T[] values, Function<T, String> name) {
        return choice(typed, List.of(values), name);
    }

    /** One of several values by its name. */
    static <T> T choice(String typed, List<T> values, Function<T, String> name) {
        return values.stream()
                .filter(value -> name.apply(value).equals(typed))
                .findFirst()
                .orElseThrow(() -> unknown(typed, values.stream().map(name).toList()));
    }

    private static TypeConversionException unknown(String typed, List<String> names) {
        return new TypeConversionException("expected one of " + String.join(", ", names) + didYouMean(typed, names));
    }

    /** {@code ; did you mean 'that'?}, or nothing when nothing is near. */
    static String didYouMean(String typed, Collection<String> names) {
        Optional<String> nearest = Suggestions.nearest(typed, names);
        return nearest.map(name -> "; did you mean '" + name + "'?").orElse("");
    }

    /** A whole number of a range. */
    static int number(String typed, int least, int most) {
        long value = typed.matches("\\d{1,18}") ? Long.parseLong(typed) : -1;
        if (value < least || value > most) {
            throw new TypeConversionException(
                    most == Integer.MAX_VALUE
                            ? "expected a whole number from " + least + " up"
                            : "expected a whole number from " + least + " to " + most);
        }
        return (int) value;
    }

    /** {@code 5}, {@code 2.5}, {@code 50%}: a number from 0 to 100. */
    static double percent(String typed) {
        Matcher matcher = PERCENT.matcher(typed);
        double value = matcher.matches() ? Double.parseDouble(matcher.group(1)) : -1;
        if (value < 0 || value > 100) {
            throw new TypeConversionException("expected a number from 0 to 100");
        }
        return value;
    }

    /** {@code 512}, {@code 64k}, {@code 1.5MB}, {@code 1MiB}: bytes. A unit with {@code i} or alone is a power of 1024. */
    static long size(String typed) {
        Matcher matcher = SIZE.matcher(typed);
        if (!matcher.matches()) {
            throw new TypeConversionException("expected a size such as 512, 64k, 10MB or 1MiB");
        }
        String unit = matcher.group(2).toLowerCase(Locale.ROOT);
        boolean decimal = matcher.group(3).equalsIgnoreCase("b");
        int power = unit.isEmpty() ? 0 : "kmgt".indexOf(unit) + 1;
        BigDecimal bytes = new BigDecimal(matcher.group(1))
                .multiply(BigDecimal.valueOf(decimal ? 1_000 : 1_024).pow(power))
                .setScale(0, RoundingMode.HALF_UP);
        return bytes.min(BigDecimal.valueOf(Long.MAX_VALUE)).longValue();
    }

    /** {@code 90s}, {@code 5m}, {@code 1h}, {@code 1d}, {@code 2w}: seconds, at least 1. */
    static int seconds(String typed) {
        Matcher matcher = DURATION.matcher(typed);
        long seconds =
                matcher.matches() ? Long.parseLong(matcher.group(1)) * SECONDS.getOrDefault(matcher.group(2), 0) : 0;
        if (seconds < 1 || seconds > Integer.MAX_VALUE) {
            throw new TypeConversionException("expected a time such as 10s, 1m, 1h or 1d");
        }
        return (int) seconds;
    }

    /** {@code 20ms}, {@code 1.5s}: microseconds. */
    static long micros(String typed) {
        Matcher matcher = MILLIS.matcher(typed);
        if (!matcher.matches()) {
            throw new TypeConversionException("expected a time such as 20ms or 1.5s");
        }
        int zeros = matcher.group(2).equals("s") ? 6 : 3;
        return new BigDecimal(matcher.group(1)).movePointRight(zeros).longValue();
    }

    /** {@code 200}, {@code 200/s}, {@code 200r/s}: requests per second, more than 0. */
    static double rate(String typed) {
        Matcher matcher = RATE.matcher(typed);
        double rate = matcher.matches() ? Double.parseDouble(matcher.group(1)) : 0;
        if (rate <= 0) {
            throw new TypeConversionException("expected requests per second such as 200 or 200r/s");
        }
        return rate;
    }

    /** Whatever a parser makes of it that says what it expected. */
    static <T> T parsed(String typed, Function<String, T> parser) {
        try {
            return parser.apply(typed);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }

    /** {@code auto}, or a length of time: the interval of a rate report. */
    static ReportInterval interval(String typed) {
        if (typed.equals("auto")) {
            return ReportInterval.AUTOMATIC;
        }
        try {
            return ReportInterval.ofSeconds(seconds(typed));
        } catch (TypeConversionException e) {
            throw new TypeConversionException("expected auto, or a time such as 10s, 1m, 1h or 1d");
        }
    }

    /** {@code UTC}, {@code Europe/Berlin}, {@code +02:00}: a time zone. */
    static ZoneId zone(String typed) {
        try {
            ZoneId zone = ZoneId.of(typed, ZoneId.SHORT_IDS);
            if (zone instanceof ZoneOffset offset && offset.getTotalSeconds() % 60 != 0) {
                throw new TypeConversionException("expected an offset of whole minutes");
            }
            return zone;
        } catch (DateTimeException e) {
            throw new TypeConversionException("expected a time zone such as UTC, Europe/Berlin or +02:00"
                    + didYouMean(typed, ZoneId.getAvailableZoneIds()));
        }
    }
}
