package io.github.logtraffic.traffic.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logtraffic.traffic.balance.BalancePolicy;
import io.github.logtraffic.traffic.balance.PolicySettings;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Replays that may send only so many requests per second, and what they send more than once. */
@Timeout(30)
class UnderCeilingTest {
    private static final long MILLI = 1_000_000;
    private static final int PER_SECOND = 50;
    private static final long GAP_MILLIS = 1_000 / PER_SECOND;
    private static final String BUSY = "HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n";

    private final ReplayWatch watch = new ReplayWatch(false);
    private final List<Long> arrivals = new CopyOnWriteArrayList<>();
    private Pace pace = new Pace(1, 0, 0, PER_SECOND);
    private Extent extent = Extent.WHOLE;
    private int connections = 1;
    private int mostInFlight = 8;

    private Replay replay(ReplayTarget... targets) throws IOException {
        ReplaySettings settings = new ReplaySettings(
                List.of(targets),
                BalancePolicy.NGINX_ROUND_ROBIN,
                new PolicySettings(0, 1, 150), // those that fail are asked all the same
                1,
                HealthSettings.USUAL,
                pace,
                extent,
                SentHeaders.USUAL,
                connections,
                mostInFlight,
                5_000 * MILLI,
                true);
        return new Replay(settings, System::nanoTime, watch, () -> {}).start();
    }

    private ReplayOutcome send(int requests, ReplayTarget... targets) throws IOException {
        try (Replay replay = replay(targets)) {
            for (int i = 0; i < requests; i++) {
                replay.accept(new DueRequest(0, Requests.get("/" + (10 + i))));
            }
            replay.end();
            return replay.outcome();
        }
    }

    private String noContent(String line) {
        arrivals.add(System.nanoTime());
        return RawServer.NO_CONTENT;
    }

    /** Whether it is the gap that is kept, and no burst: of a timer's or a busy machine's lateness not more. */
    private void assertThatGapsAreKept() {
        int few = 4;
        for (int i = few; i < arrivals.size(); i++) {
            assertThat((arrivals.get(i) - arrivals.get(i - few)) / MILLI)
                    .as("from request %s to %s", i - few, i)
                    .isGreaterThan((few - 2) * GAP_MILLIS);
        }
    }

    /** Many requests fail at once when one held them all up; the last one's second try is behind the end of the log. */
    @Test
    void secondTriesWait() throws IOException {
        AtomicInteger seen = new AtomicInteger();
        try (RawServer busy = new RawServer(line -> {
                    RawServer.sleep(seen.incrementAndGet() == 2 ? 700 : 0);
                    return BUSY;
                });
                RawServer well = new RawServer(this::noContent)) {
            ReplayOutcome outcome = send(24, busy.target(), well.target());
            assertThat(outcome.targets().get(1).answered()).isEqualTo(24);
            assertThat(outcome.failover().retried())
                    .isEqualTo(busy.lines().size())
                    .isEqualTo(outcome.failover().recovered());
            assertThat(outcome.failover().lost()).isZero();
            assertThat(watch.sentSoFar()).isEqualTo(outcome.all().sent());
            assertThatGapsAreKept();
        }
    }

    /** The server closes a connection when it gets the second or the third request on it. */
    @Test
    void whatIsSentAgainWaitsBeforeWhatIsNew() throws IOException {
        AtomicInteger seen = new AtomicInteger();
        try (RawServer server = new RawServer(line -> {
            String answer = noContent(line);
            return seen.incrementAndGet() % 3 == 2 ? "" : answer;
        })) {
            ReplayOutcome outcome = send(24, server.target());
            List<String> lines = server.lines();
            assertThat(outcome.all().answered()).isEqualTo(24);
            assertThat(outcome.all().failed()).isZero();
            assertThat(lines).isSorted().hasSize(24 + (int) outcome.failover().resent());
            long waited = IntStream.range(1, lines.size())
                    .filter(i -> lines.get(i).equals(lines.get(i - 1)))
                    .filter(i -> arrivals.get(i) - arrivals.get(i - 1) > MILLI * GAP_MILLIS / 2)
                    .count();
            assertThat(outcome.failover().resent()).isEqualTo(12);
            assertThat(waited).isGreaterThan(6); // what was woken late need not wait as long
        }
    }

