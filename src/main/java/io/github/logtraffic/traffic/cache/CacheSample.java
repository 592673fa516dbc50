package io.github.logtraffic.traffic.cache;

import org.jspecify.annotations.Nullable;

/**
 * A trace of all objects of a log, or of a share of them, and what it says of all.
 *
 * <p>A cache for a sample is smaller by its share. That a sample has more or fewer requests than its share is mostly due to a
 * few objects that are asked for very often and are always held; so the difference is made up for as hits (the adjusted
 * estimator of SHARDS).
 */
final class CacheSample {
    private final Trace trace;
    private final double share;
    private final Minutes minutes;
    private final long requests;
    private final long bytes;
    private final int[] minuteEnds;
    private int @Nullable [] nextUses;

    /**
     * @param share of the log's objects that the trace has
     * @param minutes of the whole log
     * @param requests cacheable ones of the whole log
     * @param bytes of their objects
     */
    CacheSample(Trace trace, double share, Minutes minutes, long requests, long bytes) {
        this.trace = trace;
        this.share = share;
        this.minutes = minutes;
        this.requests = requests;
        this.bytes = bytes;
        this.minuteEnds = minutes.endsIn(trace);
    }

    /** The same numbers for all who ask, made when the first one does. */
    synchronized int[] nextUses() {
        if (nextUses == null) {
            nextUses = trace.nextUses();
        }
        return nextUses;
    }

    /**
     * What a cache would have done with all requests of the log.
     *
     * @param ttlSeconds by the class of an object
     * @param hitsByObject counts hits by object of the trace; null when nobody wants to know
     */
    CacheOutcome run(
            CachePolicy policy, long size, CacheSettings settings, int[] ttlSeconds, int @Nullable [] hitsByObject) {
        Freshness freshness = new Freshness(trace, ttlSeconds);
        long capacity = share == 1 ? size : Math.max(1, Math.round(size * share));
        Cache cache = policy.newCache(trace, capacity, new CacheRequirements(settings, freshness, this::nextUses));
        TraceRun run = new TraceRun(trace, minutes, share, policy == CachePolicy.VARNISH, hitsByObject);
        run.run(cache, freshness, minuteEnds);
        return new CacheOutcome(
                policy,
                size,
                ofAll(run.all(), requests, bytes),
                ofAll(run.warm(), requests - requests / Trace.COLD_PARTS, warmBytes(run)),
                run.origin(),
                share,
                0,
                0);
    }

    private long warmBytes(TraceRun run) {
        return share == 1 || run.all().bytes() == 0
                ? run.warm().bytes()
                : Math.round((double) bytes * run.warm().bytes() / run.all().bytes());
    }

    private CacheCounts ofAll(CacheCounts sampled, long requestsOfAll, long bytesOfAll) {
        if (share == 1) {
            return sampled;
        }
        long revalidations = Math.round(sampled.revalidations() / share);
        long revalidatedBytes = Math.round(sampled.revalidatedBytes() / share);
        return new CacheCounts(
                requestsOfAll,
                adjusted(sampled.hits(), sampled.requests(), requestsOfAll, revalidations),
                revalidations,
                bytesOfAll,
                adjusted(sampled.hitBytes(), sampled.bytes(), bytesOfAll, revalidatedBytes),
                revalidatedBytes);
    }

    private long adjusted(long hits, long sampled, long ofAll, long revalidated) {
        double adjusted = hits / share + (ofAll - sampled / share);
        return Math.round(Math.max(0, Math.min(adjusted, (double) ofAll - revalidated)));
    }
}
