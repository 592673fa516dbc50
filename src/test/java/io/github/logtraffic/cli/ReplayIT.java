package io.github.logtraffic.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.logtraffic.traffic.replay.RawServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The built launcher, interrupted while it replays. */
@Timeout(120)
class ReplayIT {
    private static final String LOG = """
            203.0.113.7 - - [22/Nov/2026:10:00:00 +0000] "GET /first HTTP/1.1" 200 5 "-" "curl/8.5"
            203.0.113.7 - - [22/Nov/2026:11:00:00 +0000] "GET /in-an-hour HTTP/1.1" 200 5 "-" "curl/8.5"
            """;

    private final Path folder;

    ReplayIT(@TempDir Path folder) {
        this.folder = folder;
    }

    private CommandRun interrupted(RawServer server, String arguments) throws IOException, InterruptedException {
        BuiltLauncher.Interruptible running = new BuiltLauncher(folder)
                .start("replay --json --to " + server.target().url() + " " + arguments);
        while (server.lines().isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        return running.interrupt();
    }

    private static RawServer slowServer() throws IOException {
        return new RawServer(line -> {
            RawServer.sleep(1_000);
            return RawServer.NO_CONTENT;
        });
    }

    @Test
    void ctrlCEndsAWarmUpWithAReport() throws Exception {
        Files.writeString(folder.resolve("access.log"), LOG);
        try (RawServer server = slowServer()) {
            CommandRun run = interrupted(server, "--warm --rate 0.02 access.log");
            assertThat(run.exit()).as(run.err()).isEqualTo(130);
            JsonNode report = new ObjectMapper().readTree(run.out());
            assertThat(report.at("/end").asText()).isEqualTo("interrupted");
            assertThat(report.at("/overall/answered").asInt()).isEqualTo(1);
            assertThat(report.at("/warm/urls").asInt()).isEqualTo(2);
            assertThat(server.lines()).hasSize(1);
        }
    }

    @Test
    void ctrlCEndsACapacityTestWithAReport() throws Exception {
        Files.writeString(folder.resolve("access.log"), LOG);
        try (RawServer server = slowServer()) {
            CommandRun run = interrupted(server, "--capacity 'errors<1%' --rate 0.02 --duration 1m access.log");
            assertThat(run.exit()).as(run.err()).isEqualTo(130);
            JsonNode report = new ObjectMapper().readTree(run.out());
            assertThat(report.at("/capacity/end").asText()).isEqualTo("interrupted");
            assertThat(report.at("/capacity/steps")).isEmpty();
            assertThat(report.at("/overall/answered").asInt()).isEqualTo(1);
            assertThat(server.lines()).hasSize(1);
        }
    }

    @Test
    void ctrlCWaitsForAnswersAndReports() throws Exception {
        Files.writeString(folder.resolve("access.log"), LOG);
        try (RawServer server = new RawServer(line -> {
            RawServer.sleep(1_500);
            return RawServer.NO_CONTENT;
        })) {
            CommandRun run = interrupted(server, "access.log");
            assertThat(run.exit()).isEqualTo(130);
            JsonNode report = new ObjectMapper().readTree(run.out());
            assertThat(report.at("/end").asText()).isEqualTo("interrupted");
            assertThat(report.at("/overall/answered").asInt()).isEqualTo(1);
            assertThat(run.err()).contains("plan: 2 requests", "interrupted");
            assertThat(server.lines()).containsExactly("GET /first HTTP/1.1");
        }
    }
}
