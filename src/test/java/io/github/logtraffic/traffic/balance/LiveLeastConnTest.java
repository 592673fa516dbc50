package io.github.logtraffic.traffic.balance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logtraffic.reference.Latin1;
import io.github.logtraffic.traffic.emit.HaproxyBackend;
import io.github.logtraffic.traffic.emit.NginxUpstream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Policies that look at how many requests backends have at hand pick as an nginx or HAProxy that runs with the configuration
 * written for it, while requests begin and end at random; skipped where they are not installed.
 *
 * <p>nginx's {@code random two} draws: of two servers it takes the one with fewer requests for its weight, which can be compared;
 * which of equals, and which two of more, is its own secret.
 */
class LiveLeastConnTest {
    private static final int[][] WEIGHTS = {{1, 1, 1}, {5, 1, 1}, {3, 1, 8}};

    /** Nearly equal: after twenty draws of the same server nginx gives up. */
    private static final int[][] WEIGHTS_OF_TWO = {{1, 1}, {5, 4}};

    private static final int FACTOR = 150;
    private static final List<String> ONE_KEY = List.of("/");
    private static final List<String> FEW_KEYS = List.of("/", "/a", "/b/c", "/d.html", "/e");
    private static final int STEPS = 150;
    private static final int MOST_AT_HAND = 14;
    private static final byte[] ANSWER =
            Latin1.bytes("HTTP/1.0 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");

    /** A request that has come to a backend and waits for its answer. */
    private record AtHand(int backend, Socket connection) {}

    /** Backends that answer when they are told to. */
    private static final class Backends implements AutoCloseable {
        final List<ServerSocket> listeners = new ArrayList<>();
        private final BlockingQueue<AtHand> arrived = new LinkedBlockingQueue<>();

        Backends(int count) throws IOException {
            for (int i = 0; i < count; i++) {
                int number = i;
                ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                listeners.add(listener);
                Thread acceptor = new Thread(() -> accept(listener, number));
                acceptor.setDaemon(true);
                acceptor.start();
            }
        }

        private void accept(ServerSocket listener, int number) {
            try {
                while (true) {
                    arrived.add(new AtHand(number, listener.accept()));
                }
            } catch (IOException e) {
                assertThat(listener.isClosed()).isTrue();
            }
        }

        AtHand next() throws InterruptedException {
            return Objects.requireNonNull(arrived.poll(10, TimeUnit.SECONDS), "no backend was asked");
        }

        String[] addresses(int[] weights) {
            String[] addresses = new String[weights.length];
            for (int i = 0; i < weights.length; i++) {
                addresses[i] = "127.0.0.1:" + listeners.get(i).getLocalPort() + "*" + weights[i];
            }
            return addresses;
        }

        @Override
        public void close() throws IOException {
            for (ServerSocket listener : listeners) {
                listener.close();
            }
        }
    }

    private final int port = LiveServer.freePorts(1)[0];

    LiveLeastConnTest() throws IOException {}

    @Test
    void nginxPicksTheSame(@TempDir Path directory) throws Exception {
        for (int[] weights : WEIGHTS) {
            compareWithNginx(directory, BalancePolicy.NGINX_LEAST_CONN, weights);
        }
    }

    @Test
    void ofTwoDrawnNginxPicksTheSame(@TempDir Path directory) throws Exception {
        for (int[] weights : WEIGHTS_OF_TWO) {
            compareWithNginx(directory, BalancePolicy.NGINX_RANDOM_TWO, weights);
        }
    }

    private void compareWithNginx(Path directory, BalancePolicy policy, int[] weights) throws Exception {
        try (Backends backends = new Backends(weights.length)) {
            String[] addresses = backends.addresses(weights);
            String upstream =
                    NginxUpstream.text(EmittedPolicies.of("busy", policy, null, PolicySettings.USUAL, addresses));
            String server = "server { listen 127.0.0.1:" + port + "; location / { proxy_pass http://busy; } }\n";
            try (LiveServer nginx = LiveServer.nginx(directory, upstream + server, port)) {
                assertThat(nginx).isNotNull();
                compare(policy, weights, Picks.of(policy, addresses), backends, ONE_KEY);
            }
        }
    }

