package io.github.logtraffic.analysis;

import io.github.logtraffic.engine.PassOptions;
import io.github.logtraffic.identity.NetworkPrefix;
import io.github.logtraffic.log.format.EntryPlan;
import io.github.logtraffic.log.format.FieldNames;
import io.github.logtraffic.log.input.LogSource;
import io.github.logtraffic.traffic.cache.CachePolicy;
import io.github.logtraffic.traffic.cache.CacheSettings;
import io.github.logtraffic.traffic.cache.ObjectSlots;
import java.time.ZoneId;
import java.util.List;

/**
 * Which logs to ask which caches for.
 *
 * @param sources the logs
 * @param pass how to read them; of texts those of {@link #TEXTS}
 * @param reorderSeconds by how much entries may be behind others that belong behind them
 * @param zone whose wall clock the report follows
 * @param prefix which part of an address is a client
 * @param objects what can be cached
 * @param policies the caches' policies
 * @param sizes the caches' sizes in bytes, ascending; none for a curve of {@value #CURVE_SIZES} up to all that there is
 * @param isExact whether all objects are simulated, and not a sample where that will do
 * @param settings of the caches of servers
 * @param rows how many URLs are named; 0 for all
 * @param memoryBytes what is written down may take
 * @param hashSeed of hash tables; it changes no result
 */
public record CachePlan(
        List<LogSource> sources,
        PassOptions pass,
        int reorderSeconds,
        ZoneId zone,
        NetworkPrefix prefix,
        CacheObjects objects,
        List<CachePolicy> policies,
        List<Long> sizes,
        boolean isExact,
        CacheSettings settings,
        int rows,
        long memoryBytes,
        long hashSeed) {
    /** nginx's own name of how long the server behind took. */
    private static final String UPSTREAM_TIME = "upstream_response_time";

    /** The fields that entries must have. */
    public static final List<String> TEXTS = List.of(
            FieldNames.METHOD, FieldNames.PATH, FieldNames.QUERY, FieldNames.HOST, FieldNames.USER, UPSTREAM_TIME);

    /** How many sizes a curve has. */
    public static final int CURVE_SIZES = 16;

    ObjectSlots slots() {
        EntryPlan entries = pass.entries();
        return new ObjectSlots(
                entries.slot(FieldNames.METHOD),
                entries.slot(FieldNames.PATH),
                entries.slot(FieldNames.QUERY),
                entries.slot(FieldNames.HOST),
                entries.slot(FieldNames.USER),
                entries.slot(UPSTREAM_TIME));
    }
}
