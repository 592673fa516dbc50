package io.github.logtraffic.analysis;

import io.github.logtraffic.traffic.balance.SimulationOutcome;
import io.github.logtraffic.traffic.balance.SimulationPlan;

/**
 * Where policies would have sent the requests of logs.
 *
 * @param logs what was read
 * @param plan what was asked for
 * @param outcome what came out
 */
public record BalanceResult(LogOverview logs, SimulationPlan plan, SimulationOutcome outcome) {
    /** Whether some requests were taken to last as long as the plan says, because no log says how long they did. */
    public boolean assumesDurations() {
        return outcome.requestsTimed() < logs.totals().requests();
    }
}