    @Test
    void haproxyPicksTheSame(@TempDir Path directory) throws Exception {
        for (int[] weights : WEIGHTS) {
            compareWithHaproxy(directory, BalancePolicy.HAPROXY_LEASTCONN, weights, ONE_KEY);
        }
    }

    @Test
    void haproxySkipsTheSameThatHaveTooMany(@TempDir Path directory) throws Exception {
        for (int[] weights : WEIGHTS) {
            compareWithHaproxy(directory, BalancePolicy.BOUNDED_CONSISTENT, weights, FEW_KEYS);
        }
    }

    private void compareWithHaproxy(Path directory, BalancePolicy policy, int[] weights, List<String> paths)
            throws Exception {
        try (Backends backends = new Backends(weights.length)) {
            String[] addresses = backends.addresses(weights);
            PolicySettings settings = new PolicySettings(1, 10, FACTOR);
            String backend =
                    HaproxyBackend.text(EmittedPolicies.of("busy", policy, policy.key(null), settings, addresses));
            String frontend = "frontend all\n  bind 127.0.0.1:" + port + "\n  default_backend busy\n";
            // Checks would be taken for requests.
            String sections = backend.replace(" check #", " #") + frontend;
            try (LiveServer haproxy = LiveServer.haproxy(directory, sections, port)) {
                assertThat(haproxy).isNotNull();
                compare(policy, weights, Picks.of(policy, settings, addresses), backends, paths);
            }
        }
    }

    private void compare(BalancePolicy policy, int[] weights, Picks model, Backends backends, List<String> paths)
            throws IOException, InterruptedException {
        Random random = new Random(1);
        List<AtHand> atHand = new ArrayList<>();
        List<Socket> clients = new ArrayList<>();
        List<Integer> picked = new ArrayList<>();
        List<Integer> seen = new ArrayList<>();
        int compared = 0;
        for (int step = 0; step < STEPS; step++) {
            if (atHand.isEmpty() || (atHand.size() < MOST_AT_HAND && random.nextInt(5) < 3)) {
                Socket client = new Socket(InetAddress.getLoopbackAddress(), port);
                String path = paths.get(random.nextInt(paths.size()));
                client.getOutputStream().write(Latin1.bytes("GET " + path + " HTTP/1.0\r\nHost: busy\r\n\r\n"));
                clients.add(client);
                AtHand request = backends.next();
                atHand.add(request);
                seen.add(request.backend());
                int backend = model.pick(path);
                boolean isDrawn = policy == BalancePolicy.NGINX_RANDOM_TWO && areEqual(model.states, weights);
                picked.add(isDrawn ? request.backend() : backend);
                compared += isDrawn ? 0 : 1;
                model.states.started(request.backend());
            } else {
                int which = random.nextInt(atHand.size());
                AtHand request = atHand.remove(which);
                end(request, clients.remove(which));
                model.states.ended(request.backend());
                model.picker.ended(request.backend(), 0, 0);
            }
        }
        for (int i = 0; i < atHand.size(); i++) {
            end(atHand.get(i), clients.get(i));
        }
        assertThat(picked).isEqualTo(seen);
        assertThat(compared).isGreaterThan(STEPS / 4);
    }

    /** Whether two servers have as many requests for their weight. */
    private static boolean areEqual(BackendStates states, int[] weights) {
        return states.inFlight(0) * weights[1] == states.inFlight(1) * weights[0];
    }

    /** Answers a request, and waits until the balancer knows. */
    private static void end(AtHand request, Socket client) throws IOException, InterruptedException {
        try (Socket connection = request.connection()) {
            connection.getOutputStream().write(ANSWER);
        }
        try (client) {
            assertThat(client.getInputStream().readAllBytes()).isNotEmpty();
        }
        TimeUnit.MILLISECONDS.sleep(20); // another thread of HAProxy may still count it when the client has its answer
    }
}
