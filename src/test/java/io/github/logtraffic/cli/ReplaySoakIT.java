package io.github.logtraffic.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.logtraffic.traffic.balance.LiveServer;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The built launcher, replaying to nginx for long, and very much. */
@Tag("long")
@SuppressWarnings("try") // servers are only to be there
class ReplaySoakIT {
    private static final int PER_SECOND = 200;
    private static final int MINUTES = 10;
    private static final int MILLION = 1_000_000;

    private final Path folder;
    private final int port;

    ReplaySoakIT(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.port = LiveServer.freePorts(1)[0];
    }

    private LiveServer nginx(String accessLog) throws IOException, InterruptedException {
        return LiveServer.nginx(
                folder,
                "log_format due '$msec'; server { listen 127.0.0.1:" + port + "; access_log " + accessLog
                        + "; keepalive_requests 10000000; location / { return 204; } }",
                port);
    }

    private Path log(int lines) throws IOException {
        Path log = folder.resolve("access-" + lines + ".log");
        try (BufferedWriter out = Files.newBufferedWriter(log)) {
            for (int i = 0; i < lines; i++) {
                out.write("10.0.0." + i % 200 + " - - [22/Nov/2026:10:00:00 +0000] \"GET /" + i
                        + " HTTP/1.1\" 204 0 \"-\" \"curl/8.5\"\n");
            }
        }
        return log;
    }

    /** The report, and the largest resident size in megabytes. */
    private record Run(JsonNode report, long megabytes) {}

    private Run replay(String... arguments) throws IOException, InterruptedException {
        Path report = folder.resolve("report.json");
        List<String> command = new ArrayList<>(
                List.of(BuiltLauncher.path().toString(), "replay", "--json", "--to", "http://127.0.0.1:" + port));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(report.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("LOGTRAFFIC_JAVA_OPTS", "-Xmx192m");
        Process process = builder.start();
        process.getOutputStream().close();
        long peak = 0;
        do {
            try {
                peak = Math.max(peak, BuiltLauncher.peakMegabytes(process));
            } catch (IOException | NoSuchElementException e) {
                // it has just ended
            }
        } while (!process.waitFor(100, TimeUnit.MILLISECONDS));
        assertThat(process.exitValue()).isZero();
        return new Run(new ObjectMapper().readTree(report.toFile()), peak);
    }

    @Test
    void tenMinutesDoNotDrift() throws Exception {
        Path arrivals = folder.resolve("arrivals");
        try (LiveServer server = nginx(arrivals + " due")) {
            JsonNode report = replay(
                            log(1_000).toString(), "--loop", "--rate", PER_SECOND + "/s", "--duration", MINUTES + "m")
                    .report();
            assertThat(report.at("/overall/answered").asInt()).isEqualTo(60 * MINUTES * PER_SECOND);
        }
        double[] lateMillis = lateMillis(Files.readAllLines(arrivals));
        int aMinute = 60 * PER_SECOND;
        double first = median(Arrays.copyOf(lateMillis, aMinute));
        double last = median(Arrays.copyOfRange(lateMillis, lateMillis.length - aMinute, lateMillis.length));
        assertThat(last).isEqualTo(first, within(1.0));
    }

    /** How much later than its place in the schedule each request came, apart from a constant. */
    private static double[] lateMillis(List<String> arrivals) {
        double[] late = new double[arrivals.size()];
        double start = Double.parseDouble(arrivals.get(0));
        for (int i = 0; i < late.length; i++) {
            late[i] = 1_000 * (Double.parseDouble(arrivals.get(i)) - start) - 1_000.0 * i / PER_SECOND;
        }
        return late;
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    @Test
    void aMillionRequestsTakeNoMoreMemoryThanATenth() throws Exception {
        try (LiveServer server = nginx("off")) {
            String log = log(MILLION).toString();
            Run tenth = replay(log, "--speed", "max", "--requests", Integer.toString(MILLION / 10));
            Run all = replay(log, "--speed", "max");
            assertThat(tenth.report().at("/overall/answered").asInt()).isEqualTo(MILLION / 10);
            assertThat(all.report().at("/overall/answered").asInt()).isEqualTo(MILLION);
            assertThat(all.megabytes()).isBetween(1L, tenth.megabytes() + 40);
        }
    }
}
