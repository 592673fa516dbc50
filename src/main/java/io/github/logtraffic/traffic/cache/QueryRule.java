package io.github.logtraffic.traffic.cache;

import java.util.List;

/**
 * What of a query tells objects apart.
 *
 * @param isWhole whether all of it does, as it stands
 * @param parameters otherwise these do, in this order; none for an object for all queries
 */
public record QueryRule(boolean isWhole, List<String> parameters) {
    /** Another query is another object. */
    public static final QueryRule ALL = new QueryRule(true, List.of());

    /** The query does not matter. */
    public static final QueryRule NONE = new QueryRule(false, List.of());

    /** Takes its own copy. */
    public QueryRule {
        parameters = List.copyOf(parameters);
    }

    /** As users type it: {@code all}, {@code none}, or names separated by commas. */
    @Override
    public String toString() {
        if (isWhole) {
            return "all";
        }
        return parameters.isEmpty() ? "none" : String.join(",", parameters);
    }
}
