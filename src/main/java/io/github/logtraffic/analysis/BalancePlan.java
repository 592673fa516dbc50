package io.github.logtraffic.analysis;

import io.github.logtraffic.engine.PassOptions;
import io.github.logtraffic.log.format.FieldNames;
import io.github.logtraffic.log.input.LogSource;
import io.github.logtraffic.traffic.balance.BalancePolicy;
import io.github.logtraffic.traffic.balance.RequestKey;
import io.github.logtraffic.traffic.balance.SimulationPlan;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which logs to spread over which backends.
 *
 * @param sources the logs
 * @param pass how to read them; of texts those that {@link #texts} names
 * @param reorderSeconds by how much entries may be behind others that belong behind them
 * @param zone whose wall clock the report follows
 * @param simulation backends and policies
 */
public record BalancePlan(
        List<LogSource> sources, PassOptions pass, int reorderSeconds, ZoneId zone, SimulationPlan simulation) {
    /** The fields that entries must have for these policies, when users want that key. */
    public static Set<String> texts(List<BalancePolicy> policies, @Nullable RequestKey wanted) {
        Set<String> texts = new TreeSet<>();
        texts.add(field(RequestKey.TARGET));
        for (BalancePolicy policy : policies) {
            RequestKey key = policy.key(wanted);
            if (key != null && key.source() != RequestKey.Source.CLIENT) {
                texts.add(field(key));
            }
        }
        return texts;
    }

    /** The field that a key is found in. */
    static String field(RequestKey key) {
        return switch (key.source()) {
            case CLIENT -> FieldNames.CLIENT;
            case PATH -> FieldNames.PATH;
            case TARGET -> FieldNames.TARGET;
            case HOST -> FieldNames.HOST;
            case PARAMETER -> FieldNames.QUERY;
        };
    }
}
