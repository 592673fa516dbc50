package io.github.logtraffic.traffic.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logtraffic.traffic.balance.Backend;
import io.github.logtraffic.traffic.balance.BalancePolicy;
import io.github.logtraffic.traffic.balance.PolicySettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Requests that are sent to small servers of the test's own. */
@Timeout(60)
class ReplayTest {
    private static final long MILLI = 1_000_000;
    private static final Pace AT_ONCE = new Pace(Double.POSITIVE_INFINITY, 0, 0, 0);

    private final ReplayWatch watch = new ReplayWatch(true);
    private Pace pace = AT_ONCE;
    private int connections = 8;
    private int inFlight = ReplaySettings.DEFAULT_IN_FLIGHT;
    private long timeoutNanos = 20_000 * MILLI;
    private boolean checksCertificates = true;
    private BalancePolicy policy = BalancePolicy.NGINX_ROUND_ROBIN;

    private Replay replay(ReplayTarget... targets) throws IOException {
        ReplaySettings settings = new ReplaySettings(
                List.of(targets),
                policy,
                PolicySettings.USUAL,
                1,
                HealthSettings.USUAL,
                pace,
                Extent.WHOLE,
                SentHeaders.USUAL,
                connections,
                inFlight,
                timeoutNanos,
                checksCertificates);
        return new Replay(settings, System::nanoTime, watch, () -> {}).start();
    }

    private ReplayOutcome send(RawServer server, String... targets) throws IOException {
        try (Replay replay = replay(server.target())) {
            for (String target : targets) {
                replay.accept(new DueRequest(0, Requests.get(target)));
            }
            replay.end();
            return replay.outcome();
        }
    }

    @Test
    void targetsArriveByteForByte() throws IOException {
        connections = 1; // so that they come in their order
        String[] targets = {"/a|b", "/%zz", "/a b  c", "/\"q\"", "/\u00FC\u00FF", "/a?b=c#d", "/\t\u007F", "//x/../y"};
        try (RawServer server = new RawServer(line -> RawServer.NO_CONTENT)) {
            ReplayOutcome outcome = send(server, targets);
            assertThat(server.lines())
                    .containsExactlyElementsOf(List.of(targets).stream()
                            .map(target -> "GET " + target + " HTTP/1.1")
                            .toList());
            assertThat(server.connections()).isEqualTo(1);
            assertThat(outcome.all().statuses()).isEqualTo(Map.of(204, (long) targets.length));
        }
    }

    @Test
    void bodiesAreCountedHoweverTheyEnd() throws IOException {
        connections = 1;
        Map<String, String> answers = Map.of(
                "/length", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
                "/chunks", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
                "/end", "HTTP/1.1 200 OK\r\n\r\nto the end" + RawServer.AND_CLOSE,
                "/early",
                        "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 404 Not Found\r\nContent-Length: 1\r\n\r\nx",
                "/closing",
                        "HTTP/1.1 301 Moved\r\nLocation: /\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
                                + RawServer.AND_CLOSE);
        try (RawServer server = new RawServer(line -> answers.getOrDefault(line.split(" ", -1)[1], ""))) {
            ReplayOutcome outcome = send(server, "/length", "/chunks", "/end", "/early", "/closing", "/length");
            assertThat(outcome.all().statuses()).isEqualTo(Map.of(200, 4L, 301, 1L, 404, 1L));
            assertThat(outcome.all().bytes()).isEqualTo(5 + 3 + 10 + 1 + 5);
            assertThat(outcome.all().failed()).isZero();
            assertThat(server.lines()).hasSize(6); // the redirect was not followed
            assertThat(server.connections()).isEqualTo(3);
        }
    }

