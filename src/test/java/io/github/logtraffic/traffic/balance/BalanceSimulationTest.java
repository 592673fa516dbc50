package io.github.logtraffic.traffic.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.logtraffic.identity.NetworkPrefix;
import io.github.logtraffic.log.entry.AccessLogEntry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What comes out of requests that are sent by hand. */
class BalanceSimulationTest {
    private static final long SECOND = 1_000_000;
    private static final long BEGIN = 1_000_000 * SECOND;

    private final List<Backend> backends = new ArrayList<>();
    private final List<Outage> outages = new ArrayList<>();
    private final List<BalancePolicy> policies = new ArrayList<>();
    private final List<Request> requests = new ArrayList<>();
    private int workers = 1;
    private double capacity;
    private int mostKeys = 1_000;

    /** A request at a time in microseconds after the beginning. */
    private record Request(long at, String target, long duration, int status) {}

    private BalanceSimulationTest backends(String... typed) {
        Stream.of(typed).map(Backend::parse).forEach(backends::add);
        return this;
    }

    private BalanceSimulationTest policy(BalancePolicy policy) {
        policies.add(policy);
        return this;
    }

    private void send(long at, String target, long duration) {
        requests.add(new Request(at, target, duration, 200));
    }

    private SimulationOutcome outcome() {
        return outcome(List.of(Runnable::run));
    }

    private SimulationOutcome outcome(List<Executor> lanes) {
        return outcome(lanes, () -> false);
    }

    private SimulationOutcome outcome(List<Executor> lanes, BooleanSupplier stopped) {
        SimulationPlan plan = new SimulationPlan(
                backends,
                policies,
                null,
                NetworkPrefix.WHOLE_ADDRESS,
                PolicySettings.USUAL,
                workers,
                SECOND / 10,
                outages,
                capacity,
                mostKeys,
                1,
                2);
        BalanceSimulation simulation = new BalanceSimulation(plan, key -> 0, lanes);
        AccessLogEntry entry = new AccessLogEntry(1);
        for (Request request : requests) {
            byte[] target = request.target.getBytes(StandardCharsets.UTF_8);
            entry.set((BEGIN + request.at) / SECOND, request.status, 100);
            entry.setDurationMicros(request.duration);
            entry.client().setIpv4(0x0A000001 + target.length);
            entry.setText(0, target, 0, target.length);
            simulation.accept(entry, BEGIN + request.at, BEGIN + request.at);
        }
        return simulation.outcome(stopped);
    }

    private static List<Long> requestsByBackend(SimulationOutcome outcome) {
        return outcome.policies().get(0).backends().stream()
                .map(BackendOutcome::requests)
                .toList();
    }

    private static Moves moves(PolicyOutcome outcome) {
        return Objects.requireNonNull(outcome.moves());
    }

