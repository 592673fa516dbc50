package io.github.logtraffic.analysis;

import static io.github.logtraffic.analysis.ComparingTest.DAY;
import static io.github.logtraffic.analysis.ComparingTest.compare;
import static io.github.logtraffic.analysis.ComparingTest.isAlarm;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.logtraffic.analysis.ComparingTest.Log;
import io.github.logtraffic.analysis.Comparison.Share;
import io.github.logtraffic.analysis.Comparison.ShareKind;
import io.github.logtraffic.log.filter.FilterPlan;
import io.github.logtraffic.log.filter.FilterSyntaxException;
import io.github.logtraffic.log.filter.StatusSet;
import io.github.logtraffic.log.filter.TimeRange;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What goes wrong on a server, and what only looks like it, is told as what it is. */
class ComparedIncidentsTest {
    private static final int HOUR = 3_600;
    private static final long MIDNIGHT = 1_795_305_600;
    private static final int REPORTS = 20;

    private static Log day(long seed) {
        return new Log(seed).visits(0, DAY, 200, 300);
    }

    /** All requests of a day from one time on have that status. */
    private static Log failing(int from, int status) {
        Log log = new Log(3);
        Random random = new Random(3);
        for (int i = 0; i < 6_000; i++) {
            int second = random.nextInt(DAY);
            log.add(random.nextInt(500), second, "/", second >= from ? status : random.nextInt(200) == 0 ? 502 : 200);
        }
        return log;
    }

    private static FilterPlan onlyServerErrors() throws FilterSyntaxException {
        return new FilterPlan(
                TimeRange.ALWAYS, StatusSet.parse(List.of("5xx")), null, List.of(), Map.of("status", List.of("5xx")));
    }

    @Test
    void refusalsAreNoProgress() {
        for (int status : new int[] {404, 429, 499, 0}) {
            Comparison comparison = compare(failing(DAY, 200), failing(10 * HOUR, status));
            assertThat(comparison.isWorse()).isTrue();
            assertThat(comparison.worse()).extracting(Share::kind).containsExactly(ShareKind.FAILED, ShareKind.STATUS);
            assertThat(comparison.worse().get(1).number()).isEqualTo(status);
        }
    }

    @Test
    void aSilentAfternoonIsWorse() {
        Log after = new Log(2).visits(0, 10 * HOUR, 200, 125).visits(18 * HOUR, DAY, 200, 75);
        Comparison comparison = compare(day(1), after);
        TimeRangeOfDay silence = TimeRangeOfDay.of(comparison.after().silence());
        assertThat(silence.first).isBetween(9 * HOUR, 10 * HOUR);
        assertThat(silence.last).isBetween(18 * HOUR - 2 * HOUR, 19 * HOUR);
        assertThat(comparison.isWorse()).isTrue();
        assertThat(compare(after, day(1)).isWorse()).isFalse();
    }

    private record TimeRangeOfDay(int first, int last) {
        static TimeRangeOfDay of(AnalysisResult.@Nullable TimeRange range) {
            AnalysisResult.TimeRange known = Objects.requireNonNull(range);
            return new TimeRangeOfDay((int) (known.first() - MIDNIGHT), (int) (known.last() - MIDNIGHT));
        }
    }

    @Test
    void aLogThatStopsIsSaidToBeShort() {
        Comparison comparison = compare(day(1), new Log(2).visits(0, 10 * HOUR, 200, 125));
        assertThat(comparison.areOfOtherHours()).isTrue();
        assertThat(compare(day(1), day(2)).areOfOtherHours()).isFalse();
    }

    @Test
    void oneWrongClockChangesNothing() {
        Log after = day(2);
        after.text.insert(0, "10.0.0.1 - - [01/Jan/1970:00:00:00 +0000] \"GET / HTTP/1.1\" 200 1\n");
        after.text.append("10.0.0.1 - - [01/Jan/2036:00:00:00 +0000] \"GET / HTTP/1.1\" 200 1\n");
        Comparison comparison = compare(day(1), after);
        assertThat(isAlarm(comparison)).isFalse();
        assertThat(comparison.isWorse()).isFalse();
        assertThat(Objects.requireNonNull(comparison.after().covered()).first()).isGreaterThanOrEqualTo(MIDNIGHT);
    }

