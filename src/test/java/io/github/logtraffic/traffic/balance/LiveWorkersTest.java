package io.github.logtraffic.traffic.balance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logtraffic.identity.NetworkPrefix;
import io.github.logtraffic.reference.Latin1;
import io.github.logtraffic.traffic.emit.NginxUpstream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An nginx of two worker processes without a {@code zone}: each has a state of its own, as {@code --workers} says. Which worker
 * takes a connection is chance, but all requests of a connection are its; so requests go over a connection to each in turn.
 */
class LiveWorkersTest {
    private static final int WORKERS = 2;
    private static final int MOST_CONNECTIONS = 1_000;
    private static final int REQUESTS = 40;
    private static final int[] WEIGHTS = {5, 3, 2};
    private static final String END = "\r\n\r\n";

    private final int[] ports = LiveServer.freePorts(WEIGHTS.length + 1);

    LiveWorkersTest() throws IOException {}

    @Test
    void eachWorkerTakesTurnsAlone(@TempDir Path directory) throws Exception {
        String[] addresses = new String[WEIGHTS.length];
        StringBuilder http = new StringBuilder();
        for (int i = 0; i < WEIGHTS.length; i++) {
            addresses[i] = "127.0.0.1:" + ports[i] + "*" + WEIGHTS[i];
            http.append("server { listen 127.0.0.1:")
                    .append(ports[i])
                    .append("; return 200 ")
                    .append(i)
                    .append("; }\n");
        }
        http.append(NginxUpstream.text(EmittedPolicies.of(
                "app", BalancePolicy.NGINX_ROUND_ROBIN, null, PolicySettings.USUAL, WORKERS, addresses)));
        int port = ports[WEIGHTS.length];
        http.append("server { listen 127.0.0.1:").append(port).append(" reuseport; keepalive_requests 1000;\n");
        http.append("location = /worker { return 200 $pid; }\n");
        http.append("location / { proxy_pass http://app; proxy_buffering off; } }\n");
        try (LiveServer nginx = LiveServer.nginx(directory, WORKERS, http.toString(), port)) {
            assertThat(nginx).isNotNull();
            List<Socket> connections = connections(port);
            List<Integer> seen = new ArrayList<>();
            for (int i = 0; i < REQUESTS; i++) {
                seen.add(Integer.valueOf(get(connections.get(i % WORKERS), "/" + i)));
            }
            for (Socket connection : connections) {
                connection.close();
            }
            assertThat(seen).isEqualTo(picked(addresses));
        }
    }

    /** A connection to each worker. */
    private static List<Socket> connections(int port) throws IOException {
        Map<String, Socket> byWorker = new LinkedHashMap<>();
        for (int i = 0; i < MOST_CONNECTIONS && byWorker.size() < WORKERS; i++) {
            Socket connection = new Socket(InetAddress.getLoopbackAddress(), port);
            if (byWorker.putIfAbsent(get(connection, "/worker"), connection) != null) {
                connection.close();
            }
        }
        assertThat(byWorker).hasSize(WORKERS);
        return List.copyOf(byWorker.values());
    }

    private static List<Integer> picked(String... addresses) {
        List<Backend> backends = Stream.of(addresses).map(Backend::parse).toList();
        List<BalancePolicy> policies = List.of(BalancePolicy.NGINX_ROUND_ROBIN);
        SimulationPlan plan = new SimulationPlan(
                backends,
                policies,
                null,
                NetworkPrefix.WHOLE_ADDRESS,
                PolicySettings.USUAL,
                WORKERS,
                0,
                List.of(),
                0,
                1,
                1,
                1);
        PolicyRun run = new PolicyRun(policies.get(0), plan, new Upstream(backends), Picker.NONE);
        List<Integer> picked = new ArrayList<>();
        for (int i = 0; i < REQUESTS; i++) {
            picked.add(run.start(0, null, 0));
            run.end(0, 0, 0);
        }
        return picked;
    }

    /** The body, which comes with its length, of an answer that leaves the connection open. */
    private static String get(Socket connection, String target) throws IOException {
        connection.getOutputStream().write(Latin1.bytes("GET " + target + " HTTP/1.1\r\nHost: app" + END));
        InputStream in = connection.getInputStream();
        StringBuilder answer = new StringBuilder();
        while (answer.indexOf(END) < 0) {
            answer.append((char) in.read());
        }
        assertThat(answer).startsWith("HTTP/1.1 200 ");
        int length = Integer.parseInt(answer.toString().replaceFirst("(?s).*\r\nContent-Length: (\\d+)\r\n.*", "$1"));
        return Latin1.text(in.readNBytes(length));
    }
}
