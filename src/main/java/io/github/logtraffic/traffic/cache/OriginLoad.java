package io.github.logtraffic.traffic.cache;

/**
 * What the origin had to do behind the cache: requests that missed, that no cache is asked for, that revalidate or refresh.
 *
 * @param requests all of them
 * @param bytes of what it sent; a revalidation takes none
 * @param peakRequests in the minute that had most, of those that begin behind the first tenth of the requests if any does: in
 *     it caches fill
 * @param peakSecond when that minute began
 * @param peakBytes in the minute of them that had most bytes
 * @param peakBytesSecond when that minute began
 */
public record OriginLoad(
        long requests, long bytes, long peakRequests, long peakSecond, long peakBytes, long peakBytesSecond) {}
