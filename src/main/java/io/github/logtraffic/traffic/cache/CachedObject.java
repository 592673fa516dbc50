package io.github.logtraffic.traffic.cache;

/**
 * What keeping an object is worth.
 *
 * @param url host, path and query as they tell objects apart; bytes that are not UTF-8 as {@code \xHH}
 * @param requests for it
 * @param hits of them
 * @param size in bytes
 * @param savedMicros how long the requests that hit would have taken, at the average of all for it: the server behind, as far
 *     as logs say that, otherwise whole requests, with the time that slow clients take; -1 when no log says any
 */
public record CachedObject(String url, long requests, long hits, long size, long savedMicros) {
    /** The bytes that the origin need not send. */
    public long savedBytes() {
        return Minutes.times(hits, size);
    }

    /** Saved time in seconds for each megabyte of the cache that the object takes. */
    public double savedSecondsPerMegabyte() {
        return (double) savedMicros / size;
    }
}
