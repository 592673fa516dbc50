package io.github.logtraffic.traffic.emit;

import io.github.logtraffic.traffic.cache.CacheCounts;
import io.github.logtraffic.traffic.cache.CacheOutcome;
import io.github.logtraffic.traffic.cache.CacheSettings;
import io.github.logtraffic.traffic.cache.ObjectRules;
import io.github.logtraffic.traffic.cache.QueryRule;
import java.util.ArrayList;
import java.util.List;

/**
 * A cache that was simulated and is to be configured.
 *
 * @param name what to call it: letters, digits and underscores, at most {@link LimitToEmit#LONGEST_NAME}
 * @param query what of a query tells objects apart
 * @param patterns which paths can be cached: any of those that are not negated, when there are some, and none of the others
 * @param ttlSeconds for how long objects are fresh, {@link ObjectRules#FOR_EVER} without an end
 * @param ttls times of some paths; the first that fits counts
 * @param settings what the server lets one choose besides
 * @param outcome what it would have done
 * @param requests that there were, also those that no cache is asked for
 * @param objects how many there are
 * @param prediction on what it was simulated
 */
public record CacheToEmit(
        String name,
        QueryRule query,
        List<PathPattern> patterns,
        int ttlSeconds,
        List<Ttl> ttls,
        CacheSettings settings,
        CacheOutcome outcome,
        long requests,
        long objects,
        Prediction prediction) {
    /** Binary units that both servers know. */
    private static final String UNITS = "kmg";

    /**
     * For how long some objects are fresh.
     *
     * @param typed the pattern of their paths as the user typed it
     * @param seconds how long
     */
    public record Ttl(String typed, int seconds) {}

    /** Keeps copies, and checks the name. */
    public CacheToEmit {
        patterns = List.copyOf(patterns);
        ttls = List.copyOf(ttls);
        if (!Fields.isSafe(name) || name.length() > LimitToEmit.LONGEST_NAME) {
            throw new IllegalArgumentException("name");
        }
    }

    /** Those of answers that are of whole objects: servers make the others of them. */
    static List<Integer> statuses() {
        return ObjectRules.STATUSES.stream()
                .filter(status -> status != 206 && status != 304)
                .sorted()
                .toList();
    }

    /** The size of the cache in bytes. */
    long bytes() {
        return outcome.size();
    }

    /** The size of the cache in bytes, or with {@code k}, {@code m} or {@code g} for binary units. */
    String size() {
        long size = outcome.size();
        int unit = 0;
        while (unit < UNITS.length() && size % 1_024 == 0) {
            size /= 1_024;
            unit++;
        }
        return size + (unit == 0 ? "" : UNITS.substring(unit - 1, unit));
    }

    /** Whether some paths are never cached. */
    boolean hasPatterns() {
        return !patterns.isEmpty();
    }

    /** What it would have done, in words. */
    List<String> effect() {
        CacheCounts all = outcome.all();
        CacheCounts warm = outcome.warm();
        List<String> effect = new ArrayList<>();
        effect.add(ConfigText.percent(all.hitRatio()) + " of " + ConfigText.count(all.requests(), "request")
                + " that the cache can be asked for hit it, with " + ConfigText.percent(all.byteHitRatio())
                + " of the bytes; behind the first tenth, when it is not empty any more, "
                + ConfigText.percent(warm.hitRatio()) + " with " + ConfigText.percent(warm.byteHitRatio()) + ".");
        if (all.revalidations() > 0) {
            effect.add(ConfigText.number(all.revalidations())
                    + " more find what has expired, and ask whether it changed.");
        }
        effect.add("The origin gets "
                + ConfigText.count(outcome.origin().requests(), "request") + " instead of "
                + ConfigText.number(requests)
                + ".");
        if (outcome.hitRatioError() > 0) {
            effect.add("Found from a sample of the objects: the hit ratio may be off by "
                    + ConfigText.percent(outcome.hitRatioError()) + ".");
        }
        return effect;
    }
}
