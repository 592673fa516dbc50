package io.github.logtraffic.analysis;

/**
 * Whether two counts differ by more than chance would have them differ.
 *
 * <p>Requests do not come one by one: who comes at all sends several. So counts are taken to be compound Poisson
 * distributed, with a variance of {@code dispersion} times the mean; divided by it they are counts of what does come one by
 * one. Given their sum, that of the second side is then binomially distributed, with its part of the time for a probability,
 * if nothing has changed (J. Przyborowski and H. Wilenski, 1940, the conditional test of two Poisson means): exact also
 * where counts are small. Where they are large its tails are those of the normal distribution. Shares are tested likewise,
 * with their {@link DesignEffect}, and by the score test of two shares too, since each alone is too sure of itself somewhere.
 */
final class CountTest {
    /** How often a report is to show anything, all its tests taken together, that chance alone has made. */
    static final double FALSE_ALARMS = 0.01;

    /** All traffic, what the verdict is of, statuses and senders: none of them is to take the others' part. */
    private static final int KINDS_OF_TESTS = 4;

    /** From so many expected on both sides on, the distribution is taken for normal. */
    private static final double MANY = 10_000;

    /** Nothing that differs by less has a probability of less than {@link #FALSE_ALARMS}. */
    private static final double FEW_DEVIATIONS = 2;

    private CountTest() {}

    /** What the probability of one of so many differences of one kind must be below to be no chance (C. E. Bonferroni). */
    static double level(long tests) {
        return FALSE_ALARMS / KINDS_OF_TESTS / Math.max(1, tests);
    }

    /**
     * The probability that two rates differ as much by chance, up or down: twice that of one of the two.
     *
     * @param before a count
     * @param beforeTime the time that it took, in any unit, or how many there were that it is a share of
     * @param dispersion how many times the mean the variance of counts is
     */
    static double ofRates(double before, double beforeTime, double after, double afterTime, double dispersion) {
        double deviations = deviations(before, beforeTime, after, afterTime, dispersion);
        if (Math.abs(deviations) < FEW_DEVIATIONS) {
            return bothTails(deviations);
        }
        double all = (before + after) / dispersion;
        double part = afterTime / (beforeTime + afterTime);
        if (all * Math.min(part, 1 - part) > MANY) {
            return bothTails(deviations);
        }
        double tail = deviations > 0
                ? Binomial.atLeast(after / dispersion, all, part)
                : Binomial.atLeast(before / dispersion, all, 1 - part);
        return Math.min(1, 2 * tail);
    }

    /** By how many standard deviations the second rate is higher; 0 when both counts are (the score test of two rates). */
    private static double deviations(
            double before, double beforeTime, double after, double afterTime, double dispersion) {
        double pooled = (before + after) / (beforeTime + afterTime);
        double variance = dispersion * pooled * (1 / beforeTime + 1 / afterTime);
        return variance == 0 ? 0 : (after / afterTime - before / beforeTime) / Math.sqrt(variance);
    }

    /**
     * The probability that two shares differ as much by chance, up or down: of the score test, or, when that is more, of the
     * rates of the kind that is rarer, the requests or the others.
     */
    static double ofShares(long before, long beforeAll, long after, long afterAll, double effect) {
        double one = before;
        double oneAll = beforeAll;
        double other = after;
        double otherAll = afterAll;
        double pooled = (one + other) / (oneAll + otherAll);
        if (oneAll == 0 || otherAll == 0 || pooled <= 0 || pooled >= 1) {
            return 1;
        }
        double ofOthers = effect * Math.max(pooled, 1 - pooled); // a share varies by so much less than a rate
        double ofScore = bothTails(deviations(one, oneAll, other, otherAll, effect * (1 - pooled)));
        double ofRarer = pooled <= 0.5
                ? ofRates(one, oneAll, other, otherAll, ofOthers)
                : ofRates(oneAll - one, oneAll, otherAll - other, otherAll, ofOthers);
        return Math.max(ofScore, ofRarer);
    }

    /**
     * The probability of a normal distribution beyond so many standard deviations, up and down: {@code erfc(z / sqrt(2))},
     * with a relative error of less than 1.2e-7 (W. H. Press et al., Numerical Recipes, 6.2, {@code erfcc}).
     */
    static double bothTails(double deviations) {
        double x = Math.abs(deviations) / Math.sqrt(2);
        double t = 1 / (1 + x / 2);
        double[] coefficients = {
            -1.26551223,
            1.00002368,
            0.37409196,
            0.09678418,
            -0.18628806,
            0.27886807,
            -1.13520398,
            1.48851587,
            -0.82215223,
            0.17087277
        };
        double sum = 0;
        for (int i = coefficients.length - 1; i >= 0; i--) {
            sum = coefficients[i] + t * sum;
        }
        return t * Math.exp(-x * x + sum);
    }
}
