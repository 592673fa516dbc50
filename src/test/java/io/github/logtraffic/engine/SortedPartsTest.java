package io.github.logtraffic.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logtraffic.log.entry.AccessLogEntry;
import io.github.logtraffic.log.entry.EntryConsumer;
import io.github.logtraffic.log.filter.FilterPlan;
import io.github.logtraffic.log.filter.TimeRange;
import io.github.logtraffic.log.input.LogSource;
import io.github.logtraffic.reference.Seeds;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SortedPartsTest {
    private static final long START = Instant.parse("2026-11-23T00:00:00Z").getEpochSecond();
    private static final DateTimeFormatter TIMES = DateTimeFormatter.ofPattern(
                    "dd/MMM/uuuu:HH:mm:ss xx", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    @TempDir
    Path folder;

    /** The entries of a pass. */
    private static final class Entries implements EntryConsumer {
        private final List<String> entries = new ArrayList<>();

        @Override
        public void accept(AccessLogEntry entry) {
            entries.add(new String(
                    entry.lineBytes(), entry.lineFrom(), entry.lineTo() - entry.lineFrom(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void theSameEntriesAreFoundAndWhatIsNotReadIsSaid() {
        Seeds.each(60, random -> {
            List<LogSource> sources = rotated(random);
            for (int i = 0; i < 10; i++) {
                long since = START - 1_000 + random.nextInt(200_000);
                Instant begin = random.nextInt(4) == 0 ? null : Instant.ofEpochSecond(since);
                Instant end = random.nextInt(4) == 0 ? null : Instant.ofEpochSecond(since + random.nextInt(9_000));
                FilterPlan filter = new FilterPlan(TimeRange.of(begin, end), null, null, List.of(), Map.of());
                PassOptions options = PassOptions.ofThreads(1).withFilter(filter);
                Entries all = new Entries();
                RunSummary whole = new LogPass(sources, options, null).runInOrder(all);
                Entries found = new Entries();
                RunSummary part = new LogPass(sources, options.assumingSorted(true), null).runInOrder(found);
                assertThat(found.entries).isEqualTo(all.entries);
                assertThat(part.failures()).isEmpty();
                for (int log = 0; log < sources.size(); log++) {
                    InputSummary read = part.inputs().get(log);
                    boolean isStoredPlain = !sources.get(log).name().endsWith(".gz");
                    assertThat(read.bytes() + (isStoredPlain ? read.skippedBytes() : 0))
                            .isIn(whole.inputs().get(log).bytes(), 0L);
                    assertThat(read.format()).isEqualTo(whole.inputs().get(log).format());
                }
            }
        });
    }

    /** Files of one log, of which the older ones are compressed, in any order. */
    private List<LogSource> rotated(RandomGenerator random) {
        List<LogSource> sources = new ArrayList<>();
        long second = START;
        int files = 1 + random.nextInt(4);
        for (int file = files - 1; file >= 0; file--) {
            StringBuilder log = new StringBuilder();
            for (int line = random.nextInt(2_000); line >= 0; line--) {
                second += random.nextInt(60);
                log.append(line(random, second - random.nextInt(500)));
            }
            boolean isCompressed = file > 1;
            String name = "access.log" + (file == 0 ? "" : "." + file) + (isCompressed ? ".gz" : "");
            sources.add(random.nextInt(sources.size() + 1), LogSource.file(write(name, log.toString(), isCompressed)));
        }
        return sources;
    }

    private static String line(RandomGenerator random, long second) {
        return switch (random.nextInt(40)) {
            case 0 -> "broken\n".repeat(1 + random.nextInt(20));
            case 1 -> "\n# comment\r\n";
            case 2 -> "x".repeat(random.nextInt(40_000)) + "\n";
            default ->
                "10.0.0.1 - - [" + TIMES.format(Instant.ofEpochSecond(second)) + "] \"GET /" + random.nextInt(100)
                        + " HTTP/1.1\" 200 1\n";
        };
    }

    private Path write(String name, String log, boolean isCompressed) {
        Path file = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(file);
                OutputStream stored = isCompressed ? new GZIPOutputStream(out) : out) {
            stored.write(log.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    @Test
    void littleOfALargeFileIsRead() {
        StringBuilder log = new StringBuilder();
        for (int minute = 0; minute < 50_000; minute++) {
            log.append("10.0.0.1 - - [" + TIMES.format(Instant.ofEpochSecond(START + minute * 60L))
                    + "] \"GET / HTTP/1.1\" 200 1\n");
        }
        Path file = write("access.log", log.toString(), false);
        Instant since = Instant.ofEpochSecond(START + 25_000 * 60L);
        FilterPlan filter =
                new FilterPlan(TimeRange.of(since, since.plusSeconds(300)), null, null, List.of(), Map.of());
        Entries found = new Entries();
        RunSummary run = new LogPass(
                        List.of(LogSource.file(file)),
                        PassOptions.ofThreads(2).withFilter(filter).watching().assumingSorted(true),
                        null)
                .runInOrder(found);
        assertThat(found.entries).hasSize(5);
        assertThat(run.lines().read()).isEqualTo(25); // and ten minutes before and behind
        assertThat(run.inputs().get(0).skippedBytes()).isEqualTo(log.length() - 25L * (log.length() / 50_000));
    }

    @ParameterizedTest
    @CsvSource({
        "access.log.2.gz, access.log.1.gz",
        "access.log.10.gz, access.log.9.gz",
        "access.log.1, access.log",
        "access.log-20261122.gz, access.log-20261123.gz",
        "access-2026-11-22.log, access-2026-11-23.log",
        "access.log-2026112214.gz, access.log-2026112215.gz",
        "access.log-20261123.gz, access.log.3.gz"
    })
    void namesTellWhichPartWasBegunLater(String earlier, String later) {
        assertThat(RotatedName.of(earlier).order())
                .isLessThan(RotatedName.of(later).order());
    }

    @ParameterizedTest
    @CsvSource({
        "access.log, access.log",
        "access.log.1, access.log",
        "access.log.12.gz, access.log",
        "/var/log/a/access.log-20261123.xz, /var/log/a/access.log",
        "access.log-2026112314.gz, access.log",
        "access.log.2026-11-23, access.log",
        "access-2026-11-23.log.gz, access.log",
        "access_20261123.log, access.log",
        "web-1.log, web-1.log",
        "web1.log.3.gz, web1.log",
        "localhost_access_log.2026-11-23.txt, localhost_access_log.2026-11-23.txt",
        "1, 1",
        "app.8080.gz, app.8080",
        "web.1.gz, web.1"
    })
    void filesOfOneLogHaveTheNameOfTheLog(String file, String log) {
        assertThat(RotatedName.of(file).log()).isEqualTo(log);
    }
}
