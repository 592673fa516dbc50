package io.github.logtraffic.traffic.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** When requests are due. */
class ScheduleTest {
    private static final long SECOND = 1_000_000; // of logs
    private static final long BEGIN = 1_700_000_000 * SECOND;
    private static final long NANOS = 1_000_000_000;

    private static long[] due(Pace pace, double... seconds) {
        Schedule schedule = new Schedule(pace);
        long[] due = new long[seconds.length];
        for (int i = 0; i < due.length; i++) {
            due[i] = schedule.dueNanos(BEGIN + Math.round(seconds[i] * SECOND));
        }
        return due;
    }

    private static long[] nanos(double... seconds) {
        long[] nanos = new long[seconds.length];
        for (int i = 0; i < nanos.length; i++) {
            nanos[i] = Math.round(seconds[i] * NANOS);
        }
        return nanos;
    }

    @Test
    void requestsAreAsFarFromTheFirstOneAsInTheLog() {
        assertThat(due(Pace.OF_THE_LOG, 0, 0.5, 0.5, 7)).isEqualTo(nanos(0, 0.5, 0.5, 7));
    }

    @Test
    void aSpeedDividesAllTimes() {
        assertThat(due(new Pace(2.5, 0, 0, 0), 0, 1, 10)).isEqualTo(nanos(0, 0.4, 4));
    }

    @Test
    void itIsKnownHowMuchTheCeilingTookOfThePace() {
        Schedule schedule = new Schedule(new Pace(2, 0, 0, 100));
        for (int i = 0; i <= 1_000; i++) {
            schedule.dueNanos(BEGIN + i * SECOND / 60);
        }
        assertThat(schedule.ceilingEffect().isSlowdown()).isTrue();
        assertThat(schedule.ceilingEffect().paceKept()).isCloseTo(100 / 120.0, within(1e-6));
    }

    @Test
    void peaksThatAreCutAreNoTrafficOfThatPace() {
        Schedule schedule = new Schedule(new Pace(1, 0, 0, 100));
        for (int i = 0; i <= 1_000; i++) {
            schedule.dueNanos(BEGIN + i / 50 * SECOND);
        }
        assertThat(schedule.ceilingEffect().isSlowdown()).isTrue();
        assertThat(schedule.ceilingEffect().paceKept()).isGreaterThan(0.9);
    }

    @Test
    void whatIsOnlyKeptApartIsNotSlowed() {
        Schedule schedule = new Schedule(new Pace(1, 0, 0, 100));
        for (int i = 0; i <= 1_000; i++) {
            schedule.dueNanos(BEGIN + i / 2 * SECOND / 20); // pairs
        }
        assertThat(schedule.ceilingEffect()).isEqualTo(CeilingEffect.NONE);
    }

    @Test
    void roundingDoesNotAddUp() {
        Schedule schedule = new Schedule(new Pace(3, 0, 0, 0));
        long last = 0;
        for (int i = 0; i <= 3_000_000; i++) {
            last = schedule.dueNanos(BEGIN + i * 1_000L);
        }
        assertThat(last).isEqualTo(1_000 * NANOS);
    }

    @Test
    void oneThatCameTooLateIsDueWithTheOneBefore() {
        assertThat(due(Pace.OF_THE_LOG, 0, 5, 2, 6)).isEqualTo(nanos(0, 5, 5, 6));
    }

    @Test
    void longWaitsAreCutAndTheRestIsAsBefore() {
        Pace pace = new Pace(1, 0, 5 * NANOS, 0);
        assertThat(due(pace, 0, 5, 3_600, 3_601, 9_000)).isEqualTo(nanos(0, 5, 10, 11, 16));
    }

    @Test
    void waitsAreCutAsTheyAreAtThatSpeed() {
        assertThat(due(new Pace(10, 0, 5 * NANOS, 0), 0, 49, 149)).isEqualTo(nanos(0, 4.9, 9.9));
    }

    @Test
    void aSteadyRateKnowsNothingOfTheLogsTimes() {
        assertThat(due(new Pace(1, 4, 0, 0), 0, 0, 100, 101)).isEqualTo(nanos(0, 0.25, 0.5, 0.75));
    }

    @Test
    void aCeilingFlattensPeaksAndIsMadeUpForBehindThem() {
        assertThat(due(new Pace(1, 0, 0, 2), 0, 0, 0, 0.1, 10)).isEqualTo(nanos(0, 0.5, 1, 1.5, 10));
    }

    @Test
    void asFastAsPossibleIsNoScheduleUnderACeilingEither() {
        Pace pace = new Pace(Double.POSITIVE_INFINITY, 0, 0, 0);
        assertThat(due(pace, 0, 1, 2)).isEqualTo(nanos(0, 0, 0));
        assertThat(pace.isUnscheduled()).isTrue();
        assertThat(due(pace.under(10), 0, 1, 2)).isEqualTo(nanos(0, 0, 0));
        assertThat(pace.under(10).isUnscheduled()).isTrue();
    }

    @Test
    void theLogBeginsAgainOneSecondOfItBehindItsEnd() {
        Schedule schedule = new Schedule(new Pace(2, 0, 0, 0));
        long[] due = LongStream.of(0, 10, -1, 0, 10, -1, 0)
                .flatMap(second -> {
                    if (second < 0) {
                        schedule.again();
                        return LongStream.empty();
                    }
                    return LongStream.of(schedule.dueNanos(BEGIN + second * SECOND));
                })
                .toArray();
        assertThat(due).isEqualTo(nanos(0, 5, 5.5, 10.5, 11));
    }
}
