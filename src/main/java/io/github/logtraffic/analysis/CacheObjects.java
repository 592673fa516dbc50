package io.github.logtraffic.analysis;

import io.github.logtraffic.log.entry.AccessLogEntry;
import io.github.logtraffic.log.filter.EntryFilter;
import io.github.logtraffic.log.filter.FilterPlan;
import io.github.logtraffic.log.filter.TextCondition;
import io.github.logtraffic.log.filter.TimeRange;
import io.github.logtraffic.log.format.EntryPlan;
import io.github.logtraffic.traffic.cache.ObjectRules;
import io.github.logtraffic.traffic.cache.QueryRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a user takes for an object that can be cached.
 *
 * @param query what of a query tells objects apart
 * @param wanted of which paths; null for all
 * @param ttlSeconds for how long objects are fresh that none of the times is of, {@link ObjectRules#FOR_EVER} without an end
 * @param ttls times of some paths; the first one that fits counts
 */
public record CacheObjects(QueryRule query, @Nullable TextCondition wanted, int ttlSeconds, List<Ttl> ttls) {
    /**
     * For how long some objects are fresh.
     *
     * @param paths which
     * @param typed the patterns as the user typed them
     * @param seconds how long
     */
    public record Ttl(TextCondition paths, String typed, int seconds) {}

    /** Takes its own copy. */
    public CacheObjects {
        ttls = List.copyOf(ttls);
    }

    /** Whether objects expire. */
    public boolean expire() {
        return ttlSeconds != ObjectRules.FOR_EVER || !ttls.isEmpty();
    }

    /** The rules for entries of a plan; for one thread. */
    ObjectRules rules(EntryPlan entries) {
        List<Integer> seconds = new ArrayList<>(List.of(ttlSeconds));
        List<Predicate<AccessLogEntry>> conditions = new ArrayList<>();
        for (Ttl ttl : ttls) {
            seconds.add(ttl.seconds());
            conditions.add(test(ttl.paths(), entries));
        }
        ToIntFunction<AccessLogEntry> ttlClass = conditions.isEmpty() ? entry -> 0 : entry -> first(conditions, entry);
        return new ObjectRules(query, wanted == null ? entry -> true : test(wanted, entries), ttlClass, seconds);
    }

    private static int first(List<Predicate<AccessLogEntry>> conditions, AccessLogEntry entry) {
        for (int i = 0; i < conditions.size(); i++) {
            if (conditions.get(i).test(entry)) {
                return i + 1;
            }
        }
        return 0;
    }

    private static Predicate<AccessLogEntry> test(TextCondition condition, EntryPlan entries) {
        EntryFilter filter =
                new FilterPlan(TimeRange.ALWAYS, null, null, List.of(condition), Map.of()).newFilter(entries);
        return filter == null ? entry -> true : filter::keeps;
    }
}
