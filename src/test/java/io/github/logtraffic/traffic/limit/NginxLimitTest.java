package io.github.logtraffic.traffic.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
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

/** nginx decides as its model does; asks a real one, and is skipped where there is none. */
class NginxLimitTest {
    private static final Path NGINX = Path.of("/usr/sbin/nginx");
    private static final int REQUESTS = 600;

    /** What would be delayed is not, so that one request after the other can be sent. */
    private static final String CONFIGURATION = """
            daemon off;
            master_process off;
            pid nginx.pid;
            events { }
            http {
                log_format decisions '$msec $request_time $uri $arg_key $limit_req_status';
                access_log decisions.log decisions;
                keepalive_requests 10000;
                client_body_temp_path temp; proxy_temp_path temp; fastcgi_temp_path temp; uwsgi_temp_path temp; scgi_temp_path temp;
                limit_req_zone $arg_key zone=nodelay:1m rate=10r/s;
                limit_req_zone $arg_key zone=none:1m rate=5r/s;
                limit_req_zone $arg_key zone=minute:1m rate=100r/m;
                limit_req_zone $arg_key zone=delay:1m rate=7r/s;
                server {
                    listen unix:%s;
                    location /nodelay { limit_req zone=nodelay burst=3 nodelay; }
                    location /none { limit_req zone=none; }
                    location /minute { limit_req zone=minute burst=4; limit_req_dry_run on; }
                    location /delay { limit_req zone=delay burst=6 delay=2; limit_req_dry_run on; }
                }
            }
            """;

    private static final Map<String, LimitSetting> SETTINGS = Map.of(
            "/nodelay", Settings.of(LimitModel.NGINX, "10r/s", 3, LimitSetting.NODELAY),
            "/none", Settings.of(LimitModel.NGINX, "5r/s", 0, 0),
            "/minute", Settings.of(LimitModel.NGINX, "100r/m", 4, 0),
            "/delay", Settings.of(LimitModel.NGINX, "7r/s", 6, 2));

    @Test
    void decidesAsNginx(@TempDir Path directory) throws Exception {
        assumeTrue(Files.isExecutable(NGINX), "there is no nginx");
        Path socket = directory.resolve("socket");
        Path configuration = Files.writeString(directory.resolve("nginx.conf"), CONFIGURATION.formatted(socket));
        Process nginx = new ProcessBuilder(
                        NGINX.toString(), "-p", directory.toString(), "-e", "errors", "-c", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output").toFile())
                .start();
        try {
            awaitSocket(nginx, socket);
            send(socket);
            ServerLog.await(directory.resolve("decisions.log"), REQUESTS);
        } finally {
            nginx.destroy();
            assertThat(nginx.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
        List<String> log = Files.readAllLines(directory.resolve("decisions.log"));
        assertThat(log).hasSize(REQUESTS);
        Map<String, Integer> outcomes = new HashMap<>();
        assertThat(equalDecisions(log, outcomes)).isGreaterThanOrEqualTo(REQUESTS * 98 / 100);
        assertThat(outcomes)
                .hasSize(3)
                .allSatisfy((outcome, count) -> assertThat(count).isGreaterThan(50));
    }

    private static void awaitSocket(Process nginx, Path socket) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!Files.exists(socket) && System.nanoTime() < end) {
            assertThat(nginx.isAlive()).isTrue();
            Thread.sleep(20);
        }
    }

    private static void send(Path socket) throws IOException, InterruptedException {
        Random random = new Random(1);
        List<String> locations = SETTINGS.keySet().stream().sorted().toList();
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            for (int i = 0; i < REQUESTS; i++) {
                Thread.sleep(random.nextInt(random.nextInt(20) == 0 ? 100 : 6));
                String location = locations.get(random.nextInt(locations.size()));
                String request =
                        "HEAD " + location + "?key=" + random.nextInt(2) + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
                channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
                readHead(channel);
            }
        }
    }

    private static void readHead(SocketChannel channel) throws IOException {
        ByteBuffer answer = ByteBuffer.allocate(4_096);
        do {
            assertThat(channel.read(answer)).isPositive();
        } while (!new String(answer.array(), 0, answer.position(), StandardCharsets.US_ASCII).endsWith("\r\n\r\n"));
    }

    private static int equalDecisions(List<String> log, Map<String, Integer> outcomes) {
        Map<String, Limiter> limiters = new HashMap<>();
        SETTINGS.forEach(
                (location, setting) -> limiters.put(location, setting.model().limiter(setting)));
        Map<String, long[]> states = new HashMap<>();
        int equal = 0;
        for (String line : log) {
            String[] fields = line.split(" ", -1);
            long millis = new BigDecimal(fields[0])
                    .subtract(new BigDecimal(fields[1]))
                    .movePointRight(3)
                    .longValueExact();
            long decided = Objects.requireNonNull(limiters.get(fields[2]))
                    .decide(states.computeIfAbsent(fields[2] + fields[3], key -> new long[2]), 0, millis * 1_000);
            String outcome = decided < 0 ? "REJECTED" : decided > 0 ? "DELAYED" : "PASSED";
            outcomes.merge(outcome, 1, Integer::sum);
            equal += fields[4].replace("_DRY_RUN", "").equals(outcome) ? 1 : 0;
        }
        return equal;
    }
}
