package io.github.logtraffic.report;

import io.github.logtraffic.analysis.AnalysisResult.TimeRange;
import io.github.logtraffic.analysis.Comparison;
import io.github.logtraffic.analysis.Comparison.Sender;
import io.github.logtraffic.analysis.Comparison.Senders;
import io.github.logtraffic.analysis.Comparison.Share;
import io.github.logtraffic.analysis.Comparison.ShareKind;
import io.github.logtraffic.analysis.Comparison.Side;
import io.github.logtraffic.engine.InputFailure;
import io.github.logtraffic.engine.InputSummary;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** A comparison as tables for people: what it comes to, statuses, and who came, went or changed. */
final class ComparisonTable {
    private static final int INDENT = 12;
    private static final double FEW = 0.1;
    private static final MathContext TWO_DIGITS = new MathContext(2);

    private final Comparison comparison;
    private final ReportStyle style;
    private final Numbers numbers;
    private final WallClock clock;
    private final ComparisonWords words;
    private final Layout layout;
    private final List<String> lines = new ArrayList<>();

    ComparisonTable(Comparison comparison, ReportStyle style) {
        this.comparison = comparison;
        this.style = style;
        this.numbers = new Numbers(style.human());
        this.clock = new WallClock(comparison.zone());
        this.words = new ComparisonWords(comparison, numbers);
        this.layout = new Layout(style.width());
    }

    List<String> lines() {
        addTitle("Summary");
        addSide("Before", comparison.before());
        addSide("After", comparison.after());
        addFact("Verdict", words.verdict());
        addFact("Requests", words.traffic());
        if (words.isNothing()) {
            return lines;
        }
        addFact("Chance", chance());
        addShares();
        addSenders("New", comparison.appeared(), false, true);
        addSenders("Gone", comparison.gone(), true, false);
        addSenders("More or fewer requests", comparison.changed(), true, true);
        return lines;
    }

    private String chance() {
        return String.format(
                Locale.ROOT,
                "1 report in %.0f is to show anything that chance has made, were visits independent; numbers of requests vary %.1f times as much as if "
                        + "they came one by one",
                1 / comparison.falseAlarms(),
                comparison.traffic().dispersion());
    }

    private void addTitle(String title) {
        if (!lines.isEmpty()) {
            lines.add("");
        }
        lines.add(Emphasis.TITLE.of(title, style.color()));
    }

    private void addFact(String name, String text) {
        lines.add("  " + Emphasis.HEADING.of(String.format(Locale.ROOT, "%-10s", name), style.color())
                + layout.wrap(text, INDENT));
    }

    private void addSide(String name, Side side) {
        List<InputSummary> inputs = side.run().inputs();
        String log =
                inputs.isEmpty() ? "nothing" : SafeText.visible(inputs.get(0).source());
        addFact(name, log + (inputs.size() > 1 ? " and " + (inputs.size() - 1) + " more" : "") + ": " + sums(side));
        for (InputFailure failure : side.run().failures()) {
            addFact("Failed", SafeText.visible(failure.source() + ": " + failure.reason()));
        }
        if (side.run().interrupted()) {
            addFact("Partial", "interrupted; this is what was read until then");
        }
    }

    private String sums(Side side) {
        TimeRange range = side.timeRange();
        String sums = numbers.count(side.totals().requests(), "request") + " of "
                + numbers.count(side.totals().clients(), "client") + ", "
                + numbers.bytes(side.totals().bytes());
        return range == null
                ? sums
                : sums + ", " + clock.second(range.first()) + " to " + clock.second(range.last()) + " "
                        + clock.zoneName();
    }

    private void addShares() {
        List<Share> statuses = comparison.shares().stream()
                .filter(share -> share.kind() == ShareKind.STATUS)
                .sorted(Comparator.comparing(Share::isNoise))
                .toList();
        long moved = statuses.stream().filter(share -> !share.isNoise()).count();
        addTitle("Statuses: " + numbers.count(statuses.size()) + ", " + moreThanChance(moved));
        Table table = new Table(List.of(
                Column.right("Status", 0),
                Column.right("Before", 0),
                Column.right("After", 0),
                Column.right("Requests before", 2),
                Column.right("Requests after", 1),
                Column.left("", 0)));
        for (Share share : statuses) {
            table.add(
                    Long.toString(share.number()),
                    ComparisonWords.percent(share.beforeShare()),
                    ComparisonWords.percent(share.afterShare()),
                    numbers.count(share.before()),
                    numbers.count(share.after()),
                    share.beforeShare() == share.afterShare() ? "the same" : chance(share.isNoise()));
        }
        lines.addAll(table.lines(style));
    }

    private void addSenders(String title, Senders senders, boolean hasBefore, boolean hasAfter) {
        String by = String.join(", ", comparison.by());
        addTitle(title + " by " + by + ": " + howMany(senders));
        if (senders.rows().isEmpty()) {
            return;
        }
        List<Column> columns = new ArrayList<>();
        if (hasBefore) {
            columns.add(Column.right("Before/min", 0));
        }
        if (hasAfter) {
            columns.add(Column.right("After/min", 0));
        }
        if (hasBefore && hasAfter) {
            columns.add(Column.right("Change", 0));
        }
        columns.add(Column.right("Requests", 1));
        columns.add(Column.left("", 0));
        comparison.by().forEach(key -> columns.add(Column.text(title(key), 0)));
        Table table = new Table(columns);
        for (Sender sender : senders.rows()) {
            table.add(cells(sender, hasBefore, hasAfter));
        }
        lines.addAll(table.lines(style));
    }

    private String howMany(Senders senders) {
        return senders.all() == 0
                ? "none"
                : numbers.count(senders.all()) + ", " + moreThanChance(senders.significant());
    }

    private String moreThanChance(long significant) {
        return (significant == 0 ? "none" : numbers.count(significant)) + " by more than chance";
    }

    /** Requests per minute; two digits of few. */
    private String rate(double perMinute) {
        return perMinute > 0 && perMinute < FEW
                ? new BigDecimal(perMinute, TWO_DIGITS).toPlainString()
                : numbers.average(perMinute);
    }

    private static String chance(boolean isNoise) {
        return isNoise ? ComparisonWords.MAY_BE_CHANCE : "";
    }

    private static String title(String key) {
        return key.substring(0, 1).toUpperCase(Locale.ROOT) + key.substring(1);
    }

    private List<String> cells(Sender sender, boolean hasBefore, boolean hasAfter) {
        List<String> cells = new ArrayList<>();
        if (hasBefore) {
            cells.add(rate(sender.beforePerMinute()));
        }
        if (hasAfter) {
            cells.add(rate(sender.afterPerMinute()));
        }
        if (hasBefore && hasAfter) {
            cells.add(ComparisonWords.change(sender.beforePerMinute(), sender.afterPerMinute()));
        }
        String before = numbers.count(sender.before());
        String after = numbers.count(sender.after());
        cells.add(hasBefore && hasAfter ? before + " → " + after : hasBefore ? before : after);
        cells.add(chance(sender.isNoise()));
        sender.key().forEach(part -> cells.add(SafeText.visible(part)));
        return cells;
    }
}
