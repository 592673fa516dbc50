package io.github.logtraffic.traffic.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What must hold for targets to carry their traffic.
 *
 * @param text as users type it
 * @param bounds all of them must hold
 */
public record CapacityRule(String text, List<Bound> bounds) {
    private static final Pattern TIME =
            Pattern.compile("(p(\\d{1,2}(?:\\.\\d{1,3})?)|max)<(\\d{1,9}(?:\\.\\d{1,3})?)(ms|s)");
    private static final Pattern ERRORS = Pattern.compile("errors<(\\d{1,2}(?:\\.\\d{1,6})?)%");
    /** Whatever else is asked for, nobody calls it carried when half of the requests fail. */
    private static final Bound HALF_FAIL = new Bound("errors", 0, 0.5);

    private static final double PERCENT = 100;
    private static final double MILLIS_PER_SECOND = 1e3;

    /** Keeps a copy. */
    public CapacityRule {
        bounds = List.copyOf(bounds);
    }

    /**
     * Something that must stay below a limit.
     *
     * @param name what users type for it
     * @param percentile of response times; 0 for the share of errors
     * @param limit milliseconds, or a share from 0 to 1
     */
    public record Bound(String name, double percentile, double limit) {
        /** Whether it is the share of errors. */
        public boolean isOfErrors() {
            return percentile == 0;
        }

        /** What was measured, in the unit of the limit; see {@link ReplayOutcome#responseTime} for what was not answered. */
        public double measured(ReplayOutcome outcome) {
            return isOfErrors() ? outcome.errorShare() : outcome.responseTime(percentile);
        }
    }

    /**
     * Reads bounds such as {@code p99<200ms,errors<1%}. Errors must always be fewer than half.
     *
     * @throws IllegalArgumentException with what was expected
     */
    public static CapacityRule parse(String typed) {
        List<Bound> bounds = new ArrayList<>();
        for (String part : typed.replace(" ", "").split(",", -1)) {
            bounds.add(bound(part));
        }
        if (bounds.stream().noneMatch(bound -> bound.isOfErrors() && bound.limit() <= HALF_FAIL.limit())) {
            bounds.add(HALF_FAIL);
        }
        return new CapacityRule(typed, bounds);
    }

    private static Bound bound(String part) {
        Matcher time = TIME.matcher(part);
        if (time.matches()) {
            double percentile = time.group(2) == null ? PERCENT : Double.parseDouble(time.group(2));
            double unit = time.group(4).equals("s") ? MILLIS_PER_SECOND : 1;
            double limit = Double.parseDouble(time.group(3)) * unit;
            if (percentile > 0 && limit > 0) {
                return new Bound(time.group(1), percentile, limit);
            }
        }
        Matcher errors = ERRORS.matcher(part);
        if (errors.matches() && Double.parseDouble(errors.group(1)) > 0) {
            return new Bound("errors", 0, Double.parseDouble(errors.group(1)) / PERCENT);
        }
        throw new IllegalArgumentException("expected bounds such as p99<200ms,max<2s,errors<1%");
    }

    /** The bounds that do not hold. */
    public List<Bound> broken(ReplayOutcome outcome) {
        return bounds.stream()
                .filter(bound -> bound.measured(outcome) >= bound.limit())
                .toList();
    }
}
