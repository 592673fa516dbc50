package io.github.logtraffic.analysis;

import io.github.logtraffic.count.key.NetworkKey;
import io.github.logtraffic.engine.OrderedPass;
import io.github.logtraffic.engine.RunSummary;
import io.github.logtraffic.traffic.limit.BurstNeeds;
import io.github.logtraffic.traffic.limit.LimitModel;
import io.github.logtraffic.traffic.limit.LimitRate;
import io.github.logtraffic.traffic.limit.LimitSetting;
import io.github.logtraffic.traffic.limit.LimitedKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the smallest limit that leaves a share of the clients untouched, in a pass of its own; what that limit does to everybody
 * is then found by a {@link LimitRun}. Made, then {@link #run} once.
 */
public final class ProtectionRun {
    /**
     * What was found.
     *
     * @param run what was read
     * @param clients how many clients there are to protect
     * @param protection null when there are none, or no limit is small enough
     */
    public record Answer(
            RunSummary run, int clients, @Nullable Protection protection) {}

    private final LimitPlan logs;
    private final LimitKey key;
    private final ProtectionPlan plan;
    private final OrderedPass pass;

    /**
     * @param logs what to read; its keys and settings do not matter
     * @param key what requests are limited by
     * @param plan what to look for
     */
    public ProtectionRun(LimitPlan logs, LimitKey key, ProtectionPlan plan) {
        this.logs = logs;
        this.key = key;
        this.plan = plan;
        this.pass = new OrderedPass(logs.sources(), logs.pass(), logs.reorderSeconds(), null);
    }

    /** The pass over the logs. */
    public OrderedPass pass() {
        return pass;
    }

    /** Reads the logs and looks for it. */
    public Answer run() {
        List<LimitSetting> rates = plan.rates().stream()
                .sorted(Comparator.comparingDouble(ProtectionRun::perSecond))
                .map(rate -> new LimitSetting(LimitModel.NGINX, key.keyName(), rate, 0, LimitSetting.NODELAY))
                .toList();
        BurstNeeds needs = new BurstNeeds(
                new LimitedKey(key.entryKey(logs.keyContext()), key.limitsAbsent(), rates),
                new NetworkKey(logs.prefix()),
                plan.attackers()::contains,
                logs.seed());
        RunSummary summary = pass.run(needs);
        return new Answer(summary, needs.clients(), needs.clients() == 0 ? null : protection(needs, rates));
    }

    private static double perSecond(LimitRate rate) {
        return (double) rate.requests() / rate.seconds();
    }

    private @Nullable Protection protection(BurstNeeds needs, List<LimitSetting> rates) {
        long mayBeTouched = (long) Math.floor((1 - plan.share()) * needs.clients() + 1e-9); // 0.1 % of 1,000 is 1
        List<LimitSetting> candidates = new ArrayList<>();
        for (int i = 0; i < rates.size(); i++) {
            long burst = needs.smallestBurst(i, mayBeTouched);
            boolean isSmaller = candidates.isEmpty()
                    || burst < candidates.get(candidates.size() - 1).burst();
            if (burst <= plan.mostBurst() && isSmaller) {
                candidates.add(new LimitSetting(
                        LimitModel.NGINX, key.keyName(), rates.get(i).rate(), (int) burst, LimitSetting.NODELAY));
            }
        }
        return candidates.stream()
                .min(Comparator.comparingDouble(Protection::perMinute))
                .map(chosen -> new Protection(plan.share(), needs.clients(), mayBeTouched, chosen, candidates))
                .orElse(null);
    }
}
