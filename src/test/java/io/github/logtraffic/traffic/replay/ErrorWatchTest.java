package io.github.logtraffic.traffic.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

/** When so many requests fail that it is time to stop. */
class ErrorWatchTest {
    private static final long NANOS = 1_000_000_000;
    private static final int PER_SECOND = 20;

    /** The second in which it stops, -1 when it does not, with the status of the i-th request. */
    private static int stopsAt(int seconds, IntUnaryOperator status) {
        ErrorWatch watch = new ErrorWatch();
        for (int i = 0; i < seconds * PER_SECOND; i++) {
            if (watch.add(status.applyAsInt(i), i * NANOS / PER_SECOND)) {
                return i / PER_SECOND;
            }
        }
        return -1;
    }

    @Test
    void allFailingIsEnoughAfterTenSeconds() {
        assertThat(stopsAt(30, i -> 0)).isEqualTo(10);
        assertThat(stopsAt(30, i -> 503)).isEqualTo(10);
    }

    @Test
    void halfIsEnoughAndLessIsNot() {
        assertThat(stopsAt(30, i -> i % 2 == 0 ? 0 : 200)).isEqualTo(10);
        assertThat(stopsAt(60, i -> i % 20 < 9 ? 502 : 200)).isEqualTo(-1);
    }

    @Test
    void errorsOfClientsAreNone() {
        assertThat(stopsAt(60, i -> 404)).isEqualTo(-1);
    }

    @Test
    void onlyTheLastTenSecondsCount() {
        assertThat(stopsAt(60, i -> i < 40 * PER_SECOND ? 200 : 0)).isEqualTo(45);
        assertThat(stopsAt(60, i -> i >= 20 * PER_SECOND && i < 24 * PER_SECOND ? 0 : 200))
                .isEqualTo(-1);
    }

    @Test
    void fewRequestsSayNothing() {
        ErrorWatch watch = new ErrorWatch();
        boolean stops = false;
        for (int i = 0; i < 50; i++) {
            stops |= watch.add(0, i * 2L * NANOS);
        }
        assertThat(stops).isFalse();
    }

    @Test
    void whatWasBeforeALongSilenceIsForgotten() {
        ErrorWatch watch = new ErrorWatch();
        for (int i = 0; i < 100; i++) {
            watch.add(0, i);
        }
        boolean stops = false;
        for (int i = 0; i < 100; i++) {
            stops |= watch.add(200, 3_600 * NANOS + i * NANOS / 2);
        }
        assertThat(stops).isFalse();
    }
}
