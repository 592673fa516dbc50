package io.github.logtraffic.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logtraffic.traffic.replay.RawServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a replay leaves besides its report. */
@Timeout(60)
class SendingTest {
    private static final int REQUESTS = 30;
    private static final long MILLI_NANOS = 1_000_000;
    private static final DateTimeFormatter LOG_TIME =
            DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Path folder;

    SendingTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private Path log() throws IOException {
        StringBuilder log = new StringBuilder();
        for (int i = 0; i < REQUESTS; i++) {
            log.append("203.0.113.7 - - [22/Nov/2026:10:00:0")
                    .append(i / 20)
                    .append(" +0000] \"GET /")
                    .append(i)
                    .append(" HTTP/1.1\" 204 0 \"-\" \"curl/8.5\"\n");
        }
        return Files.writeString(folder.resolve("access.log"), log);
    }

    private static RawServer slowServer() throws IOException {
        return new RawServer(line -> {
            RawServer.sleep(30);
            return RawServer.NO_CONTENT;
        });
    }

    @Test
    void histogramsAreReadByHdrHistogramsReader() throws IOException {
        Path hlog = folder.resolve("times.hlog");
        try (RawServer server = slowServer()) {
            CommandRun run =
                    CommandRun.of("replay", "--to", server.target().url(), "--hlog", hlog.toString(), log().toString());
            assertThat(run.exit()).as(run.err()).isZero();
        }
        Histogram responses = new Histogram(3);
        Histogram services = new Histogram(3);
        long last = 0;
        try (HistogramLogReader reader = new HistogramLogReader(hlog.toFile())) {
            for (EncodableHistogram next = reader.nextIntervalHistogram();
                    next != null;
                    next = reader.nextIntervalHistogram()) {
                (next.getTag().equals("response") ? responses : services).add((Histogram) next);
                assertThat(next.getTag()).isIn("response", "service");
                assertThat(next.getStartTimeStamp()).isGreaterThanOrEqualTo(last - 100);
                last = next.getStartTimeStamp();
            }
            assertThat(reader.getStartTimeSec()).isGreaterThan(1_700_000_000);
        }
        assertThat(responses.getTotalCount()).isEqualTo(REQUESTS);
        assertThat(services.getTotalCount()).isEqualTo(REQUESTS);
        assertThat(services.getMinNonZeroValue()).isGreaterThan(25 * MILLI_NANOS);
        assertThat(last).isGreaterThan(1_700_000_000_000L);
    }

    @Test
    void aLogThatIsBeingWrittenIsSentAsItComes() throws Exception {
        PipedOutputStream written = new PipedOutputStream();
        PipedInputStream read = new PipedInputStream(written);
        try (RawServer server = new RawServer(line -> RawServer.NO_CONTENT)) {
            String[] args = {"replay", "--reorder", "0", "--to", server.target().url(), "-"};
            CompletableFuture<Integer> exit = CompletableFuture.supplyAsync(() -> CommandRun.into(
                    new ByteArrayOutputStream(), new ByteArrayOutputStream(), read, CommandRun.NO_TERMINAL, args));
            written.write(Files.readAllBytes(log()));
            written.flush();
            while (server.lines().size() < 20) { // those of the first second; the next one may have more
                assertThat(exit).isNotDone();
                TimeUnit.MILLISECONDS.sleep(10);
            }
            written.close();
            assertThat(exit.join()).isZero();
            assertThat(server.lines()).hasSize(REQUESTS);
        }
    }

    @Test
    void aLogOnWhichNothingMoreIsWrittenIsSentToItsLastLineAndEndsInTime() throws Exception {
        PipedOutputStream written = new PipedOutputStream();
        PipedInputStream read = new PipedInputStream(written);
        try (RawServer server = new RawServer(line -> RawServer.NO_CONTENT)) {
            String[] args = {
                "replay",
                "--reorder",
                "1s",
                "--duration",
                "3s",
                "--to",
                server.target().url(),
                "-"
            };
            CompletableFuture<Integer> exit = CompletableFuture.supplyAsync(() -> CommandRun.into(
                    new ByteArrayOutputStream(), new ByteArrayOutputStream(), read, CommandRun.NO_TERMINAL, args));
            for (int i = 0; i < 5; i++) {
                String line = "203.0.113.7 - - [" + LOG_TIME.format(Instant.now()) + "] \"GET /" + i
                        + " HTTP/1.1\" 204 0 \"-\" \"curl/8.5\"\n";
                written.write(line.getBytes(StandardCharsets.US_ASCII));
                written.flush();
            }
            assertThat(exit.get(30, TimeUnit.SECONDS)).isZero(); // though the pipe is open
            assertThat(server.lines()).hasSize(5);
        }
    }

    @Test
    void whereNoFileCanBeNothingIsSent() throws IOException {
        try (RawServer server = slowServer()) {
            CommandRun run = CommandRun.of(
                    "replay", "--to", server.target().url(), "--hlog", folder + "/none/x", log().toString());
            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.err()).contains("--hlog " + folder + "/none/x: no such folder");
            assertThat(server.lines()).isEmpty();
        }
    }

    @Test
    void aDryRunLeavesTheFileAsItIs() throws IOException {
        Path hlog = Files.writeString(folder.resolve("times.hlog"), "as it was");
        CommandRun run = CommandRun.of(
                "replay", "--to", "http://127.0.0.1:1", "--dry-run", "--hlog", hlog.toString(), log().toString());
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(hlog).hasContent("as it was");
    }

    @Test
    void aTerminalShowsHowItGoes() throws IOException {
        try (RawServer server = slowServer()) {
            String[] args = {"replay", "--to", server.target().url(), log().toString()};
            assertThat(CommandRun.of(new byte[0], Terminal.of("2", null, Map.of()), args)
                            .err())
                    .containsPattern("\r\u001B\\[K[1-9]\\d* sent, \\d+ per second, \\d+ in flight, 0 errors");
            assertThat(CommandRun.of(args).err()).doesNotContain("in flight", "\r");
            List<String> quiet = List.of("replay", "-q", "--to", server.target().url(), log().toString());
            assertThat(CommandRun.of(new byte[0], Terminal.of("2", null, Map.of()), quiet.toArray(String[]::new))
                            .err())
                    .isEmpty();
        }
    }
}
