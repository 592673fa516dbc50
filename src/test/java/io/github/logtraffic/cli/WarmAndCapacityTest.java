package io.github.logtraffic.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.logtraffic.traffic.replay.RawServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Replays that are no replay of the log as it is: each URL once, and faster and faster. */
@Timeout(120)
class WarmAndCapacityTest {
    private final Path folder;

    WarmAndCapacityTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private Path log(String... entries) throws IOException {
        StringBuilder log = new StringBuilder();
        for (String entry : entries) {
            log.append("203.0.113.7 - - [22/Nov/2026:10:00:00 +0000] \"")
                    .append(entry)
                    .append(" \"-\" \"curl/8.5\"\n");
        }
        return Files.writeString(folder.resolve("access.log"), log);
    }

    private static CommandRun run(RawServer server, Path log, String... more) {
        List<String> args = new ArrayList<>(
                List.of("replay", "--json", "--to", server.target().url(), log.toString()));
        args.addAll(List.of(more));
        return CommandRun.of(args.toArray(String[]::new));
    }

    /** A run of which the machine was not too busy to send requests when they were due: the first of five at the most. */
    private static CommandRun punctual(Supplier<CommandRun> runs) {
        CommandRun run = runs.get();
        for (int i = 1;
                i < 5 && run.out().matches("(?s).*(could not send requests when|\"end\":\"generator\").*");
                i++) {
            run = runs.get();
        }
        return run;
    }

    private static JsonNode report(CommandRun run) throws IOException {
        assertThat(run.exit()).as(run.err()).isZero();
        return new ObjectMapper().readTree(run.out());
    }

    @Test
    void eachCacheableUrlIsWarmedOnceThoseOfMostRequestsFirst() throws IOException {
        Path log = log(
                "GET /once HTTP/1.1\" 200 5",
                "GET /thrice HTTP/1.1\" 200 5",
                "GET /twice HTTP/1.1\" 404 5",
                "GET /thrice HTTP/1.1\" 304 0",
                "GET /error HTTP/1.1\" 500 5",
                "GET /part HTTP/1.1\" 206 5",
                "GET /logout HTTP/1.1\" 200 5",
                "HEAD /head HTTP/1.1\" 200 0",
                "POST /form HTTP/1.1\" 200 0",
                "GET /twice HTTP/1.1\" 404 5",
                "GET /thrice HTTP/1.1\" 200 5");
        try (RawServer server = new RawServer(line -> RawServer.NO_CONTENT)) {
            CommandRun run = run(server, log, "--warm", "--connections", "1");
            assertThat(server.lines())
                    .containsExactly("GET /thrice HTTP/1.1", "GET /twice HTTP/1.1", "GET /once HTTP/1.1");
            assertThat(run.err()).contains("plan: 3 URLs, each once, those of most requests first");
            JsonNode report = report(run);
            assertThat(report.at("/overall/answered").asInt()).isEqualTo(3);
            assertThat(report.at("/overall/responseTime").isEmpty()).isTrue();
            assertThat(report.at("/skipped").toString()).isEqualTo("{\"method\":2,\"uncacheable\":2,\"denied\":1}");
            assertThat(report.at("/warm").toString()).isEqualTo("{\"urls\":3,\"requests\":6,\"forgottenRequests\":0}");
        }
    }

    private String[] gets(int requests) {
        String[] gets = new String[requests];
        Arrays.setAll(gets, i -> "GET /" + i + " HTTP/1.1\" 204 0");
        return gets;
    }

    @Test
    void theFastestPaceThatHoldsIsTheCapacity() throws IOException {
        AtomicInteger busy = new AtomicInteger();
        try (RawServer server = new RawServer(line -> {
            synchronized (busy) { // one at a time, 100 per second at most
                RawServer.sleep(10);
            }
            return RawServer.NO_CONTENT;
        })) {
            JsonNode report = report(run(
                    server, log(gets(20)), "--rate", "15r/s", "--capacity", "p90<150ms,errors<1%", "--duration", "2s"));
            JsonNode capacity = report.at("/capacity");
            assertThat(capacity.at("/end").asText()).as(capacity.toString()).isIn("rule", "generator");
            JsonNode steps = capacity.at("/steps");
            assertThat(steps.size()).isBetween(2, 5);
            assertThat(steps.at("/0/sent").asInt()).isEqualTo(30);
            assertThat(steps.at("/1/sent").asInt()).isEqualTo(60);
            assertThat(steps.at("/0/held").asBoolean()).isTrue();
            assertThat(capacity.at("/plannedPerSecond").asDouble()).isBetween(14.0, 100.0);
            assertThat(report.at("/overall/sent").asInt())
                    .isEqualTo(steps.at("/" + (steps.size() - 2) + "/sent").asInt());
        }
    }

    /** Of three seconds. */
    private Path steadyLog(int perSecond) throws IOException {
        StringBuilder log = new StringBuilder();
        for (int i = 0; i < 3 * perSecond; i++) {
            log.append("203.0.113.7 - - [22/Nov/2026:10:00:0" + i / perSecond + " +0000] \"GET /" + i
                    + " HTTP/1.1\" 204 0 \"-\" \"curl/8.5\"\n");
        }
        return Files.writeString(folder.resolve("steady.log"), log);
    }

