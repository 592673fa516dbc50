package io.github.logtraffic.report;

import io.github.logtraffic.analysis.CacheResult;
import io.github.logtraffic.traffic.cache.CacheOutcome;
import java.util.List;

/** What caches would have done, a row for each policy and size, for spreadsheets. */
final class CacheRows {
    private static final List<String> HEADINGS = List.of(
            "policy",
            "size",
            "requests",
            "hits",
            "hit_ratio",
            "hit_ratio_error",
            "revalidated",
            "bytes",
            "hit_bytes",
            "byte_hit_ratio",
            "byte_hit_ratio_error",
            "warm_hit_ratio",
            "warm_byte_hit_ratio",
            "origin_requests",
            "origin_bytes",
            "origin_peak_minute_requests",
            "origin_peak_minute_bytes");

    private static final int DECIMALS = 6;

    private CacheRows() {}

    static String text(CacheResult result, char separator) {
        StringBuilder text = new StringBuilder(SeparatedRows.row(separator, HEADINGS));
        for (CacheOutcome outcome : result.outcomes()) {
            text.append(SeparatedRows.row(separator, cells(outcome)));
        }
        return text.toString();
    }

    private static List<String> cells(CacheOutcome outcome) {
        return List.of(
                outcome.policy().policyName(),
                String.valueOf(outcome.size()),
                String.valueOf(outcome.all().requests()),
                String.valueOf(outcome.all().hits()),
                ratio(outcome.all().hitRatio()),
                ratio(outcome.hitRatioError()),
                String.valueOf(outcome.all().revalidations()),
                String.valueOf(outcome.all().bytes()),
                String.valueOf(outcome.all().hitBytes()),
                ratio(outcome.all().byteHitRatio()),
                ratio(outcome.byteHitRatioError()),
                ratio(outcome.warm().hitRatio()),
                ratio(outcome.warm().byteHitRatio()),
                String.valueOf(outcome.origin().requests()),
                String.valueOf(outcome.origin().bytes()),
                String.valueOf(outcome.origin().peakRequests()),
                String.valueOf(outcome.origin().peakBytes()));
    }

    private static String ratio(double ratio) {
        return Numbers.decimal(ratio, DECIMALS);
    }
}
