package io.github.logtraffic.analysis;

/** Tails of the binomial distribution, exact also where events are few. */
final class Binomial {
    private static final double TINY = 1e-300;
    private static final double PRECISE = 1e-14;
    private static final int MOST_STEPS = 1_000_000;
    private static final double FIRST_OF_SERIES = 12;

    private Binomial() {}

    /**
     * The probability of at least so many events: the regularized incomplete beta function
     * {@code I_probability(events, trials - events + 1)} (M. Abramowitz and I. Stegun, 1964, 26.5.24), which is also defined
     * between whole numbers.
     */
    static double atLeast(double events, double trials, double probability) {
        return events <= 0 ? 1 : incompleteBeta(events, trials - events + 1, probability);
    }

    /** By its continued fraction (W. H. Press et al., Numerical Recipes, 6.4, {@code betai} and {@code betacf}). */
    private static double incompleteBeta(double a, double b, double x) {
        if (x <= 0 || x >= 1) {
            return x <= 0 ? 0 : 1;
        }
        double front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
        return x < (a + 1) / (a + b + 2) ? front * fraction(a, b, x) / a : 1 - front * fraction(b, a, 1 - x) / b;
    }

    /** The fraction, by the method of W. J. Lentz (1976): two steps a time, until nothing changes any more. */
    private static double fraction(double a, double b, double x) {
        double c = 1;
        double d = 1 / notZero(1 - (a + b) * x / (a + 1));
        double result = d;
        double change = 0;
        for (int m = 1; m < MOST_STEPS && Math.abs(change - 1) > PRECISE; m++) {
            double even = m * (b - m) * x / ((a + 2.0 * m - 1) * (a + 2.0 * m));
            d = 1 / notZero(1 + even * d);
            c = notZero(1 + even / c);
            result *= d * c;
            double odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1));
            d = 1 / notZero(1 + odd * d);
            c = notZero(1 + odd / c);
            change = d * c;
            result *= change;
        }
        return result;
    }

    private static double notZero(double value) {
        return Math.abs(value) < TINY ? TINY : value;
    }

    /** The logarithm of the gamma function of a positive number: Stirling's series (Abramowitz and Stegun, 6.1.41). */
    static double logGamma(double x) {
        double product = 1;
        double z = x;
        for (; z < FIRST_OF_SERIES; z++) {
            product *= z;
        }
        double inverse = 1 / z;
        double square = inverse * inverse;
        double series = inverse * (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1_260 - square / 1_680)));
        return (z - 0.5) * Math.log(z) - z + Math.log(2 * Math.PI) / 2 + series - Math.log(product);
    }
}
