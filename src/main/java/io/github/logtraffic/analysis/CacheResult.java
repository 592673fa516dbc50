package io.github.logtraffic.analysis;

import io.github.logtraffic.traffic.cache.CacheOutcome;
import io.github.logtraffic.traffic.cache.CachePolicy;
import io.github.logtraffic.traffic.cache.CachedObject;
import io.github.logtraffic.traffic.cache.OriginLoad;
import io.github.logtraffic.traffic.cache.RequestCounts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What caches would have done.
 *
 * @param logs what was read
 * @param plan what was asked for
 * @param requests what all requests are to a cache
 * @param objects how many there are
 * @param objectsOnce how many were asked for only once
 * @param footprint the bytes of all objects
 * @param share of the objects that outcomes were found from, the smallest of them; 1 for all
 * @param isShareOfRequests whether it is that of the requests, for all objects
 * @param load what the origin has to do without a cache
 * @param outcomes what each policy does at each size, policy by policy, sizes ascending
 * @param chosen the cache whose objects are named: of the first policy the size from which on more would help little; null
 *     without any
 * @param saving the objects that save most bytes
 * @param savingTime the objects that save most time for the room they take; empty when the log does not say how long requests
 *     take
 * @param isUpstreamTime whether that time is what servers behind took, as the log says; otherwise that of whole requests
 */
public record CacheResult(
        LogOverview logs,
        CachePlan plan,
        RequestCounts requests,
        long objects,
        long objectsOnce,
        long footprint,
        double share,
        boolean isShareOfRequests,
        OriginLoad load,
        List<CacheOutcome> outcomes,
        @Nullable CacheOutcome chosen,
        List<CachedObject> saving,
        List<CachedObject> savingTime,
        boolean isUpstreamTime) {
    /** The share of cacheable requests that a cache would hit that holds everything for ever, 0 to 1. */
    public double infiniteHitRatio() {
        long cacheable = requests.cacheable();
        return cacheable == 0 ? 0 : Math.max(0, (double) (cacheable - objects) / cacheable);
    }

    /** Whether outcomes were found from a sample, and may be off. */
    public boolean isSampled() {
        return share < 1;
    }

    /** What one policy does, sizes ascending. */
    public List<CacheOutcome> outcomes(CachePolicy policy) {
        return outcomes.stream().filter(outcome -> outcome.policy() == policy).toList();
    }
}
