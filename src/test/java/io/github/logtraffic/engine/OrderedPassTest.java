package io.github.logtraffic.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.logtraffic.log.entry.AccessLogEntry;
import io.github.logtraffic.log.entry.ClientAddress;
import io.github.logtraffic.log.format.EntryPlan;
import io.github.logtraffic.log.format.FieldNames;
import io.github.logtraffic.log.format.FormatSyntaxException;
import io.github.logtraffic.log.format.LogFormat;
import io.github.logtraffic.log.format.LogFormats;
import io.github.logtraffic.log.input.LogSource;
import io.github.logtraffic.reference.EndingInFailure;
import io.github.logtraffic.reference.Seeds;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Entries of several logs in the order in which their requests began, against sorting them all. */
@Timeout(120) // a pass that waits for ever must not hold up the build
class OrderedPassTest {
    private static final long START = 1_795_000_000_000_000L; // microseconds
    private static final String COMBINED =
            "$remote_addr - $remote_user [$time_local] \"$request\" $status $body_bytes_sent";

    @TempDir
    private Path folder;

    /** A request as it is logged; the number of its body bytes tells them apart. */
    private record Logged(int log, long stamp, long duration, int id) {}

    /** A request as it came out of a pass. */
    private record Given(int id, long floor, long even) {}

    @Test
    void entriesOfOverlappingLogsComeInTheOrderOfTime() {
        LogFormat format = format("$remote_addr [$msec] \"$request\" $status $body_bytes_sent");
        Seeds.each(30, random -> {
            List<Logged> requests = requests(random, 3, false);
            check(random, format, requests);
        });
    }

    @Test
    void whereDurationsAreKnownRequestsComeByTheirBeginnings() {
        LogFormat format = format("$remote_addr [$msec] \"$request\" $status $body_bytes_sent $request_time");
        Seeds.each(30, random -> {
            List<Logged> requests = requests(random, 2, true);
            check(random, format, requests);
        });
    }

    private void check(Random random, LogFormat format, List<Logged> requests) throws Exception {
        List<LogSource> sources = new ArrayList<>();
        for (int log = 0; log < 3; log++) {
            StringBuilder text = new StringBuilder();
            for (Logged request : requests) {
                if (request.log() == log) {
                    text.append(line(request)).append('\n');
                }
            }
            sources.add(LogSource.file(Files.writeString(folder.resolve("log" + log), text)));
        }
        for (int threads = 1; threads <= 3; threads += 2) {
            PassOptions options = options(threads, 1 + random.nextInt(2_000), format);
            List<Given> given = new ArrayList<>();
            RunSummary summary = new OrderedPass(sources, options, 20, null)
                    .run((entry, floor, even) -> given.add(new Given((int) entry.bodyBytes(), floor, even)));
            assertThat(given).isEqualTo(expected(requests));
            assertThat(summary.outOfOrder()).isZero();
            assertThat(summary.lines().counted()).isEqualTo(requests.size());
        }
    }

    /** Random requests in the order in which they were logged, up to 5 s out of order; the first of each log has milliseconds. */
    private static List<Logged> requests(Random random, int perMilli, boolean withDurations) {
        List<Logged> requests = new ArrayList<>();
        long[] now = {0, 3_000, random.nextInt(60_000)};
        for (int id = 0; id < 400; id++) {
            int log = random.nextInt(3);
            now[log] += random.nextInt(5) == 0 ? random.nextInt(4_000) : random.nextInt(perMilli);
            long millis = Math.max(0, now[log] - (random.nextInt(4) == 0 ? random.nextInt(5_000) : 0));
            long duration = withDurations ? random.nextInt(9_000) : 0;
            requests.add(
                    new Logged(log, START + (millis / 1_000 * 1_000 + 1 + millis % 999) * 1_000, duration * 1_000, id));
        }
        return requests;
    }

    private static String line(Logged request) {
        return String.format(
                Locale.ROOT,
                "10.0.0.%d [%d.%03d] \"GET / HTTP/1.1\" 200 %d %d.%03d",
                request.log(),
                request.stamp() / 1_000_000,
                request.stamp() / 1_000 % 1_000,
                request.id(),
                request.duration() / 1_000_000,
                request.duration() / 1_000 % 1_000);
    }

