package io.github.logtraffic.analysis;

import io.github.logtraffic.engine.PassOptions;
import io.github.logtraffic.identity.NetworkPrefix;
import io.github.logtraffic.identity.UserAgents;
import io.github.logtraffic.log.format.FieldNames;
import io.github.logtraffic.log.input.LogSource;
import io.github.logtraffic.traffic.limit.ClientRequests;
import io.github.logtraffic.traffic.limit.LimitSetting;
import java.time.ZoneId;
import java.util.List;

/**
 * Which limits to try on which logs.
 *
 * @param sources the logs
 * @param pass how to read them; of texts those that the keys are taken from, and the user agent
 * @param reorderSeconds by how much entries may be behind others that belong behind them
 * @param prefix which part of an address is a client
 * @param zone whose wall clock keys and the report follow
 * @param userAgents who is a crawler
 * @param keys what requests are limited by
 * @param settings the limits; each by one of those keys, and no two the same
 * @param limit how many harmed clients to name of each; 0 is all
 * @param rememberSeconds for how long a server remembers keys, of the first of which the result then says how many there were at
 *     once; 0 when that does not matter
 * @param seed of hash functions; it changes no exact result
 */
public record LimitPlan(
        List<LogSource> sources,
        PassOptions pass,
        int reorderSeconds,
        NetworkPrefix prefix,
        ZoneId zone,
        UserAgents userAgents,
        List<LimitKey> keys,
        List<LimitSetting> settings,
        int limit,
        int rememberSeconds,
        long seed) {
    /** The same logs, with other limits. */
    public LimitPlan trying(List<LimitSetting> others) {
        return new LimitPlan(
                sources, pass, reorderSeconds, prefix, zone, userAgents, keys, others, limit, rememberSeconds, seed);
    }

    /** The same, naming so many of the harmed clients. */
    public LimitPlan naming(int most) {
        return new LimitPlan(
                sources, pass, reorderSeconds, prefix, zone, userAgents, keys, settings, most, rememberSeconds, seed);
    }

    /** Counts the clients of a run of this plan. */
    public ClientRequests newClientRequests() {
        return new ClientRequests(userAgents, pass.entries().slot(FieldNames.USER_AGENT), seed);
    }

    /** What keys depend on. */
    GroupKey.Context keyContext() {
        return new GroupKey.Context(pass.entries(), zone, prefix, new KeySources(userAgents, null));
    }
}