    @Test
    void threadsChangeNothing() {
        backends("a*3", "b", "c");
        capacity = 5;
        for (BalancePolicy each : BalancePolicy.values()) {
            policy(each);
        }
        for (int i = 0; i < 30_000; i++) {
            send(i * SECOND / 7, "/" + i * 31 % 997, i % 13 * SECOND / 3);
        }
        ExecutorService one = Executors.newSingleThreadExecutor();
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            assertThat(outcome(List.of(one, other))).isEqualTo(outcome());
        } finally {
            one.shutdownNow();
            other.shutdownNow();
        }
    }

    @Test
    void countsWhatEachBackendGets() {
        backends("a*3", "b", "idle").policy(BalancePolicy.NGINX_ROUND_ROBIN);
        for (int i = 0; i < 4; i++) {
            send(i * SECOND / 4, "/" + i, SECOND);
        }
        requests.add(new Request(60 * SECOND, "/x", 2 * SECOND, 503));
        PolicyOutcome outcome = outcome().policies().get(0);
        assertThat(outcome.backends()).extracting(BackendOutcome::requests).containsExactly(3L, 1L, 1L);
        BackendOutcome a = outcome.backends().get(0);
        assertThat(a.share()).isEqualTo(0.6);
        assertThat(a.bytes()).isEqualTo(300);
        assertThat(a.perSecond()).isEqualTo(new Peak(2, 1_000_000));
        assertThat(a.perMinute()).isEqualTo(new Peak(2, 999_960));
        assertThat(a.statusClasses().get(2) + a.statusClasses().get(5)).isEqualTo(3);
        assertThat(outcome.imbalance()).isCloseTo(1, within(1e-9));
        assertThat(outcome.moves()).isNull();
    }

    @Test
    void requestsAreAtHandUntilTheyEnd() {
        backends("a", "b").policy(BalancePolicy.NGINX_LEAST_CONN).policy(BalancePolicy.HAPROXY_LEASTCONN);
        send(0, "/long", 10 * SECOND);
        for (int i = 1; i <= 5; i++) {
            send(i * SECOND, "/short", SECOND / 2);
        }
        SimulationOutcome outcome = outcome();
        for (PolicyOutcome policy : outcome.policies()) {
            assertThat(policy.backends()).extracting(BackendOutcome::requests).containsExactly(1L, 5L);
            assertThat(policy.backends().get(1).atHand()).isEqualTo(new Peak(1, 1_000_001));
            assertThat(policy.backends().get(0).atHandOnAverage()).isCloseTo(1, within(1e-9));
        }
        assertThat(outcome.requestsTimed()).isEqualTo(6);
    }

    @Test
    void whatTheLogDoesNotSayTakesTheServiceTime() {
        backends("a").policy(BalancePolicy.NGINX_ROUND_ROBIN);
        send(0, "/", -1);
        send(SECOND / 20, "/", -1);
        send(SECOND / 10, "/", -1); // when the first one ends
        SimulationOutcome outcome = outcome();
        assertThat(outcome.requestsTimed()).isZero();
        assertThat(outcome.policies().get(0).backends().get(0).atHand()).isEqualTo(new Peak(2, 1_000_000));
    }

    @Test
    void eachWorkerHasAStateOfItsOwn() {
        backends("a", "b").policy(BalancePolicy.NGINX_ROUND_ROBIN).policy(BalancePolicy.HAPROXY_ROUNDROBIN);
        workers = 3;
        for (int i = 0; i < 3; i++) {
            send(i, "/", 0);
        }
        List<PolicyOutcome> outcomes = outcome().policies();
        assertThat(outcomes.get(0).workers()).isEqualTo(3);
        assertThat(outcomes.get(0).backends())
                .extracting(BackendOutcome::requests)
                .containsExactly(3L, 0L);
        assertThat(outcomes.get(1).workers()).isEqualTo(1);
        assertThat(outcomes.get(1).backends())
                .extracting(BackendOutcome::requests)
                .containsExactly(2L, 1L);
    }

    @Test
    void nginxFindsOutByRequestsThatFail() {
        backends("a", "b").policy(BalancePolicy.NGINX_ROUND_ROBIN).policy(BalancePolicy.HAPROXY_ROUNDROBIN);
        outages.add(new Outage(0, BEGIN + 10 * SECOND, BEGIN + 40 * SECOND));
        for (int i = 0; i < 60; i++) {
            send(i * SECOND, "/", 0);
        }
        List<PolicyOutcome> outcomes = outcome().policies();
        BackendOutcome a = outcomes.get(0).backends().get(0);
        assertThat(a.failedTries()).isEqualTo(3); // once it was found out, and twice again to see
        assertThat(a.requests() + outcomes.get(0).backends().get(1).requests()).isEqualTo(60);
        assertThat(outcomes.get(0).unserved()).isZero();
        assertThat(outcomes.get(1).backends())
                .extracting(BackendOutcome::requests)
                .containsExactly(15L, 45L);
        assertThat(outcomes.get(1).backends().get(0).failedTries()).isZero();
    }

    @Test
    void whereNoBackendIsLeftRequestsAreUnserved() {
        backends("a", "b").policy(BalancePolicy.NGINX_HASH).policy(BalancePolicy.MAGLEV);
        outages.add(new Outage(0, BEGIN, BEGIN + 5 * SECOND));
        outages.add(new Outage(1, BEGIN, BEGIN + 5 * SECOND));
        for (int i = 0; i < 10; i++) {
            send(i * SECOND, "/" + i, 0);
        }
        List<PolicyOutcome> outcomes = outcome().policies();
        assertThat(outcomes.get(1).unserved()).isEqualTo(5);
        assertThat(outcomes.get(0).unserved()).isEqualTo(10); // both stay disabled for fail_timeout
    }

    @Test
    void movesAreThoseOfTheKeysThereWere() {
        backends("a:1", "b:1", "c:1").policy(BalancePolicy.RENDEZVOUS).policy(BalancePolicy.NGINX_HASH);
        for (int i = 0; i < 300; i++) {
            send(i, "/" + i % 100, 0);
        }
        List<PolicyOutcome> outcomes = outcome().policies();
        for (PolicyOutcome outcome : outcomes) {
            Moves moves = moves(outcome);
            assertThat(moves.keys()).isEqualTo(100);
            assertThat(moves.requests()).isEqualTo(300);
            assertThat(moves.requestsOfUnknown()).isZero();
            for (int i = 0; i < 3; i++) {
                BackendOutcome backend = outcome.backends().get(i);
                assertThat(moves.lost().get(i)).isEqualTo(new Moves.Moved(backend.targets(), backend.requests()));
                assertThat(moves.removed().get(i).keys()).isGreaterThanOrEqualTo(backend.targets());
            }
        }
        assertThat(moves(outcomes.get(0)).removed())
                .isEqualTo(moves(outcomes.get(0)).lost());
        assertThat(moves(outcomes.get(1)).added().keys()).isGreaterThan(60);
    }

    @Test
    void keysThatAreTooManyAreCounted() {
        mostKeys = 10;
        backends("a", "b").policy(BalancePolicy.NGINX_CONSISTENT);
        for (int i = 0; i < 30; i++) {
            send(i, "/" + i % 15, 0);
        }
        SimulationOutcome outcome = outcome();
        assertThat(outcome.exact()).isFalse();
        Moves moves = moves(outcome.policies().get(0));
        assertThat(moves.keys()).isEqualTo(10);
        assertThat(moves.requests()).isEqualTo(20);
        assertThat(moves.requestsOfUnknown()).isEqualTo(10);
        assertThat(requestsByBackend(outcome).stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(30);
    }

    @Test
    void othersTakeWhatALostOneWouldHaveGot() {
        backends("a*2", "b", "c").policy(BalancePolicy.NGINX_ROUND_ROBIN);
        capacity = 3;
        for (int i = 0; i < 8; i++) {
            send(i, "/", 0);
        }
        assertThat(outcome().policies().get(0).losses())
                .extracting(loss -> loss.lost().name()
                        + loss.busiest().name()
                        + loss.perSecond().count())
                .containsExactly("ab4", "ba5", "ca5");
    }

    @Test
    void whoIsStoppedDoesNotFindOutWhatMoves() {
        backends("a", "b", "c").policy(BalancePolicy.NGINX_CONSISTENT);
        mostKeys = 1_000_000;
        for (int i = 0; i < 360_000; i++) {
            send(0, "/" + i, 0);
        }
        AtomicInteger asked = new AtomicInteger();
        SimulationOutcome outcome = outcome(List.of(Runnable::run), () -> asked.incrementAndGet() == 2);
        assertThat(outcome.policies().get(0).moves()).isNull();
        assertThat(asked).hasValue(2);
    }

    @Test
    void whatMovesOfFewKeysIsFoundOutEvenSo() {
        backends("a", "b", "c").policy(BalancePolicy.NGINX_CONSISTENT);
        send(0, "/", 0);
        SimulationOutcome outcome = outcome(List.of(Runnable::run), () -> true);
        assertThat(outcome.policies().get(0).moves()).isNotNull();
    }

    @Test
    void requestsThatNeverEndDoNotFillTheMemory() {
        backends("a", "b").policy(BalancePolicy.NGINX_LEAST_CONN);
        for (int i = 0; i < BalanceSimulation.MOST_AT_HAND + 10; i++) {
            send(i, "/", Long.MAX_VALUE);
        }
        SimulationOutcome outcome = outcome();
        assertThat(outcome.requestsCutShort()).isEqualTo(10);
        assertThat(outcome.policies().get(0).backends())
                .extracting(backend -> backend.atHand().count())
                .containsExactly(BalanceSimulation.MOST_AT_HAND / 2L, BalanceSimulation.MOST_AT_HAND / 2L);
        assertThat(requestsByBackend(outcome))
                .containsExactly(BalanceSimulation.MOST_AT_HAND / 2L + 5, BalanceSimulation.MOST_AT_HAND / 2L + 5);
    }

    @Test
    void ofNoRequestsNothingComesOut() {
        backends("a", "b").policy(BalancePolicy.MAGLEV);
        PolicyOutcome outcome = outcome().policies().get(0);
        assertThat(outcome.imbalance()).isZero();
        assertThat(outcome.variation()).isZero();
        assertThat(outcome.backends().get(0).perSecond()).isEqualTo(new Peak(0, 0));
    }
}
