package io.github.logtraffic.traffic.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** How late requests are kept apart. */
class RateCeilingTest {
    private static final long NANOS = 1_000_000_000;

    @Test
    void noMoreThanTheRateGoOutWhateverIsHeldBack() {
        RateCeiling ceiling = new RateCeiling(100);
        long now = -5 * NANOS; // the clock may stand anywhere
        int sent = 0;
        for (long end = now + 3 * NANOS; now < end; now += 1_000_000) {
            while (ceiling.waitNanos(now) <= 0) {
                ceiling.sent(now);
                sent++;
            }
        }
        assertThat(sent).isBetween(299, 301);
    }

    @Test
    void aStallIsNotMadeUpFor() {
        RateCeiling ceiling = new RateCeiling(100);
        ceiling.sent(0);
        long behindStall = 60 * NANOS;
        int atOnce = 0;
        while (ceiling.waitNanos(behindStall) <= 0) {
            ceiling.sent(behindStall);
            atOnce++;
        }
        assertThat(atOnce).isLessThanOrEqualTo(2);
    }

    @Test
    void inNoSecondAreThereMoreThanTheRateAndOne() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int rate = 300; // which is no whole number of nanoseconds
        RateCeiling ceiling = new RateCeiling(rate);
        List<Long> sent = new ArrayList<>();
        for (long now = 0; now < 20 * NANOS; now += random.nextInt(100) == 0 ? NANOS / 20 : random.nextInt(3_000_000)) {
            while (ceiling.waitNanos(now) <= 0) {
                ceiling.sent(now);
                sent.add(now);
            }
        }
        for (int i = rate + 1; i < sent.size(); i++) {
            assertThat(sent.get(i) - sent.get(i - rate - 1)).as("seed %s", seed).isGreaterThanOrEqualTo(NANOS);
        }
        assertThat(sent).hasSizeGreaterThan(10 * rate);
    }

    @Test
    void withoutACeilingNobodyWaits() {
        RateCeiling ceiling = new RateCeiling(0);
        ceiling.sent(7);
        assertThat(ceiling.waitNanos(7)).isLessThanOrEqualTo(0);
    }
}
