package io.github.logtraffic.cli;

import io.github.logtraffic.analysis.AnalysisResult;
import io.github.logtraffic.analysis.TalkerSort;
import io.github.logtraffic.report.JsonSchema;
import io.github.logtraffic.report.ReportFormat;
import io.github.logtraffic.report.ReportFormats;

/** What to report, and how. */
final class ReportOptions {
    int limit = 10;
    TalkerSort sort = TalkerSort.REQUESTS;
    final OutputOptions<AnalysisResult> output;

    ReportOptions(OptionList options) {
        options.section("Report:")
                .value(
                        "-n --limit",
                        "N",
                        typed -> limit = Values.number(typed, 0, Integer.MAX_VALUE),
                        "Show N rows; 0 is all. Default: 10.")
                .value(
                        "--sort",
                        "KEY",
                        typed -> sort = Values.choice(typed, TalkerSort.values(), TalkerSort::sortName),
                        "Sort by requests, bytes, errors (4xx and 5xx), peak, and where the log has durations by duration (all requests "
                                + "together) or p95. Default: requests.");
        output = new OutputOptions<>(options, ReportFormats.analyze(), JsonSchema.ANALYZE);
    }

    /** Whether top talkers are shown whatever else was asked for. */
    boolean showsTopTalkers() {
        return output.targets().stream()
                .anyMatch(target -> target.format().formatName().equals(ReportFormat.JSON));
    }
}
