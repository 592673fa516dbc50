package io.github.logtraffic.traffic.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logtraffic.traffic.balance.BalancePolicy;
import io.github.logtraffic.traffic.balance.PolicySettings;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests of a log that is being written. */
@Timeout(60)
class LivePaceTest {
    private static final long MILLI = 1_000_000;

    private final CountDownLatch enough = new CountDownLatch(1);

    private Replay replay(RawServer server, Pace pace, Extent extent) throws IOException {
        ReplaySettings settings = new ReplaySettings(
                List.of(server.target()),
                BalancePolicy.NGINX_ROUND_ROBIN,
                PolicySettings.USUAL,
                1,
                HealthSettings.USUAL,
                pace.live(),
                extent,
                SentHeaders.USUAL,
                8,
                ReplaySettings.DEFAULT_IN_FLIGHT,
                20_000 * MILLI,
                true);
        return new Replay(settings, System::nanoTime, new ReplayWatch(true), enough::countDown).start();
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, Double.POSITIVE_INFINITY})
    void itsDurationEndsThoughNothingComes(double speed) throws Exception {
        try (RawServer server = new RawServer(line -> RawServer.NO_CONTENT);
                Replay replay = replay(server, new Pace(speed, 0, 0, 0), new Extent(0, 300 * MILLI))) {
            replay.accept(new DueRequest(0, Requests.get("/")));
            enough.await();
            replay.end();
            assertThat(replay.outcome().all().answered()).isEqualTo(1);
        }
    }

    /** The first one was the last of its second, and the next ones the first of theirs. */
    @Test
    void whatComesByWholeSecondsIsNotLate() throws Exception {
        try (RawServer server = new RawServer(line -> RawServer.NO_CONTENT);
                Replay replay = replay(server, Pace.OF_THE_LOG, Extent.WHOLE)) {
            replay.accept(new DueRequest(0, Requests.get("/first")));
            RawServer.sleep(1_600);
            for (int i = 0; i < 10; i++) {
                replay.accept(new DueRequest(i * MILLI, Requests.get("/" + i)));
            }
            replay.end();
            ReplayOutcome outcome = replay.outcome();
            assertThat(outcome.lateness().max()).isLessThan(1_000);
            assertThat(outcome.seconds()).isLessThan(1.5); // it begins when the first one is due
        }
    }
}
