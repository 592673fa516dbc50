package io.github.logtraffic.traffic.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.logtraffic.traffic.balance.BalancePolicy;
import io.github.logtraffic.traffic.balance.PolicySettings;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Small servers of the test's own that fail in one way or another. */
@Timeout(30)
class FailingServersTest {
    private static final long MILLI = 1_000_000;
    private static final Pace AT_ONCE = new Pace(Double.POSITIVE_INFINITY, 0, 0, 0);
    private static final String BUSY = "HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n";

    private int maxFails = 1;
    private Pace pace = AT_ONCE;
    private HealthSettings health = HealthSettings.USUAL;
    private int connections = 1;
    private int mostInFlight = 8;

    private Replay replay(Runnable onAllDown, ReplayTarget... targets) throws IOException {
        ReplaySettings settings = new ReplaySettings(
                List.of(targets),
                BalancePolicy.NGINX_ROUND_ROBIN,
                new PolicySettings(maxFails, 1, 150),
                1,
                health,
                pace,
                Extent.WHOLE,
                SentHeaders.USUAL,
                connections,
                mostInFlight,
                5_000 * MILLI,
                true);
        return new Replay(settings, System::nanoTime, new ReplayWatch(false), () -> {})
                .onAllDown(onAllDown)
                .start();
    }

    private ReplayOutcome send(List<ReplayRequest> requests, ReplayTarget... targets) throws IOException {
        try (Replay replay = replay(() -> {}, targets)) {
            for (int i = 0; i < requests.size(); i++) {
                replay.accept(new DueRequest(i * 5L * MILLI, requests.get(i)));
            }
            replay.end();
            return replay.outcome();
        }
    }

    private static List<ReplayRequest> requests(String method, int count) {
        RequestRules rules = Requests.rules(Set.of(method), FormBody.QUERY);
        return Collections.nCopies(count, Requests.read(rules, method, "/?a=b"));
    }

    private static ReplayTarget gone() throws IOException {
        try (RawServer server = new RawServer(line -> RawServer.NO_CONTENT)) {
            return server.target();
        }
    }

    @Test
    void whatOneServerRefusesAnotherOneAnswers() throws IOException {
        maxFails = 0; // so that it is asked again and again
        try (RawServer busy = new RawServer(line -> BUSY);
                RawServer well = new RawServer(line -> RawServer.NO_CONTENT)) {
            ReplayOutcome outcome = send(requests("GET", 50), busy.target(), well.target());
            FailoverOutcome failover = outcome.failover();
            assertThat(outcome.targets().get(0).statuses())
                    .isEqualTo(Map.of(503, (long) busy.lines().size()));
            assertThat(outcome.targets().get(1).statuses()).isEqualTo(Map.of(204, 50L));
            assertThat(well.lines()).hasSize(50);
            assertThat(failover.retried())
                    .isEqualTo(failover.recovered())
                    .isEqualTo(busy.lines().size())
                    .isPositive();
            assertThat(failover.lost()).isZero();
            assertThat(outcome.all().sent() - failover.retried()).isEqualTo(50);
        }
    }

    @Test
    void whatMayChangeSomethingIsNotSentTwice() throws IOException {
        maxFails = 0;
        try (RawServer broken = new RawServer(line -> "");
                RawServer well = new RawServer(line -> RawServer.NO_CONTENT)) {
            ReplayOutcome outcome = send(requests("POST", 20), broken.target(), well.target());
            assertThat(broken.lines().size() + well.lines().size()).isEqualTo(20);
            assertThat(outcome.failover().lost())
                    .isEqualTo(broken.lines().size())
                    .isPositive();
            assertThat(outcome.failover().retried()).isZero();
        }
    }

    @Test
    void aServerThatIsNotThereIsTriedOnceAndCostsNoRequest() throws IOException {
        try (RawServer well = new RawServer(line -> RawServer.NO_CONTENT)) {
            ReplayOutcome outcome = send(requests("GET", 100), gone(), well.target());
            assertThat(outcome.targets().get(1).answered()).isEqualTo(100);
            assertThat(outcome.failover().lost()).isZero();
            assertThat(outcome.failover().switches()).hasSize(1);
            assertThat(outcome.failover().switches().get(0).cause()).isEqualTo("connect");
        }
    }

    /** It says so by closing: the next request may be under way then. */
    @Test
    void requestsOnConnectionsThatWereClosedWhenIdleAreSentAgain() throws IOException {
        AtomicInteger seen = new AtomicInteger();
        try (RawServer server = new RawServer(
                line -> RawServer.NO_CONTENT + (seen.incrementAndGet() % 2 == 0 ? RawServer.AND_CLOSE : ""))) {
            ReplayOutcome outcome = send(requests("GET", 100), server.target());
            assertThat(outcome.all().answered()).isEqualTo(100);
            assertThat(outcome.all().failed()).isZero();
            assertThat(server.lines()).hasSize(100);
            assertThat(outcome.failover().resent()).isPositive();
            ReplayOutcome posts = send(requests("POST", 100), server.target());
            assertThat(posts.failover().resent()).isZero();
        }
    }

