package io.github.logtraffic.log.filter;

import io.github.logtraffic.log.format.EntryPlan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which entries are wanted: those that pass all of these.
 *
 * @param range when they were logged
 * @param statuses null for any
 * @param clients null for any
 * @param texts what their fields are like
 * @param others what else is asked of their fields
 * @param typed what was typed of all but the range, by the option's name without its hyphens
 */
public record FilterPlan(
        TimeRange range,
        @Nullable StatusSet statuses,
        @Nullable ClientSet clients,
        List<TextCondition> texts,
        List<FieldCondition> others,
        Map<String, List<String>> typed) {
    /** All entries are wanted. */
    public static final FilterPlan ALL = new FilterPlan(TimeRange.ALWAYS, null, null, List.of(), Map.of());

    /** Keeps a copy, those first that take least time. */
    public FilterPlan {
        List<TextCondition> sorted = new ArrayList<>(texts);
        sorted.sort(Comparator.comparingInt(TextCondition::cost));
        texts = List.copyOf(sorted);
        others = List.copyOf(others);
        typed = Collections.unmodifiableMap(new LinkedHashMap<>(typed));
    }

    /** Entries by what stands in them alone. */
    public FilterPlan(
            TimeRange range,
            @Nullable StatusSet statuses,
            @Nullable ClientSet clients,
            List<TextCondition> texts,
            Map<String, List<String>> typed) {
        this(range, statuses, clients, texts, List.of(), typed);
    }

    /**
     * This plan with one more condition.
     *
     * @param option the name of its option without its hyphens
     * @param value what was typed
     */
    public FilterPlan with(FieldCondition condition, String option, String value) {
        List<FieldCondition> all = new ArrayList<>(others);
        all.add(condition);
        Map<String, List<String>> allTyped = new LinkedHashMap<>(typed);
        allTyped.put(option, List.of(value));
        return new FilterPlan(range, statuses, clients, texts, all, allTyped);
    }

    /** Whether all entries are wanted. */
    public boolean keepsAll() {
        return range.isAlways() && statuses == null && clients == null && texts.isEmpty() && others.isEmpty();
    }

    /** A plan of entries that hold what is asked of them, besides what they are to hold anyway. */
    public EntryPlan widened(EntryPlan entries) {
        return entries.with(texts.stream().map(TextCondition::field).toList())
                .with(others.stream().map(FieldCondition::field).toList());
    }

    /**
     * A filter for one thread; null when all entries are wanted.
     *
     * @param entries the plan of the entries, {@link #widened}
     */
    public @Nullable EntryFilter newFilter(EntryPlan entries) {
        return keepsAll() ? null : new EntryFilter(this, entries);
    }
}
