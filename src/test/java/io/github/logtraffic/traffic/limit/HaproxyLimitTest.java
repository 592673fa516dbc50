package io.github.logtraffic.traffic.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.logtraffic.traffic.emit.HaproxyLimit;
import io.github.logtraffic.traffic.limit.EmittedLimits.Limit;
import io.github.logtraffic.traffic.limit.EmittedLimits.Sent;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** HAProxy with the configuration that is written for it decides as its model does; skipped where there is none. */
class HaproxyLimitTest {
    private static final Path HAPROXY = Path.of("/usr/sbin/haproxy");
    private static final int REQUESTS = 1_800;
    private static final String DEFAULTS = """
            global
                log stdout format raw local0
                nbthread 1 # of several that write to the log at once, one loses its line
            defaults
                mode http
                log global
                timeout client 5s
                timeout http-request 5s
                log-format "%Ts%ms %[capture.req.uri] %ST"
            """;

    private static final List<Limit> LIMITS = EmittedLimits.all(
            Settings.of(LimitModel.HAPROXY, "4r/s", 2, LimitSetting.NODELAY),
            Settings.of(LimitModel.HAPROXY, "10r/2s", 0, LimitSetting.NODELAY));

    private final List<Sent> sent = new ArrayList<>();
    private final List<Limit> limits = new ArrayList<>();

    @Test
    void decidesAsHaproxy(@TempDir Path directory) throws Exception {
        assumeTrue(Files.isExecutable(HAPROXY), "there is no haproxy: apt-get install haproxy");
        StringBuilder sections = new StringBuilder(DEFAULTS);
        for (Limit limit : LIMITS) {
            sections.append("frontend " + limit.name + "\n    bind " + directory.resolve(limit.name) + " accept-proxy\n"
                    + HaproxyLimit.text(limit.toEmit()) + "    http-request return status 200\n");
        }
        Path configuration = Files.writeString(directory.resolve("haproxy.cfg"), sections);
        Path log = directory.resolve("log");
        Process haproxy = new ProcessBuilder(HAPROXY.toString(), "-db", "-f", configuration.toString())
                .redirectError(directory.resolve("errors").toFile())
                .redirectOutput(log.toFile())
                .start();
        try {
            awaitSocket(haproxy, directory);
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

    private static void awaitSocket(Process haproxy, Path directory) throws IOException, InterruptedException {
        Path last = directory.resolve(LIMITS.get(LIMITS.size() - 1).name);
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!Files.exists(last) && System.nanoTime() < end) {
            assertThat(haproxy.isAlive())
                    .as(Files.readString(directory.resolve("errors")))
                    .isTrue();
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    private void send(Path directory) throws IOException, InterruptedException {
        Random random = new Random(2);
        for (int i = 0; i < REQUESTS; i++) {
            TimeUnit.MILLISECONDS.sleep(random.nextInt(i % 150 > 140 ? 100 : 4));
            Limit limit = LIMITS.get(random.nextInt(LIMITS.size()));
            Sent request = Sent.random(random);
            sent.add(request);
            limits.add(limit);
            try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
                channel.connect(UnixDomainSocketAddress.of(directory.resolve(limit.name)));
                channel.write(ByteBuffer.wrap(head(request, i).getBytes(StandardCharsets.US_ASCII)));
                assertThat(Channels.newInputStream(channel).readAllBytes()).isNotEmpty();
            }
        }
    }

    /** The request behind the line with which a proxy says whom it is from. */
    private static String head(Sent request, int number) {
        boolean isIpv6 = request.address().contains(":");
        return "PROXY " + (isIpv6 ? "TCP6 " : "TCP4 ") + request.address() + (isIpv6 ? " ::1" : " 127.0.0.1")
                + " 1 2\r\n"
                + "GET " + request.target() + (request.target().contains("?") ? "&" : "?") + "number=" + number
                + " HTTP/1.0\r\n"
                + (request.agent().isEmpty() ? "" : "User-Agent: " + request.agent() + "\r\n") + "\r\n";
    }

    private int equalDecisions(List<String> log, Map<String, Integer> outcomes) {
        int equal = 0;
        for (String line : log) {
            String[] fields = line.split(" ", -1);
            int number = Integer.parseInt(fields[1].replaceFirst(".*number=", ""));
            long decided = limits.get(number).decide(sent.get(number), Long.parseLong(fields[0]));
            String outcome = decided < 0 ? "429" : "200";
            outcomes.merge(outcome, 1, Integer::sum);
            equal += fields[2].equals(outcome) ? 1 : 0;
        }
        return equal;
    }
}
