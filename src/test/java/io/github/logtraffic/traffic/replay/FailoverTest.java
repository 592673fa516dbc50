package io.github.logtraffic.traffic.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logtraffic.traffic.balance.Backend;
import io.github.logtraffic.traffic.balance.BackendStates;
import io.github.logtraffic.traffic.balance.BalancePolicy;
import io.github.logtraffic.traffic.balance.Picker;
import io.github.logtraffic.traffic.balance.PickerPlan;
import io.github.logtraffic.traffic.balance.PolicySettings;
import io.github.logtraffic.traffic.balance.Upstream;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Targets that fail, and requests that failed, with a clock of the test's own. */
class FailoverTest {
    private static final long SECOND = 1_000_000_000;
    private static final int FAIL_TIMEOUT = 10;

    private BackendStates states = new BackendStates(0);
    private int maxFails = 1;
    private int timesAllDown;
    private long now = 1_000 * SECOND;

    private Failover failover(BalancePolicy policy, int targets) {
        ReplaySettings settings = new ReplaySettings(
                IntStream.range(0, targets)
                        .mapToObj(i -> new ReplayTarget(
                                Backend.parse("127.0.0.1:" + (8_081 + i)), false, InetAddress.getLoopbackAddress()))
                        .toList(),
                policy,
                new PolicySettings(maxFails, FAIL_TIMEOUT, 150),
                1,
                HealthSettings.USUAL,
                Pace.OF_THE_LOG,
                Extent.WHOLE,
                SentHeaders.USUAL,
                1,
                1,
                SECOND,
                true);
        states = new BackendStates(targets);
        Picker picker = policy.picker(
                new PickerPlan(new Upstream(settings.backends()), states, settings.policySettings(), settings.seed()));
        return new Failover(settings, states, picker, () -> timesAllDown++);
    }

    private Exchange exchange(int target) {
        return exchange("GET", target);
    }

    private Exchange exchange(String method, int target) {
        RequestRules rules = Requests.rules(Set.of(method), FormBody.QUERY);
        return new Exchange(Requests.read(rules, method, "/a?b=c"), target, true, now);
    }

    private int fails(Failover failover, int target) {
        return failover.failed(exchange(target), FailureKind.CONNECT, now, true);
    }

    private int answers(Failover failover, int target, int status) {
        Exchange exchange = exchange(target);
        exchange.setStatus(status);
        return failover.answered(exchange, now, true);
    }

    /** The targets of many requests, whatever is hashed of them. */
    private Set<Integer> picks(Failover failover) {
        Set<Integer> picks = new TreeSet<>();
        for (int i = 0; i < 200; i++) {
            picks.add(failover.pick(Requests.get("/" + i).key(), now));
        }
        return picks;
    }

    private static List<String> story(Failover failover) {
        return failover.outcome(nanos -> (nanos - 1_000 * SECOND) / (double) SECOND).switches().stream()
                .map(one -> (int) one.seconds() + " " + one.target() + (one.isUp() ? " up " : " down ")
                        + one.means().key() + " " + one.cause())
                .toList();
    }

    /** As nginx, whichever policy it is: left alone, tried by one request when the time is over, back when that is answered. */
    @ParameterizedTest
    @EnumSource(BalancePolicy.class)
    void aTargetThatFailsIsLeftAloneForAWhile(BalancePolicy policy) {
        Failover failover = failover(policy, 3);
        assertThat(picks(failover)).containsExactly(0, 1, 2);
        assertThat(fails(failover, 1)).isIn(0, 2);
        assertThat(picks(failover)).containsExactly(0, 2);
        now += FAIL_TIMEOUT * SECOND;
        assertThat(picks(failover)).containsExactly(0, 2);
        now += SECOND;
        long trials = IntStream.range(0, 200)
                .filter(i -> failover.pick(Requests.get("/" + i).key(), now) == 1)
                .count();
        assertThat(trials).isEqualTo(1);
        fails(failover, 1); // the trial
        now += (FAIL_TIMEOUT + 1) * SECOND;
        assertThat(picks(failover)).containsExactly(0, 1, 2);
        answers(failover, 1, 200);
        assertThat(picks(failover)).containsExactly(0, 1, 2);
        assertThat(story(failover)).containsExactly("0 1 down passive connect", "22 1 up passive 200");
    }

