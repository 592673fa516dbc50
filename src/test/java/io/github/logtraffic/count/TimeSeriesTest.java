package io.github.logtraffic.count;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logtraffic.identity.NetworkPrefix;
import io.github.logtraffic.reference.Seeds;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Cells add up, and their length depends on the first and last entry only. */
class TimeSeriesTest {
    private static final long MOST_FINE = 100;
    private static final CountPlan PLAN =
            new CountPlan(600, 60, 5, MOST_FINE, NetworkPrefix.WHOLE_ADDRESS, CountPlan.Weight.REQUESTS, List.of(), 1);

    @Test
    void cellsAreFineExactlyWhileThoseFromFirstToLastAreFewEnough() {
        long first = -35;
        long lastOfFine = first + MOST_FINE * 5 - 1;
        assertThat(series(first, lastOfFine).cellSeconds()).isEqualTo(5);
        assertThat(series(lastOfFine, first).cellSeconds()).isEqualTo(5);
        assertThat(series(first, lastOfFine + 1).cellSeconds()).isEqualTo(60);
        assertThat(series(lastOfFine + 1, first).cellSeconds()).isEqualTo(60);
        assertThat(series(first, 0, lastOfFine + 1, 7).cellSeconds()).isEqualTo(60);
    }

    @Test
    void holdsWhatACountOfEachSecondHolds() {
        Seeds.each(300, random -> {
            long[] seconds = seconds(random);
            TimeSeries series = series(seconds);
            Map<Long, List<Long>> expected = new HashMap<>();
            for (long second : seconds) {
                long start = Math.floorDiv(second, (long) series.cellSeconds()) * series.cellSeconds();
                expected.merge(start, List.of(1L, bytes(second)), TimeSeriesTest::sum);
            }
            assertThat(cells(series)).isEqualTo(expected);
        });
    }

    @Test
    void mergedSeriesAreTheSeriesOfAll() {
        Seeds.each(300, random -> {
            long[] one = seconds(random);
            long[] other = seconds(random);
            TimeSeries merged = series(one);
            merged.merge(series(other));
            TimeSeries both = series(one);
            add(both, other);
            assertThat(merged.cellSeconds()).isEqualTo(both.cellSeconds());
            assertThat(cells(merged)).isEqualTo(cells(both));
        });
    }

    @Test
    void theFirstAndTheLastYearAreOrdinaryTimes() {
        TimeSeries series = series(-62_135_596_800L, 253_402_300_799L, -62_135_596_800L);
        assertThat(cells(series).values()).extracting(List::size).hasSize(2);
        assertThat(series.cellSeconds()).isEqualTo(60);
    }

    @Test
    void anEmptySeriesChangesNothing() {
        TimeSeries series = series(3, 4);
        series.merge(series());
        assertThat(cells(series)).isEqualTo(cells(series(3, 4)));
        TimeSeries empty = series();
        empty.merge(series(3, 4));
        assertThat(cells(empty)).isEqualTo(cells(series(3, 4)));
    }

    private static long[] seconds(Random random) {
        long span = List.of(10L, 500L, 5_000L, 500_000L).get(random.nextInt(4));
        long from = random.nextInt(3) * 200L - 300;
        return random.longs(random.nextInt(600), from, from + span).toArray();
    }

    private static TimeSeries series(long... seconds) {
        TimeSeries series = new TimeSeries(PLAN, new MemoryBudget(Long.MAX_VALUE));
        add(series, seconds);
        return series;
    }

    private static void add(TimeSeries series, long... seconds) {
        for (long second : seconds) {
            series.add(second, bytes(second));
        }
    }

    private static long bytes(long second) {
        return Math.floorMod(second, 13L) == 0 ? Long.MAX_VALUE / 2 : Math.abs(second);
    }

    private static Map<Long, List<Long>> cells(TimeSeries series) {
        Map<Long, List<Long>> cells = new HashMap<>();
        series.forEachCell((start, requests, bytes) ->
                assertThat(cells.put(start, List.of(requests, bytes))).isNull());
        return cells;
    }

    private static List<Long> sum(List<Long> one, List<Long> other) {
        return List.of(one.get(0) + other.get(0), Saturating.sum(one.get(1), other.get(1)));
    }
}