    /** When one is closed others may be about to be closed too. */
    @Test
    void whatIsSentAgainGoesOutOnANewConnection() throws IOException {
        connections = 64;
        mostInFlight = 500;
        try (RawServer server = new RawServer(line -> RawServer.NO_CONTENT + RawServer.AND_CLOSE)) {
            ReplayOutcome outcome = send(requests("GET", 2_000), server.target());
            assertThat(outcome.all().answered()).isEqualTo(2_000);
            assertThat(outcome.all().failed()).isEqualTo(outcome.failover().recovered());
            assertThat(server.lines()).hasSize(2_000);
            assertThat(outcome.failover().resent()).isPositive();
        }
    }

    @Test
    void aServerThatLosesEachConnectionIsNotAskedForEver() throws IOException {
        AtomicInteger seen = new AtomicInteger();
        try (RawServer server = new RawServer(line -> seen.incrementAndGet() == 1 ? RawServer.NO_CONTENT : "")) {
            ReplayOutcome outcome = send(requests("GET", 2), server.target());
            assertThat(outcome.all().failures()).isEqualTo(Map.of(FailureKind.CLOSED, 1L));
            assertThat(server.lines()).hasSize(3);
            assertThat(outcome.failover().resent()).isEqualTo(1);
        }
    }

    /** A busy machine closes an idle one late, and a server may have thought about the request: nobody can tell. */
    @Test
    void whatIsClosedLateIsTriedAnew() throws IOException {
        for (String method : List.of("GET", "POST")) {
            int tries = method.equals("GET") ? 2 : 1;
            AtomicInteger seen = new AtomicInteger();
            try (RawServer server = new RawServer(line -> {
                boolean isLost = seen.incrementAndGet() == 2;
                RawServer.sleep(isLost ? 150 : 0);
                return isLost ? "" : RawServer.NO_CONTENT;
            })) {
                ReplayOutcome outcome = send(requests(method, 2), server.target());
                assertThat(outcome.all().answered()).as(method).isEqualTo(tries);
                assertThat(outcome.all().failures()).as(method).isEqualTo(Map.of(FailureKind.CLOSED, 1L));
                assertThat(outcome.failover().retried())
                        .as(method)
                        .isEqualTo(outcome.failover().recovered())
                        .isEqualTo(tries - 1);
                assertThat(outcome.failover().lost()).as(method).isEqualTo(2 - tries);
                assertThat(outcome.failover().resent()).as(method).isZero();
                assertThat(outcome.failover().switches()).as(method).isEmpty();
                assertThat(server.lines()).as(method).hasSize(1 + tries);
            }
        }
    }

    @Test
    void whatIsClosedLateIsTriedAnewOnceOnly() throws IOException {
        AtomicInteger seen = new AtomicInteger();
        try (RawServer server = new RawServer(line -> {
            boolean isFirst = seen.incrementAndGet() == 1;
            RawServer.sleep(isFirst ? 0 : 150);
            return isFirst ? RawServer.NO_CONTENT : "";
        })) {
            ReplayOutcome outcome = send(requests("GET", 2), server.target());
            assertThat(outcome.all().failures()).isEqualTo(Map.of(FailureKind.CLOSED, 2L));
            assertThat(outcome.failover().lost()).isEqualTo(1);
            assertThat(server.lines()).hasSize(3);
        }
    }

    /** It has had the request. */
    @Test
    void whatAServerLosesWhileItAnswersIsNoIdleConnection() throws IOException {
        for (String lost : List.of("H" + RawServer.AND_CLOSE, "HTTP/1.1 200 OK\r\nServer: " + RawServer.AND_CLOSE)) {
            AtomicInteger seen = new AtomicInteger();
            try (RawServer server = new RawServer(line -> seen.incrementAndGet() == 1 ? RawServer.NO_CONTENT : lost)) {
                ReplayOutcome outcome = send(requests("GET", 2), server.target());
                assertThat(outcome.all().failures()).as(lost).isEqualTo(Map.of(FailureKind.CLOSED, 1L));
                assertThat(server.lines()).as(lost).hasSize(2);
                assertThat(outcome.failover().resent()).as(lost).isZero();
            }
        }
    }

