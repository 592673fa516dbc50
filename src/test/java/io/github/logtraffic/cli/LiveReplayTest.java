package io.github.logtraffic.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.logtraffic.reference.Latin1;
import io.github.logtraffic.traffic.balance.BalancePolicy;
import io.github.logtraffic.traffic.balance.LiveServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs that are replayed to three servers of an nginx that runs on loopback: what they log is what the report says. */
class LiveReplayTest {
    private static final int SERVERS = 3;
    private static final int REQUESTS = 240;
    private static final Pattern LINE = Pattern.compile("\\S+ - - \\[[^]]*\\] \"(.*)\" (\\d{3}) (\\d+) \"-\" \"(.*)\"");

    /** As nginx logs them: some it refuses, and logs all the same. */
    private static final List<String> HOSTILE = List.of(
            "/a|b",
            "/%zz",
            "/a b",
            "/\\x22quoted\\x22",
            "/\\xC3\\xBC\\xFF",
            "/a\\x5Cb",
            "/{}<>^`'",
            "/?q=%00",
            "//a/../b",
            "/a?b?c");

    private final Path folder;
    private final int[] ports = LiveServer.freePorts(SERVERS);

    LiveReplayTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
    }

    private LiveServer start() throws IOException, InterruptedException {
        StringBuilder servers = new StringBuilder();
        for (int i = 0; i < SERVERS; i++) {
            servers.append("server { listen 127.0.0.1:")
                    .append(ports[i])
                    .append("; access_log ")
                    .append(serverLog(i))
                    .append(
                            " combined; location / { return 200 hello; } location /old { return 301 /new; } location = /none { return 404; } }\n");
        }
        return LiveServer.nginx(folder, servers.toString(), ports[SERVERS - 1]);
    }

    private Path serverLog(int server) {
        return folder.resolve("server" + server + ".log");
    }

    private Path log() throws IOException {
        Random random = new Random(7);
        StringBuilder log = new StringBuilder();
        for (int i = 0; i < REQUESTS; i++) {
            String target = i < HOSTILE.size()
                    ? HOSTILE.get(i)
                    : random.nextInt(10) == 0
                            ? "/none"
                            : (random.nextInt(10) == 0 ? "/old/" : "/p/") + random.nextInt(60) + "?q="
                                    + random.nextInt(30);
            log.append("203.0.")
                    .append(random.nextInt(100))
                    .append('.')
                    .append(random.nextInt(200))
                    .append(" - - [22/Nov/2026:10:00:0")
                    .append(i * 3 / REQUESTS)
                    .append(" +0000] \"")
                    .append(random.nextInt(20) == 0 ? "HEAD " : "GET ")
                    .append(target)
                    .append(" HTTP/1.1\" 200 5 \"-\" \"agent/")
                    .append(random.nextInt(9))
                    .append("\"\n");
        }
        return Files.writeString(folder.resolve("access.log"), log);
    }

    private JsonNode run(String command, String option, String prefix, Path log, String... more) throws IOException {
        List<String> args = new ArrayList<>(List.of(command, "--json", log.toString()));
        for (int i = 0; i < SERVERS; i++) {
            args.addAll(List.of(option, prefix + "127.0.0.1:" + ports[i] + "*" + (i + 1)));
        }
        args.addAll(List.of(more));
        CommandRun run = CommandRun.of(args.toArray(String[]::new));
        assertThat(run.exit()).as(run.err()).isZero();
        return new ObjectMapper().readTree(run.out());
    }

    private JsonNode replay(Path log, String... more) throws IOException {
        return run("replay", "--to", "http://", log, more);
    }

    /** Request lines, and how often each came. */
    private static Map<String, Integer> requests(Path log) throws IOException {
        Map<String, Integer> counts = new TreeMap<>();
        for (Matcher line : matchers(log)) {
            counts.merge(line.group(1), 1, Integer::sum);
        }
        return counts;
    }

    private static Map<String, Integer> statuses(JsonNode target) {
        Map<String, Integer> statuses = new TreeMap<>();
        target.at("/statuses")
                .properties()
                .forEach(one -> statuses.put(one.getKey(), one.getValue().asInt()));
        return statuses;
    }

    private static List<Matcher> matchers(Path log) throws IOException {
        return Latin1.text(Files.readAllBytes(log))
                .lines()
                .map(line -> {
                    Matcher matcher = LINE.matcher(line);
                    assertThat(matcher.matches()).as(line).isTrue();
                    return matcher;
                })
                .toList();
    }

    @Test
    void whatServersLogIsWhatTheReportSays() throws Exception {
        Path log = log();
        JsonNode report;
        try (LiveServer nginx = start()) {
            assertThat(nginx).isNotNull();
            report = replay(log, "--speed", "3x", "--policy", "nginx-round-robin");
        }
        Map<String, Integer> arrived = new TreeMap<>();
        for (int i = 0; i < SERVERS; i++) {
            JsonNode target = report.at("/targets/" + i);
            Map<String, Integer> statuses = new TreeMap<>();
            long bytes = 0;
            for (Matcher line : matchers(serverLog(i))) {
                statuses.merge(line.group(2), 1, Integer::sum);
                bytes += Long.parseLong(line.group(3));
                // what nginx refuses at the first line it logs without headers
                assertThat(line.group(4)).matches(line.group(2).equals("400") ? "-" : "agent/\\d logtraffic-replay/1");
            }
            assertThat(target.at("/target").asText()).isEqualTo("http://127.0.0.1:" + ports[i]);
            assertThat(target.at("/answered").asInt())
                    .isEqualTo(matchers(serverLog(i)).size());
            assertThat(target.at("/sent").asInt())
                    .isEqualTo(matchers(serverLog(i)).size());
            assertThat(target.at("/bytes").asLong()).isEqualTo(bytes);
            assertThat(statuses(target)).isEqualTo(statuses);
            requests(serverLog(i)).forEach((request, n) -> arrived.merge(request, n, Integer::sum));
        }
        assertThat(arrived).isEqualTo(requests(log));
        assertThat(report.at("/seconds").asDouble()).isBetween(0.9, 5.0);
        assertThat(report.at("/dropped").asInt()).isZero();
        assertThat(report.at("/skipped").size()).isZero();
    }

    @Test
    void deterministicPoliciesSpreadAsBalanceSays() throws Exception {
        Path log = log();
        try (LiveServer nginx = start()) {
            assertThat(nginx).isNotNull();
            for (BalancePolicy policy : BalancePolicy.values()) {
                if (policy.needsFeedback()) {
                    continue;
                }
                String key = policy == BalancePolicy.HAPROXY_URL_PARAM ? "param:q" : "path";
                String[] options = {"--policy", policy.policyName(), "--key", key};
                JsonNode predicted = run("balance", "--backend", "", log, options);
                JsonNode seen = replay(
                        log,
                        Stream.concat(Stream.of("--speed", "max"), Stream.of(options))
                                .toArray(String[]::new));
                for (int i = 0; i < SERVERS; i++) {
                    assertThat(seen.at("/targets/" + i + "/answered").asInt())
                            .as(policy.policyName() + " " + i)
                            .isEqualTo(predicted
                                    .at("/policies/0/backends/" + i + "/requests")
                                    .asInt());
                }
            }
        }
    }

    @Test
    void answersThatDifferFromTheLogAreNamedByPath() throws Exception {
        StringBuilder log = new StringBuilder();
        for (String entry : List.of(
                "/none?a HTTP/1.1\" 200 5",
                "/none?b HTTP/1.1\" 200 5",
                "/old/x HTTP/1.1\" 301 162",
                "/p/1 HTTP/1.1\" 200 5",
                "/p/2 HTTP/1.1\" 200 500",
                "/p/3 HTTP/1.1\" 304 0")) {
            log.append("203.0.113.7 - - [22/Nov/2026:10:00:00 +0000] \"GET ")
                    .append(entry)
                    .append(" \"-\" \"agent\"\n");
        }
        Path file = Files.writeString(folder.resolve("access.log"), log);
        try (LiveServer nginx = start()) {
            assertThat(nginx).isNotNull();
            JsonNode diff = replay(file, "--speed", "max").at("/diff");
            assertThat(diff.at("/compared").asInt()).isEqualTo(5);
            assertThat(diff.at("/notCompared").asInt()).isEqualTo(1);
            assertThat(diff.at("/byStatus").asInt()).isEqualTo(2);
            assertThat(diff.at("/bySize").asInt()).isEqualTo(1);
            assertThat(diff.at("/rows").toString())
                    .isEqualTo(
                            "[{\"path\":\"/none\",\"logged\":200,\"replayed\":404,\"requests\":2,\"loggedBytes\":10,\"replayedBytes\":306},"
                                    + "{\"path\":\"/p/2\",\"logged\":200,\"replayed\":200,\"requests\":1,\"loggedBytes\":500,\"replayedBytes\":5}]");
            CommandRun table = CommandRun.of(
                    "replay", "-n", "1", "--speed", "max", "--to", "http://127.0.0.1:" + ports[0], file.toString());
            assertThat(table.out())
                    .contains("2 by status, 1 by size of more than 10%, of 5 answers that could be compared")
                    .contains("Differences from the log by path, 1 of 2\n")
                    .contains("         2  200→404          /none\n");
        }
    }

    @Test
    void whatAReplaySentIsNotSentAgain() throws Exception {
        Path log = log();
        try (LiveServer nginx = start()) {
            assertThat(nginx).isNotNull();
            JsonNode first = replay(log, "--speed", "max", "--requests", "60", "--path", "/p/*");
            assertThat(first.at("/overall/sent").asInt()).isEqualTo(60);
            JsonNode again = replay(serverLog(SERVERS - 1), "--speed", "max");
            assertThat(again.at("/overall/sent").asInt()).isZero();
            assertThat(again.at("/skipped/replayed").asInt()).isEqualTo(30);
        }
    }
}
