package io.github.logtraffic.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logtraffic.analysis.Comparison.Sender;
import io.github.logtraffic.analysis.Comparison.Share;
import io.github.logtraffic.analysis.Comparison.ShareKind;
import io.github.logtraffic.engine.PassOptions;
import io.github.logtraffic.identity.NetworkPrefix;
import io.github.logtraffic.log.filter.FilterPlan;
import io.github.logtraffic.log.format.EntryPlan;
import io.github.logtraffic.log.input.LogSource;
import io.github.logtraffic.reference.Latin1;
import java.io.ByteArrayInputStream;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What chance makes is not reported, and what is more than chance is. */
class ComparingTest {
    static final int DAY = 86_400;
    private static final int MINUTE = 60;
    private static final int REPORTS = 20;
    private static final int MOST_FALSE_REPORTS = 2;

    /** A log in the making. */
    static final class Log {
        final StringBuilder text = new StringBuilder();
        private final Random random;

        Log(long seed) {
            this.random = new Random(seed);
        }

        Log add(int client, int second, String path, int status) {
            text.append(String.format(
                    "10.%d.%d.%d - - [22/Nov/2026:%02d:%02d:%02d +0000] \"GET %s HTTP/1.1\" %03d 100%n",
                    client >> 16,
                    client >> 8 & 255,
                    client & 255,
                    second / 3_600,
                    second / 60 % 60,
                    second % 60,
                    path,
                    status));
            return this;
        }

        /** Visits of 20 requests in 20 minutes at random times, by clients who come once in two days or so. */
        Log visits(int from, int until, int clients, int visits) {
            for (int i = 0; i < visits; i++) {
                int client = random.nextInt(clients);
                int begin = from + random.nextInt(until - from) - 20 * MINUTE;
                int section = random.nextInt(12);
                for (int request = 0; request < 20; request++) {
                    int second = begin + random.nextInt(20 * MINUTE);
                    if (second >= from && second < until) {
                        add(client, second, "/" + section + "/" + random.nextInt(4), status());
                    }
                }
            }
            return this;
        }

        int status() {
            int of1000 = random.nextInt(1_000);
            return of1000 < 5 ? 502 : of1000 < 40 ? 404 : of1000 < 200 ? 304 : 200;
        }

        /** A request each so many seconds. */
        Log steady(int client, int from, int until, int seconds, int status) {
            for (int second = from; second < until; second += seconds) {
                add(client, second, "/steady", status);
            }
            return this;
        }
    }

    static Comparison compare(Log before, Log after, String... keys) {
        return compare(FilterPlan.ALL, before, after, keys);
    }

    static Comparison compare(FilterPlan filter, Log before, Log after, String... keys) {
        List<List<GroupKey>> groups = keys.length == 0
                ? List.of()
                : List.of(Stream.of(keys).map(GroupKey::parse).toList());
        EntryPlan entries = EntryPlan.COUNTS.with(groups.stream()
                .flatMap(List::stream)
                .flatMap(key -> key.texts().stream())
                .toList());
        PassOptions usual = PassOptions.ofThreads(1);
        List<Counted> sides = new ArrayList<>();
        @Nullable AnalysisPlan plan = null;
        for (Log log : List.of(before, after)) {
            plan = new AnalysisPlan(
                    List.of(LogSource.stream("log", new ByteArrayInputStream(Latin1.bytes(log.text.toString())))),
                    new PassOptions(
                                    1,
                                    usual.chunkBytes(),
                                    usual.maxLineBytes(),
                                    usual.formats(),
                                    entries,
                                    usual.nowEpochSecond())
                            .withFilter(filter),
                    NetworkPrefix.WHOLE_ADDRESS,
                    MINUTE,
                    ReportInterval.AUTOMATIC,
                    ZoneOffset.UTC,
                    groups,
                    KeySources.NONE,
                    false,
                    0,
                    true,
                    TalkerSort.REQUESTS,
                    10,
                    Long.MAX_VALUE,
                    1);
            sides.add(new Analysis(plan, null).count());
        }
        return sides.get(0).compare(Objects.requireNonNull(plan), sides.get(1));
    }

    /** Whether it shows anything as more than chance. */
    static boolean isAlarm(Comparison comparison) {
        return !comparison.traffic().isNoise()
                || comparison.shares().stream().anyMatch(share -> !share.isNoise())
                || comparison.appeared().significant() > 0
                || comparison.gone().significant() > 0
                || comparison.changed().significant() > 0;
    }

    static Share status(Comparison comparison, int status) {
        return comparison.shares().stream()
                .filter(share -> share.kind() == ShareKind.STATUS && share.number() == status)
                .findFirst()
                .orElseThrow();
    }

    private static int alarms(int from, int until, int clients, int visits, String... keys) {
        int alarms = 0;
        for (int i = 0; i < REPORTS; i++) {
            Log before = new Log(2L * i).visits(from, until, clients, visits);
            Log after = new Log(2L * i + 1).visits(from, until, clients, visits);
            alarms += isAlarm(compare(before, after, keys)) ? 1 : 0;
        }
        return alarms;
    }

    @Test
    void equalDaysOfVisitsDifferByChance() {
        assertThat(alarms(0, DAY, 200, 300)).isLessThanOrEqualTo(MOST_FALSE_REPORTS);
        assertThat(alarms(0, DAY, 2_000, 300)).isLessThanOrEqualTo(MOST_FALSE_REPORTS);
    }

    @Test
    void equalHoursOfVisitsDifferByChance() {
        assertThat(alarms(36_000, 39_600, 200, 100)).isLessThanOrEqualTo(MOST_FALSE_REPORTS);
        assertThat(alarms(36_000, 37_800, 60, 40)).isLessThanOrEqualTo(MOST_FALSE_REPORTS);
    }