    @Test
    void whatIsNoAnswerIsTriedOnAnotherTarget() throws IOException {
        maxFails = 0;
        Map<String, FailureKind> broken = Map.of(
                "SSH-2.0-OpenSSH\r\n\r\n",
                FailureKind.PROTOCOL,
                "HTTP/1.1 200 OK\r\nServer: " + RawServer.AND_CLOSE,
                FailureKind.CLOSED,
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n",
                FailureKind.PROTOCOL);
        for (Map.Entry<String, FailureKind> answer : broken.entrySet()) {
            try (RawServer ill = new RawServer(line -> answer.getKey());
                    RawServer well = new RawServer(line -> RawServer.NO_CONTENT)) {
                ReplayOutcome outcome = send(requests("GET", 10), ill.target(), well.target());
                assertThat(outcome.targets().get(0).failures())
                        .isEqualTo(Map.of(answer.getValue(), (long) ill.lines().size()))
                        .isNotEmpty();
                assertThat(outcome.targets().get(1).answered()).isEqualTo(10);
                assertThat(outcome.failover().lost()).isZero();
                assertThat(outcome.seconds()).as("without waiting for more").isLessThan(4);
            }
        }
    }

    @Test
    void whenAllAreDownForTooLongItGivesUp() throws IOException {
        health = new HealthSettings(null, HealthSettings.USUAL_PROBE_NANOS, 500 * MILLI);
        pace = Pace.OF_THE_LOG;
        AtomicInteger timesSaid = new AtomicInteger();
        try (Replay replay = replay(timesSaid::incrementAndGet, gone(), gone())) {
            for (int i = 0; i < 2_000; i++) {
                replay.accept(new DueRequest(i * 5L * MILLI, Requests.get("/" + i)));
            }
            replay.end();
            ReplayOutcome outcome = replay.outcome();
            assertThat(outcome.stop()).isEqualTo(StopReason.GAVE_UP);
            assertThat(outcome.seconds()).isBetween(0.5, 5.0);
            assertThat(outcome.failover().lost()).isPositive();
            assertThat(outcome.all().sent() - outcome.failover().retried())
                    .isEqualTo(outcome.failover().lost());
            assertThat(outcome.failover().switches()).hasSize(2);
            assertThat(timesSaid).hasValue(1);
        }
    }

    @Test
    void asFastAsServersAnswerIsSlowWhenNoneIsThere() throws IOException {
        health = new HealthSettings(null, HealthSettings.USUAL_PROBE_NANOS, 500 * MILLI);
        ReplayOutcome outcome = send(requests("GET", 1_000), gone(), gone());
        assertThat(outcome.stop()).isEqualTo(StopReason.GAVE_UP);
        assertThat(outcome.all().sent()).isLessThan(100);
    }

    @Test
    void probesTellAndCountNowhere() throws IOException {
        health = new HealthSettings("/health?x", 100 * MILLI, HealthSettings.USUAL_GIVE_UP_NANOS);
        pace = Pace.OF_THE_LOG;
        AtomicBoolean isIll = new AtomicBoolean();
        try (RawServer ill =
                        new RawServer(line -> line.contains("/health") && isIll.get() ? BUSY : RawServer.NO_CONTENT);
                RawServer well = new RawServer(line -> RawServer.NO_CONTENT);
                Replay replay = replay(() -> {}, ill.target(), well.target())) {
            Thread nurse = new Thread(() -> {
                RawServer.sleep(700);
                isIll.set(true);
                RawServer.sleep(1_000);
                isIll.set(false);
            });
            nurse.start();
            for (int i = 0; i < 500; i++) {
                replay.accept(new DueRequest(i * 5L * MILLI, Requests.get("/" + i)));
            }
            replay.end();
            ReplayOutcome outcome = replay.outcome();
            assertThat(outcome.failover().switches())
                    .extracting(TargetSwitch::target, TargetSwitch::isUp, TargetSwitch::means, TargetSwitch::cause)
                    .containsExactly(
                            tuple(0, false, TargetSwitch.Means.ACTIVE, "503"),
                            tuple(0, true, TargetSwitch.Means.ACTIVE, "204"));
            assertThat(outcome.all().statuses()).isEqualTo(Map.of(204, 500L));
            assertThat(outcome.targets().get(0).sent()).isLessThan(220);
            List<String> heads = List.copyOf(ill.heads()); // probes go on
            List<String> probes =
                    heads.stream().filter(head -> head.contains("/health")).toList();
            assertThat(heads.size() - probes.size())
                    .isEqualTo((int) outcome.targets().get(0).sent());
            assertThat((long) probes.size())
                    .isBetween(
                            outcome.failover().targets().get(0).probes(),
                            outcome.failover().targets().get(0).probes() + 1); // the last one
            assertThat(probes)
                    .allMatch(head -> head.startsWith("GET /health?x HTTP/1.1\r\n")
                            && head.contains("User-Agent: logtraffic-health logtraffic-replay/1\r\n")
                            && head.contains("X-Logtraffic-Replay: 1\r\n"));
        }
    }
}
