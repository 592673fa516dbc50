package io.github.logtraffic.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.logtraffic.traffic.balance.LiveServer;
import io.github.logtraffic.traffic.replay.RawServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Three nginx on loopback, of which one or all are stopped in the middle of a replay. */
@Timeout(60)
class LiveFailoverTest {
    private static final int SERVERS = 3;
    private static final int REQUESTS = 1_000;

    private final Path folder;
    private final int[] ports = LiveServer.freePorts(SERVERS);

    LiveFailoverTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
    }

    private LiveServer start(int server) throws IOException, InterruptedException {
        Path own = Files.createDirectories(folder.resolve("server" + server));
        return LiveServer.nginx(
                own,
                "server { listen 127.0.0.1:" + ports[server] + "; access_log " + log(server)
                        + " combined; location / { return 200 hello; } }",
                ports[server]);
    }

    private Path log(int server) {
        return folder.resolve("server" + server + ".log");
    }

    private List<String> lines(int server, String path) throws IOException {
        return Files.readAllLines(log(server)).stream()
                .filter(line -> line.contains("\"GET " + path))
                .toList();
    }

    private CompletableFuture<CommandRun> replay(String... more) throws IOException {
        StringBuilder log = new StringBuilder();
        for (int i = 0; i < REQUESTS; i++) {
            log.append(
                    "203.0.113.7 - - [22/Nov/2026:10:00:00 +0000] \"GET /p/" + i + " HTTP/1.1\" 200 5 \"-\" \"-\"\n");
        }
        Path file = Files.writeString(folder.resolve("access.log"), log);
        List<String> args = new ArrayList<>(List.of("replay", "--json", file.toString(), "--rate", "150r/s"));
        for (int port : ports) {
            args.addAll(List.of("--to", "http://127.0.0.1:" + port));
        }
        args.addAll(List.of(more));
        return CompletableFuture.supplyAsync(() -> CommandRun.of(args.toArray(String[]::new)));
    }

    private void awaitRequests(int server) throws IOException {
        while (!Files.exists(log(server)) || lines(server, "/p/").size() < 50) {
            RawServer.sleep(20);
        }
    }

    private static List<String> story(JsonNode report, String target) {
        List<String> story = new ArrayList<>();
        for (JsonNode one : report.at("/switches")) {
            assertThat(one.at("/target").asText()).isEqualTo(target);
            assertThat(one.at("/seconds").asDouble()).isBetween(0.3, 9.0);
            story.add(one.at("/state").asText());
        }
        return story;
    }

    @Test
    void aServerThatIsKilledAndBroughtBackCostsNoRequest() throws Exception {
        LiveServer killed = start(1);
        CompletableFuture<CommandRun> replay;
        try (LiveServer first = start(0);
                LiveServer third = start(2)) {
            assertThat(List.of(first, third)).isNotNull();
            replay = replay("--fail-timeout", "1s", "--health", "/health");
            awaitRequests(1);
            killed.close();
            RawServer.sleep(1_500);
            killed = start(1);
            replay.join();
        } finally {
            killed.close();
        }
        CommandRun run = replay.join();
        assertThat(run.exit()).as(run.err()).isZero();
        JsonNode report = new ObjectMapper().readTree(run.out());
        assertThat(story(report, "http://127.0.0.1:" + ports[1])).containsExactly("down", "up");
        assertThat(report.at("/lost").asInt()).isZero();
        assertThat(report.at("/recovered").asInt())
                .isEqualTo(report.at("/retried").asInt())
                .isEqualTo(report.at("/overall/failed").asInt())
                .isPositive();
        assertThat(report.at("/overall/answered").asInt()).isEqualTo(REQUESTS);
        for (int i = 0; i < SERVERS; i++) {
            JsonNode target = report.at("/targets/" + i);
            assertThat(lines(i, "/p/")).hasSize(target.at("/answered").asInt());
            assertThat(target.at("/failed").asInt())
                    .isEqualTo(target.at("/retried").asInt());
            int probes = lines(i, "/health").size();
            assertThat(target.at("/probes").asInt()).isBetween(probes - 1, probes);
            assertThat(probes).isBetween(2, 8);
        }
    }

    @Test
    void whenAllAreStoppedItGivesUpAndReports() throws Exception {
        List<LiveServer> servers = new ArrayList<>();
        CompletableFuture<CommandRun> replay;
        try {
            for (int i = 0; i < SERVERS; i++) {
                servers.add(start(i));
            }
            replay = replay("--give-up", "1s");
            awaitRequests(0);
        } finally {
            servers.forEach(LiveServer::close);
        }
        CommandRun run = replay.join();
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).containsOnlyOnce("all targets are down").contains("gave up: ");
        JsonNode report = new ObjectMapper().readTree(run.out());
        assertThat(report.at("/end").asText()).isEqualTo("gaveUp");
        assertThat(report.at("/seconds").asDouble()).isBetween(1.0, 6.0);
        assertThat(report.at("/lost").asInt()).isPositive();
        assertThat(report.at("/switches")).hasSize(SERVERS);
        for (int i = 0; i < SERVERS; i++) {
            assertThat(lines(i, "/p/"))
                    .hasSize(report.at("/targets/" + i + "/answered").asInt());
        }
    }
}
