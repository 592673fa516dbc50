package io.github.logtraffic.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CountTestTest {
    private static final double DAY = 86_400;

    /** Tables of the normal distribution. */
    @Test
    void tailsAreThoseOfTheNormalDistribution() {
        assertThat(CountTest.bothTails(0)).isCloseTo(1, within(1e-6));
        assertThat(CountTest.bothTails(1)).isCloseTo(0.317310508, within(1e-7));
        assertThat(CountTest.bothTails(-1.959963985)).isCloseTo(0.05, within(1e-7));
        assertThat(CountTest.bothTails(3.290526731)).isCloseTo(0.001, within(1e-8));
        assertThat(CountTest.bothTails(6)).isCloseTo(1.973175e-9, within(1e-14));
    }

    @Test
    void probabilitiesMustBeTheLessTheMoreIsLookedAt() {
        assertThat(CountTest.level(1)).isCloseTo(CountTest.FALSE_ALARMS / 4, within(1e-15));
        assertThat(CountTest.level(1_000)).isCloseTo(CountTest.FALSE_ALARMS / 4_000, within(1e-15));
    }

    /** Of nine events all in one of two halves: 2 / 2^9. */
    @Test
    void ratesOfFewEventsAreComparedExactly() {
        assertThat(CountTest.ofRates(0, 60, 9, 60, 1)).isCloseTo(2.0 / 512, within(1e-12));
        assertThat(CountTest.ofRates(9, 60, 0, 60, 1)).isCloseTo(2.0 / 512, within(1e-12));
        assertThat(CountTest.ofRates(0, 60, 90, 60, 10)).isCloseTo(2.0 / 512, within(1e-12));
        assertThat(CountTest.ofRates(0, DAY, 1, 60, 1)).isCloseTo(2 * 60 / (DAY + 60), within(1e-12));
    }

    @Test
    void whatIsAsItWasIsChance() {
        assertThat(CountTest.ofRates(100, 60, 200, 120, 1)).isCloseTo(1, within(1e-6));
        assertThat(CountTest.ofRates(0, 60, 0, 60, 1)).isCloseTo(1, within(1e-6));
        assertThat(CountTest.ofShares(10, 100, 100, 1_000, 1)).isCloseTo(1, within(1e-6));
        assertThat(CountTest.ofShares(0, 100, 0, 100, 1)).isEqualTo(1);
        assertThat(CountTest.ofShares(5, 5, 5, 5, 1)).isEqualTo(1);
        assertThat(CountTest.ofShares(5, 0, 5, 100, 1)).isEqualTo(1);
    }

    /** The binomial's tail of 10,000 and the normal one do not contradict each other where they meet. */
    @Test
    void largeCountsAreComparedByTheNormalDistribution() {
        double few = CountTest.ofRates(9_900, 60, 10_400, 61, 1);
        double many = CountTest.ofRates(9_900 * 1.01, 60, 10_400 * 1.01, 61, 1.01 * (20_300 / 20_302.0));
        assertThat(many).isCloseTo(few, within(few / 20));
        assertThat(CountTest.ofRates(1e9, 60, 1.0002e9, 60, 1)).isBetween(5e-6, 1e-5);
    }

    /** One failure of 15 requests is nothing when there was one in 200. */
    @Test
    void sharesOfFewRequestsProveNothing() {
        assertThat(CountTest.ofShares(100, 20_000, 1, 15, 1)).isGreaterThan(0.1);
        assertThat(CountTest.ofShares(100, 20_000, 5, 15, 1)).isLessThan(1e-5);
        assertThat(CountTest.ofShares(100, 20_000, 5, 15, 5)).isGreaterThan(0.01);
        assertThat(CountTest.ofShares(10_000, 20_000, 15, 15, 1)).isBetween(6e-5, 2e-4);
    }

    /** What is not looked at more closely has no small probability. */
    @Test
    void nothingWithinTwoDeviationsIsRare() {
        for (double part : new double[] {1e-6, 0.001, 0.03, 0.2, 0.5, 0.8, 0.97, 0.999}) {
            for (int all = 1; all < 400; all++) {
                for (int after = 0; after <= all; after++) {
                    double off = Math.abs(after - all * part) / Math.sqrt(all * part * (1 - part));
                    if (off < 2) {
                        double tail = after > all * part
                                ? Binomial.atLeast(after, all, part)
                                : Binomial.atLeast(all - after, all, 1 - part);
                        assertThat(2 * tail).isGreaterThan(CountTest.FALSE_ALARMS);
                    }
                }
            }
        }
    }

    /** The tail is the sum of what it holds. */
    @Test
    void binomialTailsAddUp() {
        for (double probability : new double[] {1e-5, 0.01, 0.3, 0.5, 0.9}) {
            for (int trials : new int[] {1, 2, 13, 150, 4_000}) {
                double sum = 0;
                for (int events = trials; events > 0; events--) {
                    sum += Math.exp(Binomial.logGamma(trials + 1.0)
                            - Binomial.logGamma(events + 1.0)
                            - Binomial.logGamma(trials - events + 1.0)
                            + events * Math.log(probability)
                            + (trials - events) * Math.log1p(-probability));
                    double tail = Binomial.atLeast(events, trials, probability);
                    assertThat(tail).isCloseTo(sum, within(1e-9 * sum + 1e-300));
                }
            }
        }
    }

    @Test
    void gammaIsThatOfFactorials() {
        double sum = 0;
        for (int i = 1; i < 200; i++) {
            assertThat(Binomial.logGamma(i)).isCloseTo(sum, within(1e-11));
            sum += Math.log(i);
        }
        assertThat(Binomial.logGamma(0.5)).isCloseTo(Math.log(Math.PI) / 2, within(1e-12));
    }

    /** Two runs of one process differ no more often than it says, give or take what 20,000 tries allow. */
    @Test
    void chanceAloneIsSeldomTakenForMore() {
        Random random = new Random(7);
        int alarms = 0;
        int alarmsOfFew = 0;
        for (int i = 0; i < 20_000; i++) {
            alarms += CountTest.ofRates(poisson(random, 80), 60, poisson(random, 240), 180, 1) < 0.01 ? 1 : 0;
            alarmsOfFew += CountTest.ofRates(poisson(random, 20), 600, poisson(random, 0.1), 3, 1) < 0.01 ? 1 : 0;
        }
        assertThat(alarms).isBetween(100, 240);
        assertThat(alarmsOfFew).isBetween(0, 200);
    }

    private static double poisson(Random random, double mean) {
        double count = 0;
        for (double time = -Math.log(1 - random.nextDouble()); time < mean; count++) {
            time -= Math.log(1 - random.nextDouble());
        }
        return count;
    }
}
