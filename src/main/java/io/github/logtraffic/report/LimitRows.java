package io.github.logtraffic.report;

import io.github.logtraffic.analysis.AnalysisResult.Durations;
import io.github.logtraffic.analysis.AnalysisResult.Percentiles;
import io.github.logtraffic.analysis.LimitResult;
import io.github.logtraffic.traffic.limit.LimitOutcome;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** What limits would have done, a row a setting, for spreadsheets. */
final class LimitRows {
    private static final List<String> HEADINGS = List.of(
            "model",
            "key",
            "rate",
            "burst",
            "delay",
            "passed",
            "delayed",
            "delay_p50_ms",
            "delay_p95_ms",
            "delay_max_ms",
            "rejected_low",
            "rejected_high",
            "rejected_success_share",
            "clients_seen",
            "clients_touched",
            "crawlers_touched",
            "offered_peak",
            "peak",
            "peak_start");

    private LimitRows() {}

    static String text(LimitResult result, char separator) {
        StringBuilder text = new StringBuilder(SeparatedRows.row(separator, HEADINGS));
        DateTimeFormatter times =
                DateTimeFormatter.ISO_OFFSET_DATE_TIME.withZone(result.logs().zone());
        for (LimitOutcome outcome : result.outcomes()) {
            text.append(SeparatedRows.row(separator, cells(result, outcome, times)));
        }
        return text.toString();
    }

    private static List<String> cells(LimitResult result, LimitOutcome outcome, DateTimeFormatter times) {
        Durations delays = LimitResult.delays(outcome);
        Percentiles percentiles = delays == null ? null : delays.percentiles();
        return List.of(
                outcome.setting().model().modelName(),
                outcome.setting().key(),
                outcome.setting().rate().toString(),
                String.valueOf(outcome.setting().burst()),
                outcome.setting().hasDelay() ? String.valueOf(outcome.setting().delay()) : "",
                String.valueOf(outcome.passed()),
                String.valueOf(outcome.delayed()),
                percentiles == null ? "" : millis(percentiles.p50()),
                percentiles == null ? "" : millis(percentiles.p95()),
                delays == null ? "" : millis(delays.maxMicros()),
                String.valueOf(outcome.rejectedLow()),
                String.valueOf(outcome.rejectedHigh()),
                outcome.rejected() > 0 ? Numbers.decimal(LimitResult.successShare(outcome), 6) : "",
                String.valueOf(result.logs().totals().clients()),
                String.valueOf(outcome.touched()),
                result.knowsCrawlers() ? String.valueOf(outcome.crawlers()) : "",
                String.valueOf(result.offered().requests()),
                String.valueOf(outcome.peak()),
                outcome.peak() > 0 ? times.format(Instant.ofEpochSecond(outcome.peakSecond())) : "");
    }

    private static String millis(long micros) {
        return Numbers.decimal(micros / 1e3, 3);
    }
}
