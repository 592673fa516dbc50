package io.github.logtraffic.traffic.cache;

/**
 * What came of requests. Bytes are those of whole objects, whatever part of them an answer was.
 *
 * @param requests all that the cache was asked for
 * @param hits answered by the cache alone as far as the client could tell
 * @param revalidations were held, but had expired: the origin was asked whether they had changed
 * @param bytes of all requests
 * @param hitBytes of hits
 * @param revalidatedBytes of revalidations
 */
public record CacheCounts(
        long requests, long hits, long revalidations, long bytes, long hitBytes, long revalidatedBytes) {
    /** No requests. */
    static final CacheCounts NOTHING = new CacheCounts(0, 0, 0, 0, 0, 0);

    /** What is left without some of the requests. */
    CacheCounts minus(CacheCounts some) {
        return new CacheCounts(
                requests - some.requests,
                hits - some.hits,
                revalidations - some.revalidations,
                bytes - some.bytes,
                hitBytes - some.hitBytes,
                revalidatedBytes - some.revalidatedBytes);
    }

    /** Requests whose object was not held. */
    public long misses() {
        return requests - hits - revalidations;
    }

    /** The share of requests that hit, 0 to 1. */
    public double hitRatio() {
        return requests == 0 ? 0 : (double) hits / requests;
    }

    /** The share of requests that were revalidated, 0 to 1. */
    public double revalidationRatio() {
        return requests == 0 ? 0 : (double) revalidations / requests;
    }

    /** The share of bytes that hit, 0 to 1. */
    public double byteHitRatio() {
        return bytes == 0 ? 0 : (double) hitBytes / bytes;
    }
}
