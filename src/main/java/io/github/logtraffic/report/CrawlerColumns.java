package io.github.logtraffic.report;

import io.github.logtraffic.analysis.AnalysisResult.Group;
import io.github.logtraffic.analysis.AnalysisResult.Groups;
import io.github.logtraffic.analysis.CrawlerChecks;
import io.github.logtraffic.analysis.CrawlerClaims;
import io.github.logtraffic.analysis.CrawlerRequests;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether crawlers are true ones: columns of a table by crawler, a word where each row is one claim. */
final class CrawlerColumns {
    private static final String UNKNOWN = "-";

    private final Groups groups;
    private final @Nullable CrawlerChecks checks;
    private final Numbers numbers;
    private final boolean areClaims;
    private final boolean anyUnchecked;

    /**
     * @param checks null when it was not to be found out
     */
    CrawlerColumns(Groups groups, @Nullable CrawlerChecks checks, Numbers numbers) {
        this.groups = groups;
        this.checks = CrawlerChecks.mayBeIn(groups.by()) ? checks : null;
        this.numbers = numbers;
        this.areClaims = CrawlerClaims.areRowsBy(groups.by());
        this.anyUnchecked =
                !areClaims && this.checks != null && groups.rows().stream().anyMatch(this::isUnchecked);
    }

    private boolean isUnchecked(Group row) {
        CrawlerRequests requests = of(row);
        return requests != null && requests.unchecked() > 0;
    }

    private @Nullable CrawlerRequests of(Group row) {
        return checks == null ? null : checks.of(groups, row);
    }

    List<Column> columns() {
        if (checks == null) {
            return List.of();
        }
        return areClaims
                ? List.of(Column.left("Claim", 2))
                : List.of(
                        Column.right("Verified", 2),
                        Column.right("Spoofed", 2).with(Emphasis.ALARM),
                        Column.right(anyUnchecked ? "Unchecked" : "", 2));
    }

    List<String> cells(Group row) {
        if (checks == null) {
            return List.of();
        }
        CrawlerRequests requests = of(row);
        if (areClaims) {
            return List.of(requests == null ? UNKNOWN : word(requests));
        }
        // Of a crawler that might come from anywhere nothing is verified, but nothing is spoofed either.
        if (requests == null || requests.claimed() == row.requests()) {
            return List.of(UNKNOWN, UNKNOWN, anyUnchecked ? UNKNOWN : "");
        }
        return List.of(
                numbers.count(requests.verified()),
                numbers.count(requests.spoofed()),
                anyUnchecked ? numbers.count(requests.unchecked()) : "");
    }

    private static String word(CrawlerRequests claim) {
        if (claim.verified() > 0) {
            return "verified";
        }
        if (claim.spoofed() > 0) {
            return "spoofed";
        }
        return claim.unchecked() > 0 ? "unchecked" : "claimed";
    }
}
