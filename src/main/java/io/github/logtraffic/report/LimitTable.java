package io.github.logtraffic.report;

import io.github.logtraffic.analysis.AnalysisResult.Durations;
import io.github.logtraffic.analysis.AnalysisResult.Percentiles;
import io.github.logtraffic.analysis.LimitResult;
import io.github.logtraffic.analysis.Protection;
import io.github.logtraffic.traffic.limit.HarmedClient;
import io.github.logtraffic.traffic.limit.LimitOutcome;
import io.github.logtraffic.traffic.limit.LimitSetting;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Lays out what limits would have done: a row a setting, and for few settings whom they would have harmed. */
final class LimitTable {
    /** More settings are there to be compared; who is harmed by one of them can be asked for. */
    private static final int MOST_HARM_TABLES = 4;

    private final LimitResult result;
    private final ReportStyle style;
    private final Numbers numbers;
    private final WallClock clock;

    LimitTable(LimitResult result, ReportStyle style) {
        this.result = result;
        this.style = style;
        this.numbers = new Numbers(style.human());
        this.clock = new WallClock(result.logs().zone());
    }

    List<String> lines() {
        SummaryTable summary = new SummaryTable(result.logs(), style, numbers, clock);
        if (result.offered().requests() > 0) {
            summary.addFact(
                    "Peak",
                    numbers.count(result.offered().requests()) + " a second, at "
                            + clock.second(result.offered().start()));
        }
        List<String> lines = new ArrayList<>(summary.lines());
        result.protections().forEach(protection -> addProtection(lines, protection));
        addTitle(lines, "Limits");
        lines.addAll(settings().lines(style));
        if (result.outcomes().size() <= MOST_HARM_TABLES) {
            result.outcomes().forEach(outcome -> addHarm(lines, outcome));
        }
        return lines;
    }

    private void addTitle(List<String> lines, String title) {
        lines.add("");
        lines.add(Emphasis.TITLE.of(title, style.color()));
    }

    private void addProtection(List<String> lines, Protection protection) {
        addTitle(
                lines,
                "Smallest limits by " + SafeText.visible(protection.chosen().key()) + " that leave "
                        + Numbers.decimal(protection.share() * 100, 3) + "% untouched: all "
                        + (protection.mayBeTouched() == 0
                                ? ""
                                : "but " + numbers.count(protection.mayBeTouched()) + " of ")
                        + numbers.count(protection.clients()) + " clients");
        Table table = new Table(List.of(
                Column.right("Rate", 0),
                Column.right("Burst", 0),
                Column.right("Allows in a minute", 1),
                Column.left("", 0).with(Emphasis.WARNING)));
        for (LimitSetting candidate : protection.candidates()) {
            table.add(
                    candidate.rate().toString(),
                    numbers.count(candidate.burst()),
                    numbers.count(Math.round(Protection.perMinute(candidate))),
                    candidate.equals(protection.chosen()) ? "◀ smallest" : "");
        }
        lines.addAll(table.lines(style));
    }

    /** How soon a column may be left out: not that in which settings differ. */
    private int rank(Function<LimitSetting, Object> part) {
        boolean differs = result.outcomes().stream()
                        .map(outcome -> part.apply(outcome.setting()))
                        .distinct()
                        .count()
                > 1;
        return differs ? 0 : 1;
    }

    private Table settings() {
        boolean anyWaits = result.outcomes().stream().anyMatch(outcome -> outcome.delayed() > 0);
        Table table = new Table(List.of(
                Column.left("Model", rank(LimitSetting::model)),
                Column.left("Key", rank(LimitSetting::key)),
                Column.right("Rate", rank(LimitSetting::rate)),
                Column.right("Burst", rank(LimitSetting::burst)),
                Column.right("Delay", rank(LimitSetting::delay)),
                Column.right("Passed", 0),
                Column.right("Delayed", 0),
                Column.right(anyWaits ? "Wait p95" : "", 3),
                Column.right(anyWaits ? "Wait max" : "", 4),
                Column.right("Rejected", 0).with(Emphasis.WARNING),
                Column.right("Had 2xx", 3),
                Column.right("Clients touched", 0),
                Column.right(result.knowsCrawlers() ? "Crawlers" : "", 2),
                Column.right("Peak/s", 2)));
        for (LimitOutcome outcome : result.outcomes()) {
            LimitSetting setting = outcome.setting();
            Durations delays = LimitResult.delays(outcome);
            Percentiles percentiles = delays == null ? null : delays.percentiles();
            table.add(
                    setting.model().modelName(),
                    SafeText.visible(setting.key()),
                    setting.rate().toString(),
                    numbers.count(setting.burst()),
                    setting.hasDelay() ? numbers.count(setting.delay()) : "-",
                    numbers.count(outcome.passed()),
                    numbers.count(outcome.delayed()),
                    percentiles == null ? "" : numbers.micros(percentiles.p95()),
                    delays == null ? "" : numbers.micros(delays.maxMicros()),
                    interval(outcome.rejectedLow(), outcome.rejectedHigh()),
                    outcome.rejected() > 0 ? Numbers.percent(LimitResult.successShare(outcome)) : "",
                    numbers.count(outcome.touched()),
                    result.knowsCrawlers() ? numbers.count(outcome.crawlers()) : "",
                    numbers.count(outcome.peak()));
        }
        return table;
    }

    private String interval(long low, long high) {
        return low == high ? numbers.count(low) : numbers.count(low) + "–" + numbers.count(high);
    }

    private void addHarm(List<String> lines, LimitOutcome outcome) {
        if (outcome.mostHarmed().isEmpty()) {
            return;
        }
        addTitle(lines, "Most harmed by " + title(outcome.setting()) + shown(outcome));
        Table table = new Table(List.of(
                Column.left("Client", 0),
                Column.right("Rejected", 0).with(Emphasis.WARNING),
                Column.right("Delayed", 1),
                Column.left("First", 2),
                Column.left("Last", 2),
                Column.left("", 1)));
        for (HarmedClient harmed : outcome.mostHarmed()) {
            table.add(
                    SafeText.visible(result.clientText(harmed)),
                    numbers.count(harmed.rejected()),
                    numbers.count(harmed.delayed()),
                    clock.second(harmed.first()),
                    clock.second(harmed.last()),
                    harmed.isCrawler() ? "claims to be a crawler" : "");
        }
        lines.addAll(table.lines(style));
    }

    private String shown(LimitOutcome outcome) {
        int rows = outcome.mostHarmed().size();
        return rows < outcome.touched()
                ? ": " + numbers.count(rows) + " of " + numbers.count(outcome.touched()) + " clients"
                : "";
    }

    private static String title(LimitSetting setting) {
        return setting.model().modelName() + " " + SafeText.visible(setting.key()) + " " + setting.rate() + " burst "
                + setting.burst() + (setting.hasDelay() ? " delay " + setting.delay() : "");
    }
}
