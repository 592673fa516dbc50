package io.github.logtraffic.report;

import io.github.logtraffic.analysis.CacheResult;
import io.github.logtraffic.traffic.cache.CacheCounts;
import io.github.logtraffic.traffic.cache.CachePolicy;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Shows what caches would have done on a page: curves and tables of every policy. */
final class CacheHtml {
    private static final String TITLE = "What a cache would have hit";

    private final CacheResult result;
    private final ReportStyle style;
    private final Numbers numbers;
    private final CacheSections sections;
    private final HtmlPage page = new HtmlPage(TITLE);

    CacheHtml(CacheResult result, ReportStyle style) {
        this.result = result;
        this.style = style;
        this.numbers = new Numbers(style.human());
        this.sections = new CacheSections(result, numbers);
    }

    String text() {
        SummaryTable summary = new SummaryTable(
                result.logs(), style, numbers, new WallClock(result.logs().zone()));
        new CacheFacts(result, numbers).addTo(summary);
        page.addFacts(summary.facts());
        if (result.requests().cacheable() > 0 && result.outcomes().isEmpty()) {
            page.addNote(CacheSections.NO_OUTCOMES);
        } else if (result.requests().cacheable() > 0) {
            addRatios("Hit ratio by size", CacheCounts::hitRatio);
            addRatios("Byte hit ratio by size", CacheCounts::byteHitRatio);
            addDetails();
            for (CacheSections.Section worth : sections.worth()) {
                page.addTitle(worth.title());
                page.addTable(worth.table());
            }
        }
        return page.text(style.version());
    }

    private void addRatios(String title, ToDoubleFunction<CacheCounts> ratio) {
        List<CachePolicy> policies = result.plan().policies();
        page.addTitle(title);
        if (result.outcomes(policies.get(0)).size() > 1) {
            page.addMarkup(new CurveSvg(result, numbers, ratio).markup(title));
        }
        sections.policies().forEach(some -> page.addTable(sections.comparison(some, ratio)));
    }

    private void addDetails() {
        for (CachePolicy policy : result.plan().policies()) {
            page.addTitle(policy.policyName());
            page.addTable(sections.details(policy));
        }
        sections.notes().forEach(page::addNote);
    }
}
