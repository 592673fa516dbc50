package io.github.logtraffic.analysis;

import io.github.logtraffic.analysis.AnalysisResult.Filter;
import io.github.logtraffic.analysis.AnalysisResult.TimeRange;
import io.github.logtraffic.analysis.AnalysisResult.Totals;
import io.github.logtraffic.engine.RunSummary;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * What every command that reads logs says of them.
 *
 * @param run what was read
 * @param inOrder whether entries were taken in the order of time
 * @param filter which entries were wanted; null for all
 * @param zone whose wall clock the report follows
 * @param exact whether everything was counted exactly
 * @param totals sums over all entries
 * @param timeRange first and last entry; null without entries
 */
public record LogOverview(
        RunSummary run,
        boolean inOrder,
        @Nullable Filter filter,
        ZoneId zone,
        boolean exact,
        Totals totals,
        @Nullable TimeRange timeRange) {}
