package io.github.logtraffic.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logtraffic.engine.PassOptions;
import io.github.logtraffic.identity.NetworkPrefix;
import io.github.logtraffic.log.input.LogSource;
import io.github.logtraffic.reference.Latin1;
import io.github.logtraffic.reference.Seeds;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which interval the rows of the rate report get, as users see it. */
class ReportIntervalTest {
    private static final DateTimeFormatter CLF = DateTimeFormatter.ofPattern("dd/MMM/uuuu:HH:mm:ss xx", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final long MIDNIGHT = Instant.parse("2015-10-01T00:00:00Z").getEpochSecond();
    private static final long FIRST = Instant.parse("0001-01-01T00:00:00Z").getEpochSecond();
    private static final long LAST = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "200, 1",
        "201, 60",
        "12000, 60",
        "12001, 300",
        "60000, 300",
        "60001, 3600",
        "720000, 3600",
        "720001, 86400",
        "17280000, 86400",
        "17280001, 604800",
    })
    void automaticallyTheShortestWithAtMost200RowsIsTaken(long seconds, long interval) {
        assertThat(rate(ReportInterval.AUTOMATIC, "UTC", MIDNIGHT, MIDNIGHT + seconds - 1)
                        .intervalSeconds())
                .isEqualTo(interval);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 100000, 1",
        "1, 100001, 60",
        "60, 6000000, 60",
        "60, 6000001, 300",
        "86400, 8640000000, 86400",
        "86400, 8640000001, 604800",
        "7, 700000, 7",
        "7, 700007, 60",
    })
    void whatTheUserAskedForIsTakenUpTo100000Rows(long asked, long seconds, long interval) {
        ReportInterval report = ReportInterval.ofSeconds(asked);
        long start = 0;
        assertThat(rate(report, "UTC", start, start + seconds - 1).intervalSeconds())
                .isEqualTo(interval);
    }

    @Test
    void thereAreNeverMoreRowsThanAllowedInAnyZone() {
        List<String> zones = List.of("UTC", "Asia/Kolkata", "Europe/Berlin", "Australia/Lord_Howe", "+13:45");
        Seeds.each(400, random -> {
            long length = List.of(1L, 60L, 300L, 3_600L, 86_400L, 604_800L).get(random.nextInt(6));
            long span = 200 * length + random.nextLong(-2 * length, length + 1);
            long first = MIDNIGHT + random.nextLong(30 * 86_400);
            String zone = zones.get(random.nextInt(zones.size()));
            AnalysisResult.Rate rate = rate(ReportInterval.AUTOMATIC, zone, first, first + Math.max(0, span));
            assertThat(rate.buckets()).as(zone).hasSizeLessThanOrEqualTo(200);
            assertHoldsBoth(rate);
        });
    }

    @ParameterizedTest
    @CsvSource({"1", "60", "3600", "86400"})
    void anAskedIntervalNeverMakesMoreThan100000RowsInAnyZone(long length) {
        for (String zone : List.of("Asia/Kolkata", "Europe/Berlin")) {
            AnalysisResult.Rate rate =
                    rate(ReportInterval.ofSeconds(length), zone, MIDNIGHT, MIDNIGHT + 100_000 * length - 1);
            assertThat(rate.buckets()).hasSizeLessThanOrEqualTo(100_000);
            assertHoldsBoth(rate);
        }
    }

    @Test
    void tenThousandYearsFitInto200Rows() {
        for (String zone : List.of("UTC", "Europe/Berlin")) {
            AnalysisResult.Rate rate = rate(ReportInterval.AUTOMATIC, zone, FIRST, LAST);
            assertThat(rate.buckets()).hasSizeBetween(50, 200);
            assertHoldsBoth(rate);
            assertHoldsBoth(rate(ReportInterval.ofSeconds(1), zone, FIRST, LAST));
        }
    }

    /** Cells are whole minutes of UTC, and clocks in Berlin were 53 minutes and 28 seconds ahead until 1893. */
    @Test
    void noEntryIsLostWhereClocksDidNotShowWholeMinutes() {
        long first = Instant.parse("1850-06-01T10:06:40Z").getEpochSecond();
        assertHoldsBoth(rate(ReportInterval.AUTOMATIC, "Europe/Berlin", first, first + 1_000));
    }

    private static void assertHoldsBoth(AnalysisResult.Rate rate) {
        assertThat(rate.buckets().stream()
                        .mapToLong(AnalysisResult.Bucket::requests)
                        .sum())
                .isEqualTo(2);
        assertThat(rate.buckets().get(0).requests()).isPositive();
        assertThat(rate.buckets().get(rate.buckets().size() - 1).requests()).isPositive();
    }

    /** The rate of a log of two entries. */
    private static AnalysisResult.Rate rate(ReportInterval interval, String zone, long first, long last) {
        byte[] log = Latin1.bytes(line(first) + line(last));
        AnalysisPlan plan = new AnalysisPlan(
                List.of(LogSource.stream("log", new ByteArrayInputStream(log))),
                PassOptions.ofThreads(1),
                NetworkPrefix.WHOLE_ADDRESS,
                60,
                interval,
                ZoneId.of(zone),
                List.of(),
                KeySources.NONE,
                false,
                0,
                true,
                TalkerSort.REQUESTS,
                0,
                Long.MAX_VALUE,
                1);
        AnalysisResult.Rate rate = new Analysis(plan, null).run().rate();
        if (rate == null) {
            throw new AssertionError("the log was not read");
        }
        return rate;
    }

    private static String line(long second) {
        return "10.0.0.1 - - [" + CLF.format(Instant.ofEpochSecond(second)) + "] \"-\" 200 1\n";
    }
}
