package io.github.logtraffic.analysis;

import io.github.logtraffic.analysis.AnalysisResult.Filter;
import io.github.logtraffic.analysis.AnalysisResult.Window;
import io.github.logtraffic.count.key.NetworkKey;
import io.github.logtraffic.engine.InputSummary;
import io.github.logtraffic.engine.OrderedPass;
import io.github.logtraffic.engine.RejectSink;
import io.github.logtraffic.engine.RunSummary;
import io.github.logtraffic.log.entry.OrderedConsumer;
import io.github.logtraffic.log.format.FieldNames;
import io.github.logtraffic.log.format.LogFormat;
import io.github.logtraffic.traffic.limit.ClientRequests;
import io.github.logtraffic.traffic.limit.KeysAtOnce;
import io.github.logtraffic.traffic.limit.LimitOutcome;
import io.github.logtraffic.traffic.limit.LimitSetting;
import io.github.logtraffic.traffic.limit.LimitSimulation;
import io.github.logtraffic.traffic.limit.LimitedKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The run of a plan: made, then {@link #run} once. The {@link #pass} may be watched and stopped meanwhile. */
public final class LimitRun {
    private final LimitPlan plan;
    private final OrderedPass pass;
    private @Nullable ClientRequests clients;

    /**
     * @param plan what to do
     * @param rejects takes the malformed lines; null to drop them
     */
    public LimitRun(LimitPlan plan, @Nullable RejectSink rejects) {
        this.plan = plan;
        this.pass = new OrderedPass(plan.sources(), plan.pass(), plan.reorderSeconds(), rejects);
    }

    /** Has all clients counted besides. */
    public LimitRun counting(ClientRequests all) {
        clients = all;
        return this;
    }

    /** The pass over the logs. */
    public OrderedPass pass() {
        return pass;
    }

    /** Reads the logs and tries all settings on them. */
    public LimitResult run() {
        List<LimitedKey> limited = limitedKeys();
        LimitSimulation simulation = new LimitSimulation(
                limited,
                new NetworkKey(plan.prefix()),
                plan.userAgents(),
                plan.pass().entries().slot(FieldNames.USER_AGENT),
                plan.seed());
        KeysAtOnce keys = plan.rememberSeconds() == 0
                ? null
                : new KeysAtOnce(limited.get(0), plan.rememberSeconds(), plan.seed());
        OrderedTotals totals = new OrderedTotals(
                andClients(keys == null ? simulation : andKeys(simulation, keys)), plan.prefix(), plan.seed());
        RunSummary summary = pass.run(totals);
        LogOverview logs = new LogOverview(
                summary,
                true,
                Filter.of(plan.pass().filter()),
                plan.zone(),
                simulation.isExact() && totals.totals().clientsError() == 0,
                totals.totals(),
                totals.timeRange());
        return new LimitResult(
                logs,
                plan.prefix(),
                totals.hasFractions(),
                summary.inputs().stream().anyMatch(LimitRun::hasUserAgents),
                new Window(simulation.offeredPeak(), simulation.offeredPeakSecond()),
                List.of(),
                keys == null ? new KeysAtOnce.Most(0, 0) : keys.most(),
                inOrderOfThePlan(simulation.outcomes(plan.limit() == 0 ? Integer.MAX_VALUE : plan.limit())));
    }

    private static OrderedConsumer andKeys(OrderedConsumer simulation, KeysAtOnce keys) {
        return (entry, floorMicros, evenMicros) -> {
            simulation.accept(entry, floorMicros, evenMicros);
            keys.accept(entry, floorMicros, evenMicros);
        };
    }

    private OrderedConsumer andClients(OrderedConsumer simulation) {
        ClientRequests counted = clients;
        if (counted == null) {
            return simulation;
        }
        return (entry, floorMicros, evenMicros) -> {
            counted.add(entry);
            simulation.accept(entry, floorMicros, evenMicros);
        };
    }

    private List<LimitedKey> limitedKeys() {
        GroupKey.Context context = plan.keyContext();
        List<LimitedKey> limited = new ArrayList<>();
        for (LimitKey key : plan.keys()) {
            List<LimitSetting> settings = plan.settings().stream()
                    .filter(setting -> setting.key().equals(key.keyName()))
                    .toList();
            limited.add(new LimitedKey(key.entryKey(context), key.limitsAbsent(), settings));
        }
        return limited;
    }

    private List<LimitOutcome> inOrderOfThePlan(List<LimitOutcome> outcomes) {
        Map<LimitSetting, LimitOutcome> bySetting = new HashMap<>();
        outcomes.forEach(outcome -> bySetting.put(outcome.setting(), outcome));
        return plan.settings().stream()
                .map(setting -> Objects.requireNonNull(bySetting.get(setting)))
                .toList();
    }

    private static boolean hasUserAgents(InputSummary log) {
        return Stream.concat(Stream.ofNullable(log.format()), log.followed().keySet().stream())
                .anyMatch((LogFormat format) -> format.mayHave(FieldNames.USER_AGENT));
    }
}