    /** They have waited for connections, all of which are there again at once. */
    @Test
    void whatAStallHeldBackDoesNotComeAllAtOnce() throws IOException {
        connections = 4;
        mostInFlight = 1_000;
        CountDownLatch stall = new CountDownLatch(1);
        try (RawServer server = new RawServer(line -> {
                    await(stall);
                    return noContent(line);
                });
                Replay replay = replay(server.target())) {
            int requests = 2 * PER_SECOND;
            for (int i = 0; i < requests; i++) {
                replay.accept(new DueRequest(i * GAP_MILLIS * MILLI / 2, Requests.get("/" + i)));
            }
            replay.end();
            while (watch.sentSoFar() < requests) {
                RawServer.sleep(10);
            }
            stall.countDown();
            ReplayOutcome outcome = replay.outcome();
            assertThat(outcome.all().answered()).isEqualTo(requests);
            List<Long> afterStall = arrivals.subList(connections, requests); // others than those that it had got
            assertThat((afterStall.get(PER_SECOND) - afterStall.get(0)) / MILLI).isGreaterThan(800);
            assertThat(outcome.all().serviceTimes().percentile(50)).isLessThan(500);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** They are sent on connections of their own, each as soon as it is made. */
    @Test
    void newConnectionsKeepToItToo() throws IOException {
        connections = 64;
        mostInFlight = 64;
        try (RawServer server = new RawServer(this::noContent)) {
            ReplayOutcome outcome = send(40, server.target());
            assertThat(outcome.all().answered()).isEqualTo(40);
            assertThatGapsAreKept();
        }
    }

    @Test
    void aStopGivesUpWhatWaitsUnderTheCeiling() throws IOException {
        pace = new Pace(1, 0, 0, 0.5);
        connections = 3;
        try (RawServer server = new RawServer(this::noContent);
                Replay replay = replay(server.target())) {
            for (int i = 0; i < 8; i++) {
                replay.accept(new DueRequest(0, Requests.get("/" + i)));
            }
            replay.end();
            while (server.lines().isEmpty() || watch.sentSoFar() < 8) {
                RawServer.sleep(5);
            }
            replay.stop();
            ReplayOutcome outcome = replay.outcome();
            assertThat(outcome.seconds()).isLessThan(1.5);
            assertThat(outcome.all().answered())
                    .isEqualTo(outcome.all().sent())
                    .isEqualTo(watch.sentSoFar())
                    .isEqualTo(server.lines().size())
                    .isLessThan(3);
            assertThat(outcome.dropped()).isEqualTo(8 - outcome.all().sent());
            assertThat(watch.inFlight()).isZero();
        }
    }

    /** Nobody planned when: it is no lateness that the ceiling holds back, and no user's time that it takes. */
    @Test
    void asFastAsServersAnswerIsNoScheduleUnderACeilingEither() throws IOException {
        pace = new Pace(Double.POSITIVE_INFINITY, 0, 0, PER_SECOND);
        extent = new Extent(0, 1_000 * MILLI);
        try (RawServer server = new RawServer(this::noContent)) {
            ReplayOutcome outcome = send(500, server.target());
            assertThat(outcome.lateness().count()).isZero();
            assertThat(outcome.keptUp()).isTrue();
            assertThat(outcome.plannedPerSecond()).isZero();
            assertThat(outcome.all().responseTimes().max())
                    .isEqualTo(outcome.all().serviceTimes().max());
            assertThat(outcome.all().answered()).isBetween(PER_SECOND / 2L, PER_SECOND + 2L);
            assertThat(outcome.achievedPerSecond()).isLessThan(PER_SECOND + 3);
            assertThat(outcome.seconds()).isBetween(0.8, 5.0);
            assertThat(outcome.stop()).isEqualTo(StopReason.DONE);
            assertThatGapsAreKept();
        }
    }

    @Test
    void aStopGivesUpWhatWaitsForItsSecondTry() throws IOException {
        pace = new Pace(1, 0, 0, 0.5);
        try (RawServer busy = new RawServer(line -> BUSY);
                RawServer well = new RawServer(line -> RawServer.NO_CONTENT);
                Replay replay = replay(well.target(), busy.target())) {
            replay.accept(new DueRequest(0, Requests.get("/well"))); // has its connection before the second try comes
            replay.accept(new DueRequest(0, Requests.get("/busy")));
            replay.end();
            while (watch.sentSoFar() < 3) { // the second try is at hand
                RawServer.sleep(5);
            }
            replay.stop();
            ReplayOutcome outcome = replay.outcome();
            assertThat(outcome.stop()).isEqualTo(StopReason.INTERRUPTED);
            assertThat(outcome.seconds()).isLessThan(1.5);
            assertThat(outcome.all().sent()).isEqualTo(2).isEqualTo(watch.sentSoFar());
            assertThat(outcome.failover().retried()).isZero();
            assertThat(outcome.failover().lost()).isEqualTo(1);
            assertThat(watch.inFlight()).isZero();
            assertThat(well.lines()).hasSize(1);
        }
    }
}
