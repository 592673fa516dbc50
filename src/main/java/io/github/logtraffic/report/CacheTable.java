package io.github.logtraffic.report;

import io.github.logtraffic.analysis.CacheResult;
import io.github.logtraffic.traffic.cache.CacheCounts;
import io.github.logtraffic.traffic.cache.CachePolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Lays out what caches would have done for a terminal. */
final class CacheTable {
    /** Fewer sizes are no curve. */
    static final int LEAST_TO_PLOT = 4;

    private final CacheResult result;
    private final ReportStyle style;
    private final Numbers numbers;
    private final CacheSections sections;
    private final List<String> lines = new ArrayList<>();

    CacheTable(CacheResult result, ReportStyle style) {
        this.result = result;
        this.style = style;
        this.numbers = new Numbers(style.human());
        this.sections = new CacheSections(result, numbers);
    }

    List<String> lines() {
        SummaryTable summary = new SummaryTable(
                result.logs(), style, numbers, new WallClock(result.logs().zone()));
        new CacheFacts(result, numbers).addTo(summary);
        lines.addAll(summary.lines());
        if (result.requests().cacheable() > 0 && result.outcomes().isEmpty()) {
            lines.add("");
            lines.add(CacheSections.NO_OUTCOMES);
        } else if (result.requests().cacheable() > 0) {
            addCurves();
            addDetails();
            for (CacheSections.Section worth : sections.worth()) {
                addTitle(worth.title());
                lines.addAll(worth.table().lines(style));
            }
        }
        return lines;
    }

    private void addTitle(String title) {
        lines.add("");
        lines.add(Emphasis.TITLE.of(title, style.color()));
    }

    private void addCurves() {
        boolean isCurve = result.outcomes(first()).size() >= LEAST_TO_PLOT;
        if (result.plan().policies().size() > 1) {
            addComparison("Hit ratio by size", CacheCounts::hitRatio);
        }
        if (isCurve) {
            CurvePlot plot = new CurvePlot(result, numbers);
            if (style.width() == 0 || style.width() >= plot.width()) {
                addTitle("Hit ratio by size, drawn");
                lines.addAll(plot.lines());
            }
        }
        if (result.plan().policies().size() > 1) {
            addComparison("Byte hit ratio by size", CacheCounts::byteHitRatio);
        }
    }

    private void addComparison(String title, ToDoubleFunction<CacheCounts> ratio) {
        for (List<CachePolicy> policies : sections.policies()) {
            addTitle(title);
            lines.addAll(sections.comparison(policies, ratio).lines(style));
        }
    }

    private void addDetails() {
        addTitle(first().policyName()
                + (result.plan().policies().size() == 1
                        ? ""
                        : ", the first of them (-o csv and -o html have the others too)"));
        lines.addAll(sections.details(first()).lines(style));
        Layout layout = new Layout(style.width());
        sections.notes().forEach(note -> lines.add("  " + layout.paragraph(note, 2)));
    }

    private CachePolicy first() {
        return result.plan().policies().get(0);
    }
}