    @Test
    void itMayFailSeveralTimes() {
        maxFails = 3;
        Failover failover = failover(BalancePolicy.HAPROXY_ROUNDROBIN, 2);
        assertThat(fails(failover, 0)).isEqualTo(1); // though the policy would have had it again
        fails(failover, 0);
        assertThat(picks(failover)).containsExactly(0, 1);
        fails(failover, 0);
        assertThat(picks(failover)).containsExactly(1);
        maxFails = 0;
        Failover patient = failover(BalancePolicy.NGINX_ROUND_ROBIN, 2);
        for (int i = 0; i < 100; i++) {
            assertThat(fails(patient, 0)).isEqualTo(1);
        }
        assertThat(picks(patient)).containsExactly(0, 1);
        assertThat(story(patient)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(BalancePolicy.class)
    void whenAllAreDownAllAreTried(BalancePolicy policy) {
        Failover failover = failover(policy, 2);
        fails(failover, 0);
        fails(failover, 1);
        assertThat(timesAllDown).isEqualTo(1);
        assertThat(picks(failover)).containsExactly(0, 1);
        assertThat(failover.pauseNanos(now)).isPositive();
        now += 29 * SECOND;
        fails(failover, 0);
        assertThat(failover.isHopeless(now)).isFalse();
        now += SECOND;
        assertThat(failover.isHopeless(now)).isTrue();
        assertThat(failover.isAbsence(FailureKind.CONNECT)).isTrue();
        assertThat(failover.isAbsence(FailureKind.TIMEOUT)).isFalse();
        picks(failover);
        answers(failover, 1, 204);
        assertThat(failover.isHopeless(now)).isFalse();
        assertThat(failover.isAbsence(FailureKind.CONNECT)).isFalse();
        assertThat(failover.pauseNanos(now)).isZero();
        fails(failover, 1);
        assertThat(timesAllDown).isEqualTo(1);
    }

    @Test
    void theOnlyTargetIsNeverLeftAlone() {
        Failover failover = failover(BalancePolicy.MAGLEV, 1);
        assertThat(answers(failover, 0, 503)).isEqualTo(Picker.NONE);
        assertThat(story(failover)).isEmpty(); // it is there
        assertThat(fails(failover, 0)).isEqualTo(Picker.NONE);
        assertThat(picks(failover)).containsExactly(0);
        now += SECOND;
        answers(failover, 0, 404);
        assertThat(story(failover)).containsExactly("0 0 down passive connect", "1 0 up passive 404");
    }

    @ParameterizedTest
    @EnumSource(BalancePolicy.class)
    void aTargetThatIsNotHealthyIsNotUsed(BalancePolicy policy) {
        Failover failover = failover(policy, 3);
        failover.probed(2, true, true, "200", now);
        failover.probed(2, false, false, "timeout", now);
        failover.probed(2, true, false, "500", now);
        assertThat(picks(failover)).containsExactly(0, 1, 2);
        failover.probed(2, false, false, "connect", now);
        assertThat(picks(failover)).containsExactly(0, 1);
        fails(failover, 2); // one that was under way
        failover.probed(2, true, true, "200", now);
        assertThat(picks(failover)).containsExactly(0, 1);
        now += 2 * SECOND;
        failover.probed(2, true, true, "204", now);
        assertThat(picks(failover)).containsExactly(0, 1, 2);
        assertThat(story(failover)).containsExactly("0 2 down active connect", "2 2 up active 204");
        assertThat(failover.outcome(nanos -> 0).targets().get(2).probes()).isEqualTo(4);
    }

    @Test
    void whenNoneIsHealthyAllAreTried() {
        Failover failover = failover(BalancePolicy.RING_HASH, 2);
        failover.probed(0, false, false, "connect", now); // the first failure will do while nothing is known
        assertThat(picks(failover)).containsExactly(1);
        failover.probed(1, false, false, "connect", now);
        assertThat(picks(failover)).containsExactly(0, 1);
        assertThat(timesAllDown).isEqualTo(1);
    }

    @Test
    void requestsAreTriedOnceMoreWhenThatDoesNoHarm() {
        maxFails = 0;
        Failover failover = failover(BalancePolicy.NGINX_LEAST_CONN, 2);
        for (String method : List.of("GET", "HEAD", "OPTIONS", "PUT", "DELETE", "POST", "PATCH", "TRACE")) {
            boolean isTriedAgain = !Set.of("POST", "PATCH", "TRACE").contains(method);
            for (FailureKind kind : FailureKind.values()) {
                boolean isTried = isTriedAgain && kind != FailureKind.TIMEOUT;
                assertThat(failover.failed(exchange(method, 0), kind, now, true))
                        .as(method + " " + kind)
                        .isEqualTo(isTried ? 1 : Picker.NONE);
                assertThat(failover.failed(exchange(method, 0), kind, now, false))
                        .isEqualTo(Picker.NONE);
                assertThat(failover.failed(exchange(method, 0).on(1), kind, now, true))
                        .isEqualTo(Picker.NONE);
                Exchange cutShort = exchange(method, 0);
                cutShort.setStatus(200);
                assertThat(failover.failed(cutShort, kind, now, true)).isEqualTo(Picker.NONE);
            }
        }
        for (int status : List.of(200, 302, 404, 429, 500, 501, 505)) {
            assertThat(answers(failover, 0, status)).isEqualTo(Picker.NONE);
        }
        for (int status : List.of(502, 503, 504)) {
            assertThat(answers(failover, 0, status)).isEqualTo(1);
        }
    }

    @Test
    void whatBecameOfRequestsIsCounted() {
        Failover failover = failover(BalancePolicy.NGINX_ROUND_ROBIN, 3);
        assertThat(fails(failover, 0)).isNotEqualTo(0);
        Exchange retry = exchange(0).on(1);
        retry.setStatus(200);
        failover.answered(retry, now, true);
        assertThat(answers(failover, 1, 503)).isEqualTo(2);
        failover.failed(exchange(1).on(2), FailureKind.CLOSED, now, true);
        failover.failed(exchange(2), FailureKind.TIMEOUT, now, true);
        failover.resent(exchange(2));
        FailoverOutcome outcome = failover.outcome(nanos -> 0);
        assertThat(outcome.targets())
                .containsExactly(new TargetFailover(1, 0, 0), new TargetFailover(1, 0, 0), new TargetFailover(0, 1, 0));
        assertThat(outcome.retried()).isEqualTo(2);
        assertThat(outcome.recovered()).isEqualTo(1);
        assertThat(outcome.lost()).isEqualTo(2);
        assertThat(outcome.resent()).isEqualTo(1);
    }

    @Test
    void aTryOnAnotherTargetIsDueWhenTheFirstOneWas() {
        Exchange scheduled = new Exchange(Requests.get("/"), 0, true, 5);
        scheduled.sent(8);
        assertThat(scheduled.on(1).dueNanos()).isEqualTo(5);
        Exchange unscheduled = new Exchange(Requests.get("/"), 0, false, 5);
        unscheduled.sent(8);
        unscheduled.sent(20); // on another connection
        assertThat(unscheduled.dueNanos()).isEqualTo(8);
        Exchange retry = unscheduled.on(1);
        retry.sent(30);
        assertThat(retry.dueNanos()).isEqualTo(8);
        assertThat(retry.sentNanos()).isEqualTo(30);
    }

    @Test
    void ofManySwitchesTheFirstOnesAreKept() {
        Failover failover = failover(BalancePolicy.P2C, 1);
        for (int i = 0; i < 2_000; i++) {
            fails(failover, 0);
            answers(failover, 0, 200);
        }
        FailoverOutcome outcome = failover.outcome(nanos -> 0);
        assertThat(outcome.switches()).hasSize(1_000);
        assertThat(outcome.switchCount()).isEqualTo(4_000);
    }
}
