package io.github.logtraffic.traffic.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.logtraffic.traffic.emit.NginxLimit;
import io.github.logtraffic.traffic.limit.EmittedLimits.Limit;
import io.github.logtraffic.traffic.limit.EmittedLimits.Sent;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** nginx with the configuration that is written for it decides as its model does; skipped where there is none. */
class NginxLimitTest {
    private static final Path NGINX = Path.of("/usr/sbin/nginx");
    private static final int REQUESTS = 1_800;

    /** Clients are named by a header, as there are no other addresses to send from. */
    private static final String CONFIGURATION = """
            daemon off;
            master_process off;
            pid nginx.pid;
            events { }
            http {
                log_format decisions '$msec $request_time $arg_number $limit_req_status $status';
                access_log decisions.log decisions;
                keepalive_requests 10000;
                client_body_temp_path temp; proxy_temp_path temp; fastcgi_temp_path temp; uwsgi_temp_path temp; scgi_temp_path temp;
                set_real_ip_from unix:;
                real_ip_header X-Client;
                include limit.conf;
                server { listen unix:%s; }
            }
            """;

    /** An nginx with one limit. */
    private record Server(Limit limit, Path directory, Process process, SocketChannel channel, List<Sent> sent) {
        static Server start(Limit limit, Path directory) throws IOException, InterruptedException {
            Files.createDirectory(directory);
            Path socket = directory.resolve("socket");
            Path configuration = Files.writeString(directory.resolve("nginx.conf"), CONFIGURATION.formatted(socket));
            String emitted = NginxLimit.text(limit.toEmit());
            assertThat(emitted).contains("\nlimit_req_dry_run on;\n");
            // What would be delayed is not, so that one request after the other can be sent.
            Files.writeString(
                    directory.resolve("limit.conf"),
                    limit.setting.hasDelay() ? emitted : emitted.replace("limit_req_dry_run on;\n", ""));
            Process process = new ProcessBuilder(
                            NGINX.toString(),
                            "-p",
                            directory.toString(),
                            "-e",
                            "errors",
                            "-c",
                            configuration.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("output").toFile())
                    .start();
            SocketChannel channel = connect(process, directory);
            return new Server(limit, directory, process, channel, new ArrayList<>());
        }

        private static SocketChannel connect(Process process, Path directory) throws IOException, InterruptedException {
            long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
            while (true) {
                try {
                    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
                    channel.connect(UnixDomainSocketAddress.of(directory.resolve("socket")));
                    return channel;
                } catch (IOException e) { // there is none yet, or nobody listens to it yet
                    assertThat(process.isAlive() && System.nanoTime() < end)
                            .as(Files.readString(directory.resolve("output")))
                            .isTrue();
                    TimeUnit.MILLISECONDS.sleep(10);
                }
            }
        }

        void send(Sent request) throws IOException {
            String mark = request.target().contains("?") ? "&" : "?";
            String head =
                    "HEAD " + request.target() + mark + "number=" + sent.size() + " HTTP/1.1\r\nHost: localhost\r\n"
                            + "X-Client: " + request.address() + "\r\n"
                            + (request.agent().isEmpty() ? "" : "User-Agent: " + request.agent() + "\r\n") + "\r\n";
            sent.add(request);
            channel.write(ByteBuffer.wrap(head.getBytes(StandardCharsets.US_ASCII)));
            ByteBuffer answer = ByteBuffer.allocate(4_096);
            do {
                assertThat(channel.read(answer)).isPositive();
            } while (!new String(answer.array(), 0, answer.position(), StandardCharsets.US_ASCII).endsWith("\r\n\r\n"));
        }

        void stop() throws IOException, InterruptedException {
            try {
                ServerLog.await(directory.resolve("decisions.log"), sent.size());
            } finally {
                process.destroy();
                assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
                channel.close();
            }
        }

        /** How many decisions are those of the model. */
        int equalDecisions(Map<String, Integer> outcomes) throws IOException {
            List<String> log = Files.readAllLines(directory.resolve("decisions.log"));
            assertThat(log).hasSize(sent.size());
            int equal = 0;
            for (String line : log) {
                String[] fields = line.split(" ", -1);
                long millis = new BigDecimal(fields[0])
                        .subtract(new BigDecimal(fields[1]))
                        .movePointRight(3)
                        .longValueExact();
                long decided = limit.decide(sent.get(Integer.parseInt(fields[2])), millis);
                String outcome = decided < 0 ? "REJECTED" : decided > 0 ? "DELAYED" : "PASSED";
                outcomes.merge(outcome, 1, Integer::sum);
                String seen = fields[3].equals("-") ? "PASSED" : fields[3].replace("_DRY_RUN", "");
                equal += seen.equals(outcome) ? 1 : 0;
                assertThat(fields[4]).isEqualTo(fields[3].equals("REJECTED") ? "429" : "404");
            }
            return equal;
        }
    }

    @Test
    void decidesAsNginx(@TempDir Path directory) throws Exception {
        assumeTrue(Files.isExecutable(NGINX), "there is no nginx: apt-get install nginx-light");
        List<Server> servers = new ArrayList<>();
        try {
            for (Limit limit : EmittedLimits.all(
                    Settings.of(LimitModel.NGINX, "10r/s", 3, LimitSetting.NODELAY),
                    Settings.of(LimitModel.NGINX, "7r/s", 6, 2),
                    Settings.of(LimitModel.NGINX, "5r/s", 0, LimitSetting.NODELAY),
                    Settings.of(LimitModel.NGINX, "100r/m", 4, 0))) {
                servers.add(Server.start(limit, directory.resolve(limit.name)));
            }
            Random random = new Random(1);
            for (int i = 0; i < REQUESTS; i++) {
                TimeUnit.MILLISECONDS.sleep(random.nextInt(random.nextInt(20) == 0 ? 60 : 4));
                servers.get(random.nextInt(servers.size())).send(Sent.random(random));
            }
        } finally {
            for (Server server : servers) {
                server.stop();
            }
        }
        Map<String, Integer> outcomes = new HashMap<>();
        for (Server server : servers) {
            assertThat(server.equalDecisions(outcomes))
                    .as(server.limit().name)
                    .isGreaterThanOrEqualTo(server.sent().size() * 98 / 100);
        }
        assertThat(outcomes)
                .hasSize(3)
                .allSatisfy((outcome, count) -> assertThat(count).isGreaterThan(50));
    }
}
