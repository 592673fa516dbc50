package io.github.logtraffic.cli;

import io.github.logtraffic.analysis.GroupKey;
import io.github.logtraffic.log.filter.FilterPlan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The options that say what is counted, as they are kept with counts and parsed again when these are added up: without those
 * that only say how logs are read, which may name files that others do not have, and with times that are not relative.
 */
final class TypedCounts {
    /** The options that are kept, none of which names a file. */
    private static final Set<String> NAMES = Set.of(
            "--top",
            "--by",
            "--prefix4",
            "--prefix6",
            "--anonymize-bits",
            "--interval",
            "--window",
            "--since",
            "--until",
            "--status",
            "--client",
            "--method",
            "--path",
            "--host",
            "--user-agent",
            "--referer",
            "--crawlers");

    private final List<String> typed = new ArrayList<>();

    private TypedCounts() {}

    /** The options, as they would be typed. */
    static List<String> of(CountingOptions counting, SeriesOptions series, FilterPlan filter) {
        TypedCounts counts = new TypedCounts();
        String option = counting.groups.asksTopTalkers() ? "--top" : "--by";
        for (List<GroupKey> keys : counting.groups.groups()) {
            counts.add(option, keys.stream().map(GroupKey::keyName).collect(Collectors.joining(",")));
        }
        counts.add("--prefix4", Integer.toString(counting.clients.prefix().ipv4Bits()));
        counts.add("--prefix6", Integer.toString(counting.clients.prefix().ipv6Bits()));
        counts.add("--anonymize-bits", counting.privacy.typedBits());
        counts.add("--interval", series.typedInterval());
        counts.add("--window", series.typedWindow());
        counts.add("--since", time(filter.range().begin()));
        counts.add("--until", time(filter.range().end()));
        filter.typed().forEach((name, values) -> values.forEach(value -> counts.add("--" + name, value)));
        return List.copyOf(counts.typed);
    }

    /** Whether an option, with its value, may be one that was kept. */
    static boolean mayHold(String option) {
        int end = option.indexOf('=');
        return end > 0 && NAMES.contains(option.substring(0, end));
    }

    private static String time(@Nullable Instant time) {
        return time == null ? "" : time.toString();
    }

    private void add(String option, String value) {
        if (!value.isEmpty()) {
            typed.add(option + "=" + value);
        }
    }
}
