package io.github.logtraffic.traffic.cache;

/**
 * What a cache would have done.
 *
 * @param policy what it keeps
 * @param size of the cache, in bytes
 * @param all what came of all requests
 * @param warm what came of those behind the first tenth, when the cache was not empty any more
 * @param origin what was left for the origin
 * @param share of the objects, or of the requests, that it was found from; 1 for all
 * @param hitRatioError by how much the hit ratio may be off, because it was found from a sample: twice its standard error; 0 when
 *     it is exact
 * @param byteHitRatioError the same of the byte hit ratio
 */
public record CacheOutcome(
        CachePolicy policy,
        long size,
        CacheCounts all,
        CacheCounts warm,
        OriginLoad origin,
        double share,
        double hitRatioError,
        double byteHitRatioError) {
    /** The same, off by so much. */
    CacheOutcome withErrors(double ofHitRatio, double ofByteHitRatio) {
        return new CacheOutcome(policy, size, all, warm, origin, share, ofHitRatio, ofByteHitRatio);
    }
}