    /** All requests sorted, spread within their milliseconds, and sorted again. */
    private static List<Given> expected(List<Logged> requests) {
        Map<Long, List<Logged>> byStamp = requests.stream().collect(Collectors.groupingBy(Logged::stamp));
        record Placed(Logged request, Given given) {}
        List<Placed> placed = new ArrayList<>();
        byStamp.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(stamp -> {
            List<Logged> together = new ArrayList<>(stamp.getValue());
            together.sort(Comparator.comparingInt(Logged::log));
            for (int k = 0; k < together.size(); k++) {
                Logged request = together.get(k);
                long start = request.stamp() - request.duration();
                placed.add(new Placed(
                        request, new Given(request.id(), start, start + (long) k * 1_000 / together.size())));
            }
        });
        placed.sort(Comparator.<Placed>comparingLong(one -> one.given().even())
                .thenComparingInt(one -> one.request().log()));
        return placed.stream().map(Placed::given).toList();
    }

    @Test
    void entriesOfALogWithMillisecondsKeepTheirTimeBesideOnesWithSeconds() {
        StringBuilder seconds = new StringBuilder();
        for (int id = 0; id < 10; id++) {
            seconds.append("10.0.0.1 - - [22/Nov/2026:10:00:05 +0000] \"-\" 200 ")
                    .append(id)
                    .append('\n');
        }
        String line =
                "{\"time\":\"2026-11-22T10:00:05.%d+00:00\",\"remote_addr\":\"10.0.0.2\",\"request\":\"-\",\"status\":200,"
                        + "\"body_bytes_sent\":%d}\n";
        String millis = String.format(Locale.ROOT, line, 100, 100) + String.format(Locale.ROOT, line, 250, 101);
        PassOptions options = new PassOptions(2, 1 << 20, 1 << 20, FormatChoice.DETECTED, EntryPlan.of(List.of()), 0);
        List<Given> given = new ArrayList<>();
        new OrderedPass(List.of(source(seconds.toString()), source(millis)), options, 60, null)
                .run((entry, floor, even) -> given.add(new Given((int) entry.bodyBytes(), floor, even)));
        long start = 1_795_341_605_000_000L;
        assertThat(given)
                .hasSize(12)
                .contains(new Given(100, start + 100_000, start + 100_000))
                .contains(new Given(101, start + 250_000, start + 250_000));
    }

    @Test
    void theEntriesOfASecondAreSpreadEvenlyInIt() {
        StringBuilder log = new StringBuilder();
        for (int id = 0; id < 4; id++) {
            int second = id == 3 ? 1 : 0;
            log.append("10.0.0.1 - - [22/Nov/2026:10:00:0" + second + " +0000] \"-\" 200 " + id + "\n");
        }
        List<Given> given = new ArrayList<>();
        new OrderedPass(List.of(source(log.toString())), options(2, 1 << 20, format(COMBINED)), 60, null)
                .run((entry, floor, even) -> given.add(new Given((int) entry.bodyBytes(), floor, even)));
        long start = 1_795_341_600_000_000L;
        assertThat(given)
                .containsExactly(
                        new Given(0, start, start),
                        new Given(1, start, start + 333_333),
                        new Given(2, start, start + 666_666),
                        new Given(3, start + 1_000_000, start + 1_000_000));
    }

    @Test
    void whatComesTooLateIsCountedAndUsedWhereItComes() {
        StringBuilder log = new StringBuilder();
        int[] minutes = {0, 5, 2, 6};
        for (int id = 0; id < minutes.length; id++) {
            log.append("10.0.0.1 - - [22/Nov/2026:10:0" + minutes[id] + ":00 +0000] \"-\" 200 " + id + "\n");
        }
        List<Integer> given = new ArrayList<>();
        RunSummary summary = new OrderedPass(
                        List.of(source(log.toString())), options(1, 1 << 20, format(COMBINED)), 60, null)
                .run((entry, floor, even) -> given.add((int) entry.bodyBytes()));
        assertThat(given).containsExactly(0, 1, 2, 3);
        assertThat(summary.outOfOrder()).isEqualTo(1);
    }

