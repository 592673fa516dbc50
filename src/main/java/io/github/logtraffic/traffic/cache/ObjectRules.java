package io.github.logtraffic.traffic.cache;

import io.github.logtraffic.log.entry.AccessLogEntry;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/**
 * What is an object, whether it may be cached, and for how long it is fresh.
 *
 * @param query what of a query tells objects apart
 * @param isWanted says of an entry whether the user's patterns let it be cached; belongs to one thread
 * @param ttlClass says of an entry which of the times is its object's; belongs to one thread
 * @param ttlSeconds the times, {@link #FOR_EVER} for one that does not end
 */
public record ObjectRules(
        QueryRule query,
        Predicate<AccessLogEntry> isWanted,
        ToIntFunction<AccessLogEntry> ttlClass,
        List<Integer> ttlSeconds) {
    /** Objects do not expire. */
    public static final int FOR_EVER = Integer.MAX_VALUE;

    /** How many times there can be. */
    public static final int MOST_TTLS = 127;

    /**
     * Statuses of answers that caches keep unless they are told otherwise (RFC 9110, section 15.1), and 304, the short form of
     * one of them.
     */
    public static final Set<Integer> STATUSES = Set.of(200, 203, 204, 206, 300, 301, 304, 308, 404, 405, 410, 414, 501);

    /** nginx's status of a client that did not wait for all of the answer: whether it would have been kept is not said. */
    public static final int CLIENT_LEFT = 499;

    /** Takes its own copy. */
    public ObjectRules {
        ttlSeconds = List.copyOf(ttlSeconds);
    }
}
