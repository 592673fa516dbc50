package io.github.logtraffic.traffic.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CapacityRuleTest {
    private static final long MILLI = 1_000_000;

    /** Of 98 answers that took 10 ms, one of 5xx that took 300 ms, and one request without an answer. */
    private static ReplayOutcome outcome() {
        LatencyRecorder times = new LatencyRecorder();
        for (int i = 0; i < 98; i++) {
            times.add(10 * MILLI);
        }
        times.add(300 * MILLI);
        TargetOutcome all = new TargetOutcome(
                99,
                1,
                0,
                new TreeMap<>(Map.of(200, 98L, 503, 1L)),
                new TreeMap<>(Map.of(FailureKind.CLOSED, 1L)),
                times.latencies(),
                times.latencies());
        return new ReplayOutcome(
                List.of(all),
                all,
                AnswerDiff.NOTHING,
                new FailoverOutcome(List.of(), 0, List.of(), 0, 1),
                0,
                0,
                TargetOutcome.NOTHING.responseTimes(),
                1,
                100,
                100,
                StopReason.DONE);
    }

    private static ReplayOutcome unanswered() {
        TargetOutcome all = new TargetOutcome(
                0,
                10,
                0,
                new TreeMap<>(),
                new TreeMap<>(Map.of(FailureKind.CONNECT, 10L)),
                TargetOutcome.NOTHING.responseTimes(),
                TargetOutcome.NOTHING.serviceTimes());
        return new ReplayOutcome(
                List.of(all),
                all,
                AnswerDiff.NOTHING,
                new FailoverOutcome(List.of(), 0, List.of(), 0, 10),
                0,
                0,
                TargetOutcome.NOTHING.responseTimes(),
                1,
                10,
                10,
                StopReason.DONE);
    }

    @Test
    void nobodyCarriesWhatIsNotAnswered() {
        assertThat(CapacityRule.parse("p99<200ms").broken(unanswered()))
                .extracting(CapacityRule.Bound::name)
                .containsExactly("p99", "errors");
        assertThat(CapacityRule.parse("p99<1s").broken(outcome())).isEmpty();
    }

    private static List<String> broken(String rule) {
        return CapacityRule.parse(rule).broken(outcome()).stream()
                .map(CapacityRule.Bound::name)
                .toList();
    }

    @Test
    void allBoundsMustHold() {
        assertThat(broken("p50<20ms,errors<3%")).isEmpty();
        assertThat(broken("p50<20ms, errors<2%")).containsExactly("errors");
        assertThat(broken("p50<5ms,p98<0.2s,p99<0.2s,errors<1%")).containsExactly("p50", "p99", "errors");
        assertThat(broken("p99<300ms")).containsExactly("p99");
        assertThat(broken("p99<301ms")).isEmpty();
    }

    @Test
    void whatIsNotAnsweredIsLongerThanAnyLimit() {
        assertThat(broken("p99<900s")).isEmpty();
        assertThat(broken("p99.1<900s,max<900s")).containsExactly("p99.1", "max");
        assertThat(outcome().responseTime(99)).isBetween(300.0, 301.0);
        assertThat(outcome().responseTime(99.1)).isInfinite();
        assertThat(unanswered().responseTime(1)).isInfinite();
    }

    @Test
    void whatAnotherTargetAnsweredIsNoError() {
        TargetOutcome all = new TargetOutcome(
                99,
                3,
                0,
                new TreeMap<>(Map.of(200, 98L, 503, 1L)),
                new TreeMap<>(Map.of(FailureKind.CONNECT, 3L)),
                outcome().all().responseTimes(),
                outcome().all().serviceTimes());
        FailoverOutcome failover = new FailoverOutcome(List.of(), 0, List.of(new TargetFailover(4, 0, 0)), 4, 0);
        ReplayOutcome retried = new ReplayOutcome(
                List.of(all),
                all,
                AnswerDiff.NOTHING,
                failover,
                0,
                0,
                TargetOutcome.NOTHING.responseTimes(),
                1,
                100,
                100,
                StopReason.DONE);
        assertThat(retried.errorShare()).isZero();
        assertThat(retried.responseTime(100)).isBetween(300.0, 301.0);
    }

    @Test
    void errorsAreAlwaysToBeFewerThanHalf() {
        assertThat(CapacityRule.parse("errors<90%").broken(unanswered())).hasSize(2);
        assertThat(CapacityRule.parse("errors<50%").bounds()).hasSize(1);
    }

    @Test
    void whatIsNoRuleIsSaid() {
        for (String typed : List.of(
                "", "p99", "p99<", "p99<200", "p0<1s", "p100<1s", "errors<0%", "errors<1", "p99>1s", "p99<1s,")) {
            assertThatThrownBy(() -> CapacityRule.parse(typed))
                    .as(typed)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("expected bounds such as p99<200ms,max<2s,errors<1%");
        }
    }
}
