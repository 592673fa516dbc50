package io.github.logtraffic.traffic.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logtraffic.traffic.balance.BalancePolicy;
import io.github.logtraffic.traffic.balance.PolicySettings;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
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
                1,
                8,
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
                Replay replay = replay(busy.target(), well.target())) {
            replay.accept(new DueRequest(0, Requests.get("/")));
            replay.end();
            while (watch.sentSoFar() < 2) { // the second try is at hand
                RawServer.sleep(5);
            }
            replay.stop();
            ReplayOutcome outcome = replay.outcome();
            assertThat(outcome.stop()).isEqualTo(StopReason.INTERRUPTED);
            assertThat(outcome.seconds()).isLessThan(1.5);
            assertThat(outcome.all().sent()).isEqualTo(1).isEqualTo(watch.sentSoFar());
            assertThat(outcome.failover().retried()).isZero();
            assertThat(outcome.failover().lost()).isEqualTo(1);
            assertThat(watch.inFlight()).isZero();
            assertThat(well.lines()).isEmpty();
        }
    }
}
