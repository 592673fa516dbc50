package io.github.logtraffic.traffic.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logtraffic.analysis.CapacityResult;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whether a replay kept up with its plan, and what is kept of one that is over. */
class ReplayOutcomeTest {
    private static ReplayOutcome outcome(int requests, long late) {
        LatencyRecorder lateness = new LatencyRecorder();
        for (int i = 0; i < requests; i++) {
            lateness.add(0);
        }
        return new ReplayOutcome(
                List.of(TargetOutcome.NOTHING),
                TargetOutcome.NOTHING,
                new AnswerDiff(1, 0, 0, 1, 0, List.of(new AnswerDiff.Row("/", 200, 404, 1, 5, 0)), 0),
                new FailoverOutcome(
                        List.of(new TargetSwitch(0, 1, false, TargetSwitch.Means.PASSIVE, "connect")),
                        1,
                        List.of(TargetFailover.NOTHING),
                        0,
                        3),
                late,
                0,
                lateness.latencies(),
                1,
                requests,
                requests,
                StopReason.DONE);
    }

    private static boolean keptUp(int requests, long late) {
        return outcome(requests, late).keptUp();
    }

    @Test
    void oneInAHundredMayBeLate() {
        assertThat(keptUp(10_000, 100)).isTrue();
        assertThat(keptUp(10_000, 101)).isFalse();
    }

    @Test
    void ofFewRequestsFiveMayBeLateButNoMoreThanATenth() {
        assertThat(keptUp(499, 5)).isTrue();
        assertThat(keptUp(499, 6)).isFalse();
        assertThat(keptUp(41, 5)).isTrue();
        assertThat(keptUp(40, 5)).isFalse();
        assertThat(keptUp(20, 2)).isTrue();
        assertThat(keptUp(20, 3)).isFalse();
        assertThat(keptUp(1, 1)).isTrue();
        assertThat(keptUp(5, 2)).isFalse();
    }

    @Test
    void ofTheStepsOfACapacityTestOnlyWhatIsReportedIsKept() {
        ReplayOutcome kept = new CapacityResult.Step(Pace.OF_THE_LOG, outcome(500, 5), List.of()).outcome();
        assertThat(kept.targets()).isEmpty();
        assertThat(kept.diff()).isEqualTo(AnswerDiff.NOTHING);
        assertThat(kept.failover().switches()).isEmpty();
        assertThat(kept.failover().lost()).isEqualTo(3);
        assertThat(kept.keptUp()).isTrue();
    }
}