    @Test
    void filteredRequestsAreOfTheWholeLog() throws FilterSyntaxException {
        Log before = day(1).add(1, 0, "/", 200).add(1, DAY - 1, "/", 200);
        Log after = new Log(2).visits(0, DAY, 200, 300).add(1, 0, "/", 200).add(1, DAY - 1, "/", 200);
        for (int i = 0; i < 600; i++) {
            before.add(i % 40, 40_000 + i, "/", 503);
        }
        Comparison comparison = compare(onlyServerErrors(), before, after);
        assertThat(comparison.before().covered()).isEqualTo(new AnalysisResult.TimeRange(MIDNIGHT, MIDNIGHT + DAY - 1));
        assertThat(comparison.traffic().before())
                .isEqualTo(comparison.before().totals().requests() * 60.0 / DAY);
        assertThat(comparison.isWorse()).isFalse();
    }

    @Test
    void noServerErrorsAnyMoreAreNotWorse() throws FilterSyntaxException {
        Comparison comparison = compare(
                onlyServerErrors(), failing(10 * HOUR, 502), failing(DAY, 200).steady(1, 0, DAY, 60, 200));
        assertThat(comparison.isWorse()).isFalse();
        Log fine = new Log(1).steady(1, 0, DAY, 60, 200);
        assertThat(compare(onlyServerErrors(), failing(10 * HOUR, 502), fine).isWorse())
                .isFalse();
    }

    @Test
    void oneOfThreeCallersFailing() {
        Log before = new Log(1);
        Log after = new Log(2);
        for (int client = 1; client <= 3; client++) {
            before.steady(client, client, DAY, 30, 200);
            after.steady(client, client, DAY, 30, client == 2 ? 503 : 200);
        }
        assertThat(compare(before, after).worse()).extracting(Share::kind).contains(ShareKind.SERVER_ERRORS);
    }

    @Test
    void abortedRequestsOfFewClientsMayBeChance() {
        int alarms = 0;
        for (int i = 0; i < REPORTS; i++) {
            alarms += isAlarm(compare(withAborts(2L * i), withAborts(2L * i + 1))) ? 1 : 0;
        }
        assertThat(alarms).isLessThanOrEqualTo(2);
    }

    /** A day in which one in twenty clients, by habit, aborts most of his requests. */
    private static Log withAborts(long seed) {
        Random random = new Random(seed);
        Log log = new Log(seed);
        for (int visit = 0; visit < 300; visit++) {
            int client = random.nextInt(2_000);
            int begin = random.nextInt(DAY - 1_200);
            for (int i = 0; i < 20; i++) {
                boolean isAborted = client % 20 == 0 && random.nextInt(10) < 8;
                log.add(client, begin + random.nextInt(1_200), "/", isAborted ? 0 : 200);
            }
        }
        return log;
    }

    @Test
    void hiccupsOfAllClientsMayBeChance() {
        int alarms = 0;
        for (int i = 0; i < REPORTS; i++) {
            alarms += isAlarm(compare(withHiccups(2L * i), withHiccups(2L * i + 1))) ? 1 : 0;
        }
        assertThat(alarms).isLessThanOrEqualTo(2);
        Log outage = withHiccups(1_000);
        for (int i = 0; i < 300; i++) {
            outage.add(i, 50_000 + i, "/", 503);
        }
        assertThat(compare(withHiccups(1_001), outage).isWorse()).isTrue();
    }

    /** A day in which, up to three times, all fails for up to a minute. */
    private static Log withHiccups(long seed) {
        Random random = new Random(seed);
        Log log = new Log(seed);
        List<Integer> hiccups = random.ints(random.nextInt(4), 0, DAY).boxed().toList();
        for (int i = 0; i < 20_000; i++) {
            int second = random.nextInt(DAY);
            boolean fails = hiccups.stream().anyMatch(begin -> second >= begin && second < begin + 50);
            log.add(random.nextInt(3_000), second, "/", fails ? 502 : 200);
        }
        return log;
    }

    @Test
    void dayAndNightAreNoChance() {
        Comparison comparison = compare(dayAndNight(1, 30_000), dayAndNight(2, 24_000));
        assertThat(comparison.traffic().dispersion()).isLessThan(2);
        assertThat(comparison.traffic().isNoise()).isFalse();
        assertThat(compare(dayAndNight(1, 30_000), dayAndNight(2, 30_000))
                        .traffic()
                        .isNoise())
                .isTrue();
    }

    private static Log dayAndNight(long seed, int requests) {
        Random random = new Random(seed);
        Log log = new Log(seed);
        for (int i = 0; i < requests; ) {
            int second = random.nextInt(DAY);
            if (random.nextDouble() < 0.5 + 0.45 * Math.sin(2 * Math.PI * second / DAY)) {
                log.add(random.nextInt(60_000), second, "/", 200);
                i++;
            }
        }
        return log;
    }
}
