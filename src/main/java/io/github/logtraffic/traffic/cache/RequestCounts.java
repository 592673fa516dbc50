package io.github.logtraffic.traffic.cache;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The requests of a log, by what they are to a cache.
 *
 * @param cacheable those that a cache can be asked for
 * @param bypassed the others, by reason; reasons that did not occur are left out
 * @param withQuery cacheable ones that have a query
 * @param incomplete cacheable ones whose answer was not all of an object: 206, 304, or to HEAD
 * @param byTtl cacheable ones by which of the times {@link ObjectRules#ttlSeconds} is their object's
 */
public record RequestCounts(
        long cacheable, SortedMap<Bypass, Long> bypassed, long withQuery, long incomplete, List<Long> byTtl) {
    /** Takes its own copies. */
    public RequestCounts {
        bypassed = new TreeMap<>(bypassed);
        byTtl = List.copyOf(byTtl);
    }
}
