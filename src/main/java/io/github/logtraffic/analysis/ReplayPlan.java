package io.github.logtraffic.analysis;

import io.github.logtraffic.engine.PassOptions;
import io.github.logtraffic.identity.NetworkPrefix;
import io.github.logtraffic.log.format.FieldNames;
import io.github.logtraffic.log.input.LogSource;
import io.github.logtraffic.traffic.balance.BalancePolicy;
import io.github.logtraffic.traffic.balance.RequestKey;
import io.github.logtraffic.traffic.replay.Pace;
import io.github.logtraffic.traffic.replay.ReplayMark;
import io.github.logtraffic.traffic.replay.ReplaySettings;
import io.github.logtraffic.traffic.replay.RequestRules;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which logs to send, and how.
 *
 * @param sources the logs
 * @param pass how to read them; of texts those that {@link #texts} names
 * @param reorderSeconds by how much entries may be behind others that belong behind them
 * @param zone whose wall clock the report follows
 * @param prefix which part of an address is a client, where clients are counted
 * @param key what the policy hashes, null for what it does usually
 * @param rules which requests are sent
 * @param loops whether the logs are sent again and again
 * @param settings where to, how fast, and how
 * @param rows how many of the differences to name; 0 is all
 * @param hashSeed of hash tables; it changes no result
 */
public record ReplayPlan(
        List<LogSource> sources,
        PassOptions pass,
        int reorderSeconds,
        ZoneId zone,
        NetworkPrefix prefix,
        @Nullable RequestKey key,
        RequestRules rules,
        boolean loops,
        ReplaySettings settings,
        int rows,
        long hashSeed) {
    /** The fields that requests are made of. */
    static final List<String> FIELDS =
            List.of(FieldNames.METHOD, FieldNames.TARGET, FieldNames.HOST, FieldNames.USER_AGENT, ReplayMark.FIELD);

    /** Keeps a copy. */
    public ReplayPlan {
        sources = List.copyOf(sources);
    }

    /** The fields that entries must have for this policy, when users want that key. */
    public static Set<String> texts(BalancePolicy policy, @Nullable RequestKey wanted) {
        Set<String> texts = new TreeSet<>(FIELDS);
        texts.addAll(BalancePlan.texts(List.of(policy), wanted));
        return texts;
    }

    /** What the policy hashes; of one that hashes nothing anything will do. */
    RequestKey hashedKey() {
        RequestKey hashed = settings.policy().key(key);
        return hashed == null ? RequestKey.TARGET : hashed;
    }

    /** The same under another ceiling. */
    public ReplayPlan under(double ceilingPerSecond) {
        return at(settings.pace().under(ceilingPerSecond));
    }

    /** The same at another pace. */
    public ReplayPlan at(Pace pace) {
        return new ReplayPlan(
                sources, pass, reorderSeconds, zone, prefix, key, rules, loops, settings.at(pace), rows, hashSeed);
    }
}
