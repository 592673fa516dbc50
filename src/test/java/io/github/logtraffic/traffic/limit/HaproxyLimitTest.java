package io.github.logtraffic.traffic.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** HAProxy decides as its model does; asks a real one, and is skipped where there is none. */
class HaproxyLimitTest {
    private static final Path HAPROXY = Path.of("/usr/sbin/haproxy");
    private static final int REQUESTS = 600;
    private static final String CONFIGURATION = """
            global
                log stdout format raw local0
            defaults
                mode http
                log global
                timeout client 5s
                timeout http-request 5s
                log-format "%%Ts%%ms %%f %%[capture.req.uri] %%ST"
            frontend second
                bind %1$s/second
                stick-table type string len 8 size 1k expire 1m store http_req_rate(1s)
                http-request track-sc0 url_param(key)
                http-request deny deny_status 429 if { sc_http_req_rate(0) gt 20 }
                http-request return status 200
            frontend twoseconds
                bind %1$s/twoseconds
                stick-table type string len 8 size 1k expire 1m store http_req_rate(2s)
                http-request track-sc0 url_param(key)
                http-request deny deny_status 429 if { sc_http_req_rate(0) gt 45 }
                http-request return status 200
            """;

    private static final Map<String, LimitSetting> SETTINGS = Map.of(
            "second", Settings.of(LimitModel.HAPROXY, "18r/s", 2, LimitSetting.NODELAY),
            "twoseconds", Settings.of(LimitModel.HAPROXY, "45r/2s", 0, LimitSetting.NODELAY));

    @Test
    void decidesAsHaproxy(@TempDir Path directory) throws Exception {
        assumeTrue(Files.isExecutable(HAPROXY), "there is no haproxy");
        Path configuration = Files.writeString(directory.resolve("haproxy.cfg"), CONFIGURATION.formatted(directory));
        Path log = directory.resolve("log");
        Process haproxy = new ProcessBuilder(HAPROXY.toString(), "-db", "-f", configuration.toString())
                .redirectError(directory.resolve("errors").toFile())
                .redirectOutput(log.toFile())
                .start();
        try {
            awaitSocket(haproxy, directory.resolve("twoseconds"));
            send(directory);
            ServerLog.await(log, REQUESTS);
        } finally {
            haproxy.destroy();
            assertThat(haproxy.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
        List<String> lines = Files.readAllLines(log);
        assertThat(lines).hasSize(REQUESTS);
        Map<String, Integer> outcomes = new HashMap<>();
        assertThat(equalDecisions(lines, outcomes)).isGreaterThanOrEqualTo(REQUESTS * 98 / 100);
        assertThat(outcomes)
                .hasSize(2)
                .allSatisfy((outcome, count) -> assertThat(count).isGreaterThan(50));
    }

    private static void awaitSocket(Process haproxy, Path socket) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!Files.exists(socket) && System.nanoTime() < end) {
            assertThat(haproxy.isAlive()).isTrue();
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    private static void send(Path directory) throws IOException, InterruptedException {
        Random random = new Random(2);
        List<String> frontends = SETTINGS.keySet().stream().sorted().toList();
        for (int i = 0; i < REQUESTS; i++) {
            TimeUnit.MILLISECONDS.sleep(random.nextInt(i % 150 > 140 ? 200 : 12));
            Path socket = directory.resolve(frontends.get(random.nextInt(frontends.size())));
            try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
                channel.connect(UnixDomainSocketAddress.of(socket));
                String request = "GET /?key=" + random.nextInt(2) + " HTTP/1.0\r\n\r\n";
                channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
                assertThat(Channels.newInputStream(channel).readAllBytes()).isNotEmpty();
            }
        }
    }

    private static int equalDecisions(List<String> log, Map<String, Integer> outcomes) {
        Map<String, Limiter> limiters = new HashMap<>();
        SETTINGS.forEach(
                (frontend, setting) -> limiters.put(frontend, setting.model().limiter(setting)));
        Map<String, long[]> states = new HashMap<>();
        int equal = 0;
        for (String line : log) {
            String[] fields = line.split(" ", -1);
            long millis = Long.parseLong(fields[0]);
            long decided = Objects.requireNonNull(limiters.get(fields[1]))
                    .decide(states.computeIfAbsent(fields[1] + fields[2], key -> new long[2]), 0, millis * 1_000);
            String outcome = decided < 0 ? "429" : "200";
            outcomes.merge(outcome, 1, Integer::sum);
            equal += fields[3].equals(outcome) ? 1 : 0;
        }
        return equal;
    }
}