    @Test
    void entriesAreWholeWhenTheyComeOut() {
        String log = """
                www.example - - [22/Nov/2026:10:00:00 +0000] "GET /a?b HTTP/1.1" 404 7 "-" "curl"
                2001:db8::1 - - [22/Nov/2026:10:00:00 +0000] "-" 200 8 "-" "-"
                other.example - - [22/Nov/2026:10:00:01 +0000] "POST /c HTTP/1.1" 500 9 "-" ""
                """;
        PassOptions options = new PassOptions(
                2,
                1 << 20,
                1 << 20,
                FormatChoice.of(format(COMBINED + " \"$http_referer\" \"$http_user_agent\"")),
                EntryPlan.of(List.of(FieldNames.TARGET, FieldNames.USER_AGENT)),
                0);
        List<String> given = new ArrayList<>();
        new OrderedPass(List.of(source(log)), options, 60, null)
                .run((entry, floor, even) -> given.add(ClientAddress.of(entry.client()) + " " + entry.status() + " "
                        + text(entry, 0) + " " + text(entry, 1)));
        assertThat(given).containsExactly("www.example 404 /a?b curl", "2001:db8::1 200  ", "other.example 500 /c ");
    }

    private static String text(AccessLogEntry entry, int slot) {
        return new String(
                entry.textBytes(slot), entry.textFrom(slot), entry.textTo(slot) - entry.textFrom(slot), US_ASCII);
    }

    @Test
    void whatCannotBeReadStopsNothingButItself() {
        String line = "10.0.0.1 - - [22/Nov/2026:10:00:00 +0000] \"-\" 200 7\n";
        LogSource missing = LogSource.file(Path.of("no", "such", "file"));
        LogSource broken = LogSource.stream("broken", new EndingInFailure(line + "bad\n" + line.substring(0, 20)));
        ByteArrayOutputStream rejects = new ByteArrayOutputStream();
        List<Long> given = new ArrayList<>();
        RunSummary summary = new OrderedPass(
                        List.of(source(line), missing, broken, source(line)),
                        options(2, 1 << 20, format(COMBINED)),
                        60,
                        (bytes, length) -> rejects.write(bytes, 0, length))
                .run((entry, floor, even) -> given.add(even));
        assertThat(given).hasSize(3);
        assertThat(rejects.toString(US_ASCII)).isEqualTo("bad\n");
        assertThat(summary.inputs()).extracting(InputSummary::source).containsExactly("log", "broken", "log");
        assertThat(summary.failures()).extracting(InputFailure::source).containsExactly(missing.name(), "broken");
    }

    @Test
    void moreEntriesThanAreHeldGoBeforeTheirTime() {
        Seeds.each(20, random -> {
            List<Long> given = new ArrayList<>();
            int mostHeld = 1 + random.nextInt(50);
            ReorderBuffer buffer = new ReorderBuffer(10, mostHeld, bucket -> {
                for (int place = 0; place < bucket.size(); place++) {
                    given.add(bucket.micros(place));
                }
            });
            PackedEntries batch = new PackedEntries(0, true, 0, null);
            int count = 1 + random.nextInt(500);
            for (int i = 0; i < count; i++) {
                buffer.add(batch, i, (long) (i / 20 + random.nextInt(8)) * 1_000_000 + random.nextInt(1_000_000), 0);
            }
            buffer.finish();
            assertThat(given).hasSize(count);
            assertThat(buffer.late()).isBetween(0L, (long) count);
        });
    }

    private static PassOptions options(int threads, int chunkBytes, LogFormat format) {
        return new PassOptions(threads, chunkBytes, 1 << 20, FormatChoice.of(format), EntryPlan.of(List.of()), 0);
    }

    private static LogFormat format(String text) {
        try {
            return LogFormats.parse(text);
        } catch (FormatSyntaxException e) {
            throw new AssertionError(text, e);
        }
    }

    private static LogSource source(String log) {
        return LogSource.stream("log", new ByteArrayInputStream(log.getBytes(US_ASCII)));
    }
}