    @Test
    void whatTheCeilingSlowsIsNotThatManyTimesTheTraffic() throws IOException {
        String[] pace = {"--max-rate", "30r/s", "--duration", "1s", "--capacity", "errors<1%"};
        for (int perSecond : new int[] {18, 90}) {
            double played = 30.0 / perSecond;
            try (RawServer server = new RawServer(line -> RawServer.NO_CONTENT)) {
                Path log = steadyLog(perSecond);
                JsonNode report = report(punctual(() -> run(server, log, pace)));
                JsonNode capacity = report.at("/capacity");
                assertThat(capacity.at("/end").asText()).as(capacity.toString()).isEqualTo("ceiling");
                assertThat(capacity.at("/times").asDouble()).isBetween(0.9 * played, 1.1 * played);
                assertThat(capacity.at("/plannedPerSecond").asDouble()).isBetween(29.0, 31.0);
                assertThat(capacity.at("/steps").size()).isEqualTo(perSecond < 30 ? 2 : 1);
                List<String> args = new ArrayList<>(
                        List.of("replay", "--to", server.target().url(), log.toString()));
                args.addAll(List.of(pace));
                assertThat(punctual(() -> CommandRun.of(args.toArray(String[]::new)))
                                .out())
                        .containsPattern(
                                "at least 30.* requests per second, (1\\.[67]|0\\.3).* times the log's; the ceiling "
                                        + "holds back what is more, see --max-rate\n")
                        .containsPattern("\nTargets at (1\\.[67]|0\\.3)\\d+x\n");
            }
        }
    }

    @Test
    void whatDoesNotHoldAtAllCarriesLess() throws IOException {
        try (RawServer server =
                new RawServer(line -> "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n")) {
            CommandRun run = CommandRun.of(
                    "replay",
                    "--to",
                    server.target().url(),
                    log(gets(20)).toString(),
                    "--speed",
                    "2x",
                    "--duration",
                    "1s",
                    "--capacity",
                    "errors<1%");
            assertThat(run.out())
                    .contains("less than 2 times the log's traffic, ", "; at 2x errors were 100.0%")
                    .contains("no: errors were 100.0%")
                    .contains("\nTargets at 2x\n", "503 ×");
            assertThat(run.err()).contains("and then twice as fast as before as long as errors<1% holds");
        }
    }

    @Test
    void whatIsNotAnsweredTookLongerThanAnyRuleAllows() throws IOException {
        try (RawServer server = new RawServer(line -> line.matches("GET /[0-2] .*") ? "" : RawServer.NO_CONTENT)) {
            Path log = log(gets(20)); // 15% of which are not answered
            String[] pace = {"--rate", "40r/s", "--duration", "1s", "--capacity", "p90<9s,errors<40%"};
            JsonNode capacity = report(run(server, log, pace)).at("/capacity");
            assertThat(capacity.at("/end").asText()).as(capacity.toString()).isEqualTo("rule");
            assertThat(capacity.at("/steps").size()).isEqualTo(1);
            assertThat(capacity.at("/steps/0/broke").toString()).isEqualTo("[\"p90\"]");
            assertThat(capacity.at("/steps/0").has("p50")).isTrue();
            assertThat(capacity.at("/steps/0").has("p99")).isFalse();
            List<String> args =
                    new ArrayList<>(List.of("replay", "--to", server.target().url(), log.toString()));
            args.addAll(List.of(pace));
            assertThat(CommandRun.of(args.toArray(String[]::new)).out())
                    .contains("; at 40.00 per second p90 was never answered\n", "no: p90 was never answered\n");
        }
    }

    @Test
    void targetsThatStayDownAreGivenUpAndThatIsSaid() throws IOException {
        AtomicInteger requests = new AtomicInteger();
        RawServer[] mortal = new RawServer[1];
        try (RawServer server = new RawServer(line -> {
            if (requests.incrementAndGet() == 50) { // 40 are of the first step
                close(mortal[0]);
            }
            return RawServer.NO_CONTENT;
        })) {
            mortal[0] = server;
            CommandRun run = run(
                    server,
                    log(gets(20)),
                    "--rate",
                    "20r/s",
                    "--duration",
                    "2s",
                    "--give-up",
                    "1s",
                    "--capacity",
                    "errors<40%");
            assertThat(run.exit()).as(run.err()).isEqualTo(1);
            assertThat(run.err()).contains("gave up: all targets had been down for too long (--give-up)\n");
            JsonNode capacity = new ObjectMapper().readTree(run.out()).at("/capacity");
            assertThat(capacity.at("/end").asText()).isEqualTo("gaveUp");
            assertThat(capacity.at("/steps").size()).isEqualTo(2);
            assertThat(capacity.at("/plannedPerSecond").asDouble()).isBetween(19.0, 21.0);
        }
    }

    private static void close(RawServer server) {
        try {
            server.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