    @Test
    void pathsOfEqualDaysDifferByChance() {
        assertThat(alarms(0, DAY, 200, 300, "path")).isLessThanOrEqualTo(MOST_FALSE_REPORTS);
        assertThat(alarms(0, DAY, 200, 300, "path:1", "status")).isLessThanOrEqualTo(MOST_FALSE_REPORTS);
        assertThat(alarms(36_000, 39_600, 200, 100, "path")).isLessThanOrEqualTo(MOST_FALSE_REPORTS);
    }

    @Test
    void secondsAfterADayProveNothing() {
        int alarms = 0;
        for (int i = 0; i < REPORTS; i++) {
            Log before = new Log(2L * i).visits(0, DAY, 400, 1_000);
            Log after = new Log(2L * i + 1).visits(36_000, 36_042, 400, 60);
            alarms += isAlarm(compare(before, after)) ? 1 : 0;
        }
        assertThat(alarms).isLessThanOrEqualTo(MOST_FALSE_REPORTS);
    }

    @Test
    void aLogDoesNotDifferFromItself() {
        for (int seed = 0; seed < REPORTS; seed++) {
            Random random = new Random(seed);
            Log log = new Log(seed).visits(0, DAY, 1 + random.nextInt(2_000), random.nextInt(300));
            int heavy = random.nextInt(8_000);
            for (int i = 0; i < heavy; i++) {
                log.add(7_000, random.nextInt(DAY), "/", random.nextBoolean() ? 302 : log.status());
            }
            Comparison comparison = compare(log, log);
            assertThat(isAlarm(comparison)).as("seed %d", seed).isFalse();
            assertThat(comparison.isWorse()).isFalse();
        }
    }

    @Test
    void oneBurstIsShownThoughItMayBeChance() {
        Log before = new Log(1).visits(0, DAY, 200, 300);
        Log after = new Log(2).visits(0, DAY, 200, 300);
        for (int i = 0; i < 6_000; i++) {
            after.add(999, 36_000 + i / 10, "/wp-login.php", 404);
        }
        Comparison comparison = compare(before, after);
        assertThat(comparison.appeared().rows().get(0))
                .extracting(Sender::key, Sender::after, Sender::isNoise)
                .containsExactly(List.of("10.0.3.231"), 6_000L, true);
        assertThat(status(comparison, 404).isNoise()).isTrue();
        assertThat(comparison.isWorse()).isFalse();
    }

    @Test
    void oneBurstDoesNotHideFailures() {
        Log before = new Log(1).visits(0, DAY, 200, 300);
        Log after = new Log(2).visits(0, DAY, 200, 300);
        for (int i = 0; i < 6_000; i++) {
            after.add(999, 36_000 + i / 10, "/", 200);
        }
        for (int i = 0; i < 400; i++) {
            after.add(i / 2, 36_000 + i, "/", 500);
        }
        Comparison comparison = compare(before, after);
        assertThat(comparison.worse()).extracting(Share::kind).containsExactly(ShareKind.SERVER_ERRORS);
        assertThat(comparison.isWorse()).isTrue();
    }

    @Test
    void whoIsThereAllDayIsNewGoneOrChanged() {
        Log before = new Log(1)
                .visits(0, DAY, 200, 300)
                .steady(1_001, 0, DAY, 90, 200)
                .steady(1_003, 0, DAY, 90, 200);
        Log after = new Log(2)
                .visits(0, DAY, 200, 300)
                .steady(1_002, 0, DAY, 90, 200)
                .steady(1_003, 0, DAY, 30, 200);
        Comparison comparison = compare(before, after);
        assertThat(significant(comparison.appeared().rows())).containsExactly("10.0.3.234");
        assertThat(significant(comparison.gone().rows())).containsExactly("10.0.3.233");
        assertThat(significant(comparison.changed().rows())).containsExactly("10.0.3.235");
        Comparison byPath = compare(before, after, "path");
        assertThat(significant(byPath.changed().rows())).containsExactly("/steady");
    }

    private static List<String> significant(List<Sender> rows) {
        return rows.stream()
                .filter(row -> !row.isNoise())
                .map(row -> row.key().get(0))
                .toList();
    }

    @Test
    void oneStatusMayBeWorse() {
        Log before = new Log(1).visits(0, DAY, 200, 300);
        Log after = new Log(1).visits(0, DAY, 200, 300);
        String failing = after.text.toString().replace(" 502 ", " 500 ");
        after.text.setLength(0);
        after.text.append(failing);
        Comparison comparison = compare(before, after);
        assertThat(comparison.worse()).extracting(Share::number).containsExactly(500L);
    }

    @Test
    void silenceAndHalfTheTrafficAreWorse() {
        Log before = new Log(1).visits(0, DAY, 200, 300);
        assertThat(compare(before, new Log(2)).isWorse()).isTrue();
        Comparison comparison = compare(before, new Log(2).visits(0, DAY, 200, 100));
        assertThat(comparison.traffic().areMostGone()).isTrue();
        assertThat(comparison.isWorse()).isTrue();
        assertThat(comparison.worse()).isEmpty();
        assertThat(compare(new Log(2), before).isWorse()).isFalse();
    }

    @Test
    void fewerFailuresAreBetter() {
        Log before = new Log(1).visits(0, DAY, 200, 300);
        Log after = new Log(1).visits(0, DAY, 200, 300);
        for (int i = 0; i < 400; i++) {
            before.add(i / 2, 36_000 + i, "/", 500);
        }
        Comparison comparison = compare(before, after);
        assertThat(comparison.better()).extracting(Share::kind).containsExactly(ShareKind.SERVER_ERRORS);
        assertThat(comparison.isWorse()).isFalse();
    }
}
