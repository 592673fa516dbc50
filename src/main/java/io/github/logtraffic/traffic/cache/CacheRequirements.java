package io.github.logtraffic.traffic.cache;

import java.util.function.Supplier;

/**
 * What some policies need to know.
 *
 * @param settings what servers are told
 * @param freshness until when what this cache holds is fresh
 * @param nextUses see {@link Trace#nextUses}
 */
record CacheRequirements(CacheSettings settings, Freshness freshness, Supplier<int[]> nextUses) {}
