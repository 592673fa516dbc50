package io.github.logtraffic.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logtraffic.log.entry.AccessLogEntry;
import io.github.logtraffic.log.entry.ClientAddress;
import io.github.logtraffic.log.entry.EntryConsumer;
import io.github.logtraffic.log.format.EntryPlan;
import io.github.logtraffic.log.format.Formats;
import io.github.logtraffic.log.format.KnownFormat;
import io.github.logtraffic.log.format.KnownFormats;
import io.github.logtraffic.log.format.LogFormat;
import io.github.logtraffic.log.input.LogSource;
import io.github.logtraffic.reference.Latin1;
import io.github.logtraffic.reference.Seeds;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A log that changes its format on the way is read on. */
@Timeout(60)
class FollowedFormatsTest {
    private static final String COMMON = "192.0.2.1 - - [17/May/2026:10:05:03 +0000] \"GET / HTTP/1.1\" 200 1\n";
    private static final String JSON =
            "{\"time\":\"2026-05-17T10:05:04Z\",\"remote_addr\":\"192.0.2.2\",\"uri\":\"/\",\"status\":200}\n";
    private static final String GARBAGE = "2026/05/17 10:05:03 [error] 7#7: *1 no such file\n{\"level\":\"info\"}\n{\n";

    @ParameterizedTest
    @MethodSource("known")
    void theLinesOfEveryFormatThatNeedsNoHeaderAreFollowed(KnownFormat known) {
        String log = COMMON.repeat(60) + (known.example() + "\n").repeat(7);
        InputSummary input =
                summary(log, FormatChoice.DETECTED, 1, 1 << 20).inputs().get(0);
        assertThat(input.format()).isEqualTo(Formats.COMMON);
        if (known.format().hasHeader()) {
            assertThat(input.followed()).isEmpty();
            assertThat(input.lines().malformed()).isEqualTo(7);
        } else {
            assertThat(input.lines().malformed()).isZero();
            assertThat(input.lines().counted()).isEqualTo(67);
        }
    }

    @Test
    void entriesAreCountedByFormatAndGarbageStaysMalformed() {
        String log = COMMON.repeat(60) + JSON.repeat(5) + GARBAGE + COMMON + JSON;
        InputSummary input =
                summary(log, FormatChoice.DETECTED, 1, 1 << 20).inputs().get(0);
        assertThat(input.followed()).isEqualTo(Map.of(Formats.named("nginx_json"), 6L));
        assertThat(input.lines().malformed()).isEqualTo(3);
        assertThat(input.lines().counted()).isEqualTo(67);
    }

    /** Lines of which the common log's core is found in either format, but with another client. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "combined | | www.example.com:443 | vhost_combined",
                "vhost_combined | www.example.com:443 | | combined",
                "combined | | Nov 23 10:05:03 web1 nginx: | combined",
                "combined | | 2026-05-17T10:05:03.123456789Z stdout F | combined",
                "combined | Nov 23 10:05:03 web1 nginx: | 2026-05-17T10:05:03.123456789Z stdout F | combined",
            })
    void whatStandsInFrontOfTheClientTellsTheFormat(String own, String before, String after, String followed) {
        String combined = COMMON.replace("\n", " \"-\" \"curl\"\n");
        String log = line(before, combined).repeat(60) + line(after, combined).repeat(7);
        Clients clients = new Clients();
        PassOptions options =
                new PassOptions(1, 1 << 20, 1 << 20, FormatChoice.DETECTED, EntryPlan.COUNTS, 1_800_000_000);
        InputSummary input = new LogPass(List.of(source(log)), options, null)
                .runInOrder(clients)
                .inputs()
                .get(0);
        assertThat(clients.names).containsOnly("192.0.2.1").hasSize(67);
        assertThat(input.format()).extracting(LogFormat::formatName).isEqualTo(own);
        assertThat(input.followed()).isEqualTo(own.equals(followed) ? Map.of() : Map.of(Formats.named(followed), 7L));
    }

    private static String line(@Nullable String prefix, String line) {
        return prefix == null
                ? line
                : prefix.endsWith(":") && !prefix.contains(" ") ? prefix + line : prefix + " " + line;
    }

    private static final class Clients implements EntryConsumer {
        final List<String> names = new ArrayList<>();

        @Override
        public void accept(AccessLogEntry entry) {
            names.add(ClientAddress.of(entry.client()).toString());
        }
    }

    @Test
    void aFormatThatIsGivenIsNotLeft() {
        String log = COMMON.repeat(2) + JSON.repeat(5);
        InputSummary input = summary(log, FormatChoice.of(Formats.COMMON), 1, 1 << 20)
                .inputs()
                .get(0);
        assertThat(input.followed()).isEmpty();
        assertThat(input.lines().malformed()).isEqualTo(5);
    }

    @Test
    void theResultDependsNeitherOnChunksNorOnThreads() {
        Seeds.each(25, random -> {
            StringBuilder log = new StringBuilder(COMMON.repeat(60));
            List<KnownFormat> known = KnownFormats.all();
            Map<Object, Long> expected = new HashMap<>();
            for (int i = 0; i < 40; i++) {
                log.append(known.get(random.nextInt(known.size())).example()).append('\n');
                log.append(random.nextInt(4) == 0 ? GARBAGE : COMMON);
            }
            RunSummary one = summary(log.toString(), FormatChoice.DETECTED, 1, 1 << 20);
            expected.putAll(one.inputs().get(0).followed());
            assertThat(expected).isNotEmpty();
            int chunkBytes = 1 + random.nextInt(300);
            for (int threads = 1; threads <= 4; threads += 3) {
                RunSummary summary = summary(log.toString(), FormatChoice.DETECTED, threads, chunkBytes);
                assertThat(summary.inputs().get(0).followed())
                        .as("chunks of " + chunkBytes)
                        .isEqualTo(expected);
                assertThat(summary.lines()).isEqualTo(one.lines());
            }
        });
    }

    /** The header of a W3C log says what the lines of other chunks are, too. */
    @Test
    void columnsThatChangeHoldForTheLinesBehindThemInAnyChunk() {
        StringBuilder log = new StringBuilder();
        for (int part = 0; part < 30; part++) {
            boolean isTimeOnly = part % 2 == 1;
            log.append("#Date: 2026-05-").append(10 + part % 20).append(" 00:00:00\n");
            log.append(isTimeOnly ? "#Fields: time sc-status c-ip\n" : "#Fields: c-ip date time sc-status sc-bytes\n");
            for (int line = 0; line < 9; line++) {
                log.append(
                        isTimeOnly ? "10:00:00 20" + line + " 192.0.2.1\n" : "192.0.2.2 2026-06-01 10:00:00 200 7\n");
            }
        }
        for (int threads = 1; threads <= 4; threads++) {
            for (int chunkBytes : new int[] {1, 7, 64, 333, 1 << 20}) {
                LineCounts lines = summary(log.toString(), FormatChoice.DETECTED, threads, chunkBytes)
                        .lines();
                assertThat(lines.counted()).isEqualTo(270);
                assertThat(lines.comment()).isEqualTo(60);
            }
        }
    }

    static List<KnownFormat> known() {
        return KnownFormats.all();
    }

    private static RunSummary summary(String log, FormatChoice formats, int threads, int chunkBytes) {
        PassOptions options = new PassOptions(threads, chunkBytes, 1 << 20, formats, EntryPlan.COUNTS, 1_800_000_000);
        return new LogPass(List.of(source(log)), options, null).run(new Count());
    }

    private static LogSource source(String log) {
        return LogSource.stream("log", new ByteArrayInputStream(Latin1.bytes(log)));
    }
}
