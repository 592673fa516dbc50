package io.github.logtraffic.analysis;

import io.github.logtraffic.log.value.Networks;
import io.github.logtraffic.traffic.limit.LimitRate;
import java.util.List;

/**
 * Whom a limit is to leave untouched, and among which limits to look for it.
 *
 * @param share of the clients, 0 to 1
 * @param attackers clients that need not be protected
 * @param rates that are tried
 * @param mostBurst bursts are no larger
 */
public record ProtectionPlan(double share, Networks attackers, List<LimitRate> rates, int mostBurst) {
    /** The rates that are tried when none are given. */
    public static final List<LimitRate> USUAL_RATES = List.of(
            new LimitRate(6, 60),
            new LimitRate(10, 60),
            new LimitRate(15, 60),
            new LimitRate(20, 60),
            new LimitRate(30, 60),
            new LimitRate(40, 60),
            new LimitRate(1, 1),
            new LimitRate(2, 1),
            new LimitRate(3, 1),
            new LimitRate(4, 1),
            new LimitRate(5, 1),
            new LimitRate(7, 1),
            new LimitRate(10, 1),
            new LimitRate(15, 1),
            new LimitRate(20, 1),
            new LimitRate(30, 1),
            new LimitRate(50, 1),
            new LimitRate(100, 1));
}
