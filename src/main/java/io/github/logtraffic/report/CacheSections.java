package io.github.logtraffic.report;

import io.github.logtraffic.analysis.CacheResult;
import io.github.logtraffic.traffic.cache.CacheCounts;
import io.github.logtraffic.traffic.cache.CacheOutcome;
import io.github.logtraffic.traffic.cache.CachePolicy;
import io.github.logtraffic.traffic.cache.CachedObject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The tables of what caches would have done, for all formats that show tables. */
final class CacheSections {
    /** In place of tables, when there is nothing to put into them. */
    static final String NO_OUTCOMES = "Stopped before any cache was simulated.";

    private static final double MINUTE = 60;
    private static final int BAR = 8;
    private static final int POLICIES_A_TABLE = 6;

    private final CacheResult result;
    private final Numbers numbers;

    CacheSections(CacheResult result, Numbers numbers) {
        this.result = result;
        this.numbers = numbers;
    }

    /** The policies, a few at a time, since a table of all of them would be wider than a terminal. */
    List<List<CachePolicy>> policies() {
        List<CachePolicy> all = result.plan().policies();
        List<List<CachePolicy>> parts = new ArrayList<>();
        for (int from = 0; from < all.size(); from += POLICIES_A_TABLE) {
            parts.add(all.subList(from, Math.min(all.size(), from + POLICIES_A_TABLE)));
        }
        return parts;
    }

    /** A row a size, a column a policy. */
    Table comparison(List<CachePolicy> policies, ToDoubleFunction<CacheCounts> ratio) {
        List<Column> columns = new ArrayList<>(List.of(Column.right("Size", 0)));
        policies.forEach(policy -> columns.add(Column.right(policy.policyName(), columns.size())));
        Table table = new Table(columns);
        List<CacheOutcome> sizes = result.outcomes(policies.get(0));
        for (int row = 0; row < sizes.size(); row++) {
            List<String> cells =
                    new ArrayList<>(List.of(numbers.bytes(sizes.get(row).size())));
            for (CachePolicy policy : policies) {
                List<CacheOutcome> outcomes = result.outcomes(policy); // fewer when the run was interrupted
                cells.add(
                        row < outcomes.size()
                                ? Numbers.percent(
                                        ratio.applyAsDouble(outcomes.get(row).all()))
                                : "");
            }
            table.add(cells);
        }
        return table;
    }

    /** What is to be known of the tables. */
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        notes.add(
                "Warm: without the first tenth of the requests, in which the cache fills. Origin: what is left to it in its "
                        + "busiest minute after that. Bytes are of whole objects, also where the log has a 304 or a part of one: so more may "
                        + "be saved than was sent, and what misses is fetched whole.");
        if (result.isSampled()) {
            notes.add("±: twice the standard error, as hits were found from a sample"
                    + (result.isShareOfRequests()
                            ? "; its origin is that of the minutes that are busiest without a cache."
                            : "."));
        }
        if (result.outcomes().stream().anyMatch(this::beatsBound)) {
            notes.add("Optimal and belady are bounds for objects of one size; of these some other policy hits more.");
        }
        return notes;
    }

    private boolean beatsBound(CacheOutcome outcome) {
        return result.outcomes().stream()
                .anyMatch(bound -> bound.policy() == CachePolicy.OPTIMAL
                        && bound.size() == outcome.size()
                        && outcome.all().hitRatio() - bound.all().hitRatio()
                                > outcome.hitRatioError() + bound.hitRatioError());
    }

    /** All about one policy, a row a size. */
    Table details(CachePolicy policy) {
        List<CacheOutcome> outcomes = result.outcomes(policy);
        boolean anyExpired = outcomes.stream().anyMatch(outcome -> outcome.all().revalidations() > 0);
        Table table = new Table(List.of(
                Column.right("Size", 0),
                Column.right("Hits", 0),
                Column.right(result.isSampled() ? "±" : "", 3),
                Column.left("", 6).with(Emphasis.BAR),
                Column.right("Bytes", 0),
                Column.right("Warm", 2),
                Column.right("Warm bytes", 4),
                Column.right(anyExpired ? "Revalidated" : "", 1),
                Column.right("Origin/s", 1),
                Column.right("Origin bytes/s", 1)));
        for (CacheOutcome outcome : outcomes) {
            table.add(
                    numbers.bytes(outcome.size()),
                    Numbers.percent(outcome.all().hitRatio()),
                    result.isSampled() ? Numbers.percent(outcome.hitRatioError()) : "",
                    Numbers.bar(Math.round(outcome.all().hitRatio() * 1000), 1000, BAR),
                    Numbers.percent(outcome.all().byteHitRatio()),
                    Numbers.percent(outcome.warm().hitRatio()),
                    Numbers.percent(outcome.warm().byteHitRatio()),
                    anyExpired ? Numbers.percent(outcome.all().revalidationRatio()) : "",
                    numbers.average(outcome.origin().peakRequests() / MINUTE),
                    numbers.bytes(Math.round(outcome.origin().peakBytes() / MINUTE)));
        }
        return table;
    }

    /**
     * A table with its title.
     *
     * @param title of the table
     * @param table without it
     */
    record Section(String title, Table table) {}

    /** Which objects save most, in bytes and in time as far as that is known. */
    List<Section> worth() {
        CacheOutcome chosen = result.chosen();
        List<Section> sections = new ArrayList<>();
        if (chosen != null) {
            String cache = chosen.policy().policyName() + " of " + numbers.bytes(chosen.size());
            addWorth(sections, "What saves most bytes: " + cache, result.saving());
            addWorth(
                    sections,
                    "What saves most "
                            + (result.isUpstreamTime() ? "upstream time" : "time, slow clients' included,")
                            + " for its size: " + cache,
                    result.savingTime());
        }
        return sections;
    }

    private void addWorth(List<Section> sections, String title, List<CachedObject> objects) {
        if (!objects.isEmpty()) {
            sections.add(new Section(title, worth(objects)));
        }
    }

    /** A row an object. */
    private Table worth(List<CachedObject> objects) {
        Table table = new Table(List.of(
                Column.right("Saved", 0),
                Column.right(result.savingTime().isEmpty() ? "" : "Time saved", 1),
                Column.right("Hits", 0),
                Column.right("Requests", 3),
                Column.right("Size", 2),
                Column.text("URL", 0)));
        for (CachedObject object : objects) {
            table.add(
                    numbers.bytes(object.savedBytes()),
                    object.savedMicros() < 0 ? "" : numbers.micros(object.savedMicros()),
                    numbers.count(object.hits()),
                    numbers.count(object.requests()),
                    numbers.bytes(object.size()),
                    SafeText.visible(object.url()));
        }
        return table;
    }
}