    @Test
    void anAnswerToHeadHasNoBody() throws IOException {
        connections = 1;
        try (RawServer server = new RawServer(line -> "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n");
                Replay replay = replay(server.target())) {
            for (int i = 0; i < 3; i++) {
                replay.accept(new DueRequest(0, Requests.read(Requests.RULES, "HEAD", "/" + i)));
            }
            replay.end();
            assertThat(replay.outcome().all().answered()).isEqualTo(3);
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void whatIsNotAnsweredIsCountedByItsReason() throws IOException {
        timeoutNanos = 300 * MILLI;
        try (RawServer server = new RawServer(line -> {
            if (line.contains("slow")) {
                RawServer.sleep(2_000);
            }
            return line.contains("garbage")
                    ? "SSH-2.0-OpenSSH\r\n\r\n"
                    : line.contains("half")
                            ? "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx" + RawServer.AND_CLOSE
                            : "";
        })) {
            ReplayOutcome outcome = send(server, "/slow", "/garbage", "/half", "/nothing");
            assertThat(outcome.all().failures())
                    .isEqualTo(Map.of(FailureKind.TIMEOUT, 1L, FailureKind.PROTOCOL, 1L, FailureKind.CLOSED, 2L));
            assertThat(outcome.all().sent()).isEqualTo(4);
            assertThat(outcome.all().answered()).isZero();
        }
    }

    @Test
    void aServerThatIsNotThereIsSaid() throws IOException {
        ReplayTarget gone;
        try (RawServer server = new RawServer(line -> RawServer.NO_CONTENT)) {
            gone = server.target();
        }
        try (Replay replay = replay(gone)) {
            for (int i = 0; i < 100; i++) {
                replay.accept(new DueRequest(0, Requests.get("/")));
            }
            replay.end();
            assertThat(replay.outcome().all().failures()).isEqualTo(Map.of(FailureKind.CONNECT, 100L));
        }
    }

    @Test
    void thereAreNoMoreConnectionsAndRequestsAtOnceThanAllowed() throws IOException {
        connections = 3;
        AtomicInteger atOnce = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        try (RawServer server = new RawServer(line -> {
            most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
            RawServer.sleep(5);
            atOnce.decrementAndGet();
            return RawServer.NO_CONTENT;
        })) {
            ReplayOutcome outcome = send(server, "/ ".repeat(60).split(" ", 60));
            assertThat(outcome.all().answered()).isEqualTo(60);
            assertThat(server.connections()).isEqualTo(3);
            assertThat(most).hasValue(3);
        }
    }

    @Test
    void policiesSpreadByWhatIsInFlight() throws IOException {
        policy = BalancePolicy.NGINX_LEAST_CONN;
        inFlight = 8;
        try (RawServer slow = new RawServer(line -> {
                    RawServer.sleep(100);
                    return RawServer.NO_CONTENT;
                });
                RawServer fast = new RawServer(line -> RawServer.NO_CONTENT);
                Replay replay = replay(slow.target(), fast.target())) {
            for (int i = 0; i < 500; i++) {
                replay.accept(new DueRequest(0, Requests.get("/" + i)));
            }
            replay.end();
            List<TargetOutcome> outcomes = replay.outcome().targets();
            assertThat(outcomes.get(0).answered())
                    .isEqualTo(slow.lines().size())
                    .isLessThan(100);
            assertThat(outcomes.get(1).answered())
                    .isEqualTo(fast.lines().size())
                    .isGreaterThan(400);
        }
    }

    /** The rule of wrk2: what waits because the server does is as late as it is, though the server saw little of it. */
    @Test
    void aStallShowsInResponseTimesAndNotInServiceTimes() throws IOException {
        pace = Pace.OF_THE_LOG;
        int perSecond = 1_000;
        int requests = 3 * perSecond;
        AtomicInteger seen = new AtomicInteger();
        Object gate = new Object();
        try (RawServer server = new RawServer(line -> {
                    synchronized (gate) { // one stalls, and all others behind it
                        if (seen.incrementAndGet() == perSecond) {
                            RawServer.sleep(1_000);
                        }
                    }
                    return RawServer.NO_CONTENT;
                });
                Replay replay = replay(server.target())) {
            for (int i = 0; i < requests; i++) {
                replay.accept(new DueRequest(i * 1_000L * MILLI / perSecond, Requests.get("/" + i)));
            }
            replay.end();
            ReplayOutcome outcome = replay.outcome();
            assertThat(outcome.all().answered()).isEqualTo(requests);
            for (int tenth = 1; tenth < 9; tenth++) {
                assertThat(outcome.all().responseTimes().countBetween(tenth * 100, tenth * 100 + 100))
                        .as("response times of %s to %s00 ms", tenth, tenth + 1)
                        .isBetween(70L, 140L);
            }
            assertThat(outcome.all().serviceTimes().countBetween(100, 10_000)).isBetween(1L, 2L * connections);
        }
    }

    @Test
    void requestsAreSentWhenTheyAreDueHoweverLongOthersTake() throws IOException {
        pace = Pace.OF_THE_LOG;
        try (RawServer server = new RawServer(line -> {
                    RawServer.sleep(line.contains("/0 ") ? 500 : 0);
                    return RawServer.NO_CONTENT;
                });
                Replay replay = replay(server.target())) {
            for (int i = 0; i < 50; i++) {
                replay.accept(new DueRequest(i * 10L * MILLI, Requests.get("/" + i)));
            }
            replay.end();
            ReplayOutcome outcome = replay.outcome();
            assertThat(outcome.seconds()).isBetween(0.49, 2.0);
            assertThat(outcome.plannedPerSecond()).isEqualTo(100);
            assertThat(outcome.lateness().count()).isEqualTo(50);
            assertThat(outcome.all().serviceTimes().countBetween(400, 10_000)).isEqualTo(1);
        }
    }

    @Test
    void moreThanMayBeInFlightIsLate() throws IOException {
        pace = Pace.OF_THE_LOG;
        inFlight = 2;
        try (RawServer server = new RawServer(line -> {
                    RawServer.sleep(100);
                    return RawServer.NO_CONTENT;
                });
                Replay replay = replay(server.target())) {
            for (int i = 0; i < 10; i++) {
                replay.accept(new DueRequest(0, Requests.get("/" + i)));
            }
            replay.end();
            ReplayOutcome outcome = replay.outcome();
            assertThat(outcome.late()).isEqualTo(8);
            assertThat(outcome.keptUp()).isFalse();
            assertThat(outcome.lateness().max()).isGreaterThan(350);
        }
    }

    @Test
    void aCeilingHoldsBackWhatIsLate() throws IOException {
        pace = new Pace(1, 0, 0, 100);
        try (RawServer server = new RawServer(line -> RawServer.NO_CONTENT);
                Replay replay = replay(server.target())) {
            for (int i = 0; i < 50; i++) {
                replay.accept(new DueRequest(0, Requests.get("/" + i)));
            }
            replay.end();
            assertThat(replay.outcome().seconds()).isGreaterThan(0.47);
        }
    }

    @Test
    void stoppingWaitsForWhatIsSentAndSendsNoMore() throws IOException {
        pace = Pace.OF_THE_LOG;
        connections = 1;
        try (RawServer server = new RawServer(line -> {
                    RawServer.sleep(300);
                    return RawServer.NO_CONTENT;
                });
                Replay replay = replay(server.target())) {
            for (int i = 0; i < 5; i++) {
                replay.accept(new DueRequest(0, Requests.get("/" + i)));
            }
            replay.accept(new DueRequest(3_600_000 * MILLI, Requests.get("/in-an-hour")));
            while (server.lines().isEmpty()) {
                RawServer.sleep(1);
            }
            replay.stop();
            ReplayOutcome outcome = replay.outcome();
            assertThat(outcome.all().answered()).isEqualTo(1);
            assertThat(outcome.dropped()).isEqualTo(4);
            assertThat(outcome.stop()).isEqualTo(StopReason.INTERRUPTED);
            assertThat(server.lines()).hasSize(1);
            assertThat(replay.accept(new DueRequest(0, Requests.get("/")))).isFalse();
        }
    }

    @Test
    void itStopsByItselfWhenHalfOfTheRequestsOfTenSecondsFail() throws IOException {
        pace = Pace.OF_THE_LOG;
        try (RawServer server = new RawServer(line -> "HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n");
                Replay replay = replay(server.target())) {
            for (int i = 0; i < 1_000; i++) {
                replay.accept(new DueRequest(i * 50L * MILLI, Requests.get("/" + i)));
            }
            replay.end();
            ReplayOutcome outcome = replay.outcome();
            assertThat(outcome.stop()).isEqualTo(StopReason.ERRORS);
            assertThat(outcome.seconds()).isBetween(9.0, 15.0);
            assertThat(server.lines()).hasSizeLessThan(300);
        }
    }

    @Test
    void behindARehearsalTheFirstRequestsAreNotLate() throws IOException {
        new Rehearsal(System::nanoTime).run();
        pace = Pace.OF_THE_LOG;
        try (RawServer server = new RawServer(line -> RawServer.NO_CONTENT);
                Replay replay = replay(server.target())) {
            for (int i = 0; i < 20; i++) {
                replay.accept(new DueRequest(i * 10L * MILLI, Requests.get("/")));
            }
            replay.end();
            assertThat(replay.outcome().lateness().percentile(50)).isLessThan(10);
            assertThat(server.lines()).hasSize(20);
        }
    }

    @Test
    void nothingToSendIsDoneAtOnce() throws IOException {
        try (RawServer server = new RawServer(line -> RawServer.NO_CONTENT)) {
            assertThat(send(server).all().sent()).isZero();
        }
    }

    @Test
    void certificatesAreChecked(@TempDir Path folder) throws Exception {
        ServerSocketFactory tls = tls(folder.resolve("key.p12"));
        try (RawServer server = new RawServer(tls, line -> RawServer.NO_CONTENT)) {
            assertThat(send(server, "/a", "/b").all().failures()).isEqualTo(Map.of(FailureKind.TLS, 2L));
            checksCertificates = false;
            assertThat(send(server, "/a", "/b").all().answered()).isEqualTo(2);
            assertThat(server.lines()).hasSize(2);
        }
    }

    /** It takes connections, and says nothing. */
    @Test
    void aServerThatDoesNotAgreeOnKeysIsGivenUpInTime() throws IOException {
        timeoutNanos = 300 * MILLI;
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            ReplayTarget target = new ReplayTarget(
                    Backend.parse("127.0.0.1:" + silent.getLocalPort()), true, InetAddress.getLoopbackAddress());
            try (Replay replay = replay(target)) {
                replay.accept(new DueRequest(0, Requests.get("/")));
                replay.end();
                ReplayOutcome outcome = replay.outcome();
                assertThat(outcome.all().failures()).isEqualTo(Map.of(FailureKind.TLS, 1L));
                assertThat(outcome.seconds()).isBetween(0.25, 5.0);
            }
        }
    }

    /** Sockets with a certificate that nobody knows, made by Java's own tool. */
    private static ServerSocketFactory tls(Path store) throws Exception {
        String password = "a test's";
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        password)
                .redirectErrorStream(true)
                .redirectOutput(store.resolveSibling("keytool.out").toFile())
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance(store.toFile(), password.toCharArray());
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, password.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context.getServerSocketFactory();
    }
}
