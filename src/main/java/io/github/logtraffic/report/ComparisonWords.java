package io.github.logtraffic.report;

import io.github.logtraffic.analysis.AnalysisResult.TimeRange;
import io.github.logtraffic.analysis.Comparison;
import io.github.logtraffic.analysis.Comparison.Rates;
import io.github.logtraffic.analysis.Comparison.Share;
import io.github.logtraffic.analysis.Comparison.Side;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a comparison comes to, in a few words. */
final class ComparisonWords {
    private static final double FEW = 0.001;
    /** What is said of a difference that chance may have made. */
    static final String MAY_BE_CHANCE = "may be chance";

    private static final String CHANCE = ", which " + MAY_BE_CHANCE;

    private final Comparison comparison;
    private final Numbers numbers;
    private final WallClock clock;

    ComparisonWords(Comparison comparison, Numbers numbers) {
        this.comparison = comparison;
        this.numbers = numbers;
        this.clock = new WallClock(comparison.zone());
    }

    /** Whether it has become worse, and by what. */
    String verdict() {
        if (isNothing() && !comparison.isSilent()) {
            return comparison.isFiltered() && comparison.before().totals().requests() > 0
                    ? "not worse: no requests that pass the filters any more"
                    : "none: there are no requests to compare";
        }
        if (comparison.isSilent()) {
            return "worse: no requests at all";
        }
        return verdictOfSome() + hours();
    }

    private String verdictOfSome() {
        if (comparison.isWorse()) {
            return "worse: " + worse();
        }
        if (!comparison.better().isEmpty()) {
            return "better: " + shares(comparison.better()) + requestsToo();
        }
        return "not worse: "
                + shares(comparison.shares().stream()
                        .filter(Comparison::isOfVerdict)
                        .toList())
                + requestsToo();
    }

    private String worse() {
        boolean isFirst = comparison.areMostGone();
        String requests = comparison.traffic().isNoise() ? "" : requests();
        return Stream.of(silence(), isFirst ? requests : "", shares(comparison.worse()), isFirst ? "" : requests)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("; "));
    }

    private String silence() {
        TimeRange silence = comparison.after().silence();
        return silence == null
                ? ""
                : "silent from " + clock.second(silence.first()) + " to " + clock.second(silence.last());
    }

    private String hours() {
        return comparison.areOfOtherHours()
                ? "; before is of " + length(comparison.before()) + ", after of " + length(comparison.after())
                : "";
    }

    private static String length(Side side) {
        TimeRange covered = side.covered();
        return covered == null ? "no time" : Lengths.text(covered.last() - covered.first() + 1);
    }

    private String shares(List<Share> shares) {
        return shares.stream().map(this::share).collect(Collectors.joining("; "));
    }

    private String requestsToo() {
        return comparison.traffic().isNoise() ? "" : "; " + requests();
    }

    private String requests() {
        return "requests "
                + change(comparison.traffic().before(), comparison.traffic().after());
    }

    /** Whether one of the two has no requests. */
    boolean isNothing() {
        return comparison.before().totals().requests() == 0
                || comparison.after().totals().requests() == 0;
    }

    private String share(Share share) {
        String change = percent(share.beforeShare()) + " → " + percent(share.afterShare())
                + (share.isNoise() && share.beforeShare() != share.afterShare() ? CHANCE : "");
        String name = switch (share.kind()) {
            case SLOW -> "slower than " + numbers.micros(share.number());
            case FAILED -> "failed";
            case SERVER_ERRORS -> "server errors (5xx)";
            case STATUS -> "status " + share.number();
        };
        return name + " " + change;
    }

    /** A share, small ones with more digits. */
    static String percent(double share) {
        return String.format(Locale.ROOT, share > 0 && share < FEW ? "%.3f%%" : "%.1f%%", share * 100);
    }

    /** {@code 41.20 → 45.03 a minute, +9.3%}. */
    String traffic() {
        Rates rates = comparison.traffic();
        return numbers.average(rates.before()) + " → " + numbers.average(rates.after()) + " a minute"
                + (rates.before() > 0 && rates.before() != rates.after()
                        ? ", " + change(rates.before(), rates.after())
                        : "")
                + (rates.isNoise() && rates.before() != rates.after() && !isNothing() ? CHANCE : "")
                + (comparison.isFiltered() ? "; of those that pass the filters" : "");
    }

    /** {@code +9%}, or {@code ×12} when it is more than double. */
    static String change(double before, double after) {
        if (before == 0) {
            return "new";
        }
        double factor = after / before;
        return factor >= 2
                ? String.format(Locale.ROOT, factor < 10 ? "×%.1f" : "×%.0f", factor)
                : String.format(Locale.ROOT, "%+.0f%%", (factor - 1) * 100);
    }
}
