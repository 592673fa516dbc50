package io.github.logtraffic.analysis;

import io.github.logtraffic.analysis.AnalysisResult.Bucket;
import io.github.logtraffic.analysis.AnalysisResult.Rate;
import io.github.logtraffic.analysis.AnalysisResult.Window;
import io.github.logtraffic.analysis.AnalysisResult.WindowStatistics;
import io.github.logtraffic.count.Tally;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Works out requests over time from a tally that is not empty. */
final class RateReport {
    private final AnalysisPlan plan;
    private final Tally tally;

    private RateReport(AnalysisPlan plan, Tally tally) {
        this.plan = plan;
        this.tally = tally;
    }

    static Rate of(AnalysisPlan plan, Tally tally) {
        return new RateReport(plan, tally).report();
    }

    private Rate report() {
        long seconds = plan.interval()
                .secondsFor(
                        tally.firstSecond(), tally.lastSecond(), tally.series().cellSeconds(), plan.zone());
        return new Rate(seconds, plan.windowSeconds(), buckets(seconds), statistics());
    }

    private List<Bucket> buckets(long seconds) {
        WallClockIntervals intervals = new WallClockIntervals(seconds, plan.zone());
        Map<Long, Bucket> filled = new HashMap<>();
        tally.series().forEachCell((start, requests, bytes) -> {
            // Where a zone's offset was no whole minute, the first cell may begin before the first interval does.
            long second = Math.max(start, tally.firstSecond());
            Bucket cell = new Bucket(intervals.startOf(second), requests, bytes);
            filled.merge(cell.start(), cell, RateReport::sum);
        });
        List<Bucket> buckets = new ArrayList<>();
        long start = intervals.startOf(tally.firstSecond());
        for (; start <= tally.lastSecond(); start = intervals.next(start)) {
            buckets.add(filled.getOrDefault(start, new Bucket(start, 0, 0)));
        }
        return buckets;
    }

    private static Bucket sum(Bucket one, Bucket other) {
        long bytes = one.bytes() + other.bytes();
        return new Bucket(one.start(), one.requests() + other.requests(), bytes < 0 ? Long.MAX_VALUE : bytes);
    }

    private WindowStatistics statistics() {
        long length = plan.windowSeconds();
        Map<Long, Long> windows = new HashMap<>();
        tally.series()
                .forEachCell(
                        (start, requests, bytes) -> windows.merge(Math.floorDiv(start, length), requests, Long::sum));
        long inAll = Math.floorDiv(tally.lastSecond(), length) - Math.floorDiv(tally.firstSecond(), length) + 1;
        long[] sorted =
                windows.values().stream().mapToLong(Long::longValue).sorted().toArray();
        long max = sorted[sorted.length - 1];
        long maxAt = windows.entrySet().stream()
                .filter(window -> window.getValue() == max)
                .mapToLong(Map.Entry::getKey)
                .min()
                .orElseThrow();
        return new WindowStatistics(
                (double) tally.requests() / inAll,
                percentile(sorted, inAll, 50),
                percentile(sorted, inAll, 95),
                percentile(sorted, inAll, 99),
                new Window(max, maxAt * length));
    }

    /** By nearest rank: the smallest number that so many percent of all windows do not exceed. */
    private static long percentile(long[] sortedWithoutZeros, long inAll, int percent) {
        long rank = Math.max(1, (percent * inAll + 99) / 100);
        long zeros = inAll - sortedWithoutZeros.length;
        return rank <= zeros ? 0 : sortedWithoutZeros[(int) (rank - zeros - 1)];
    }
}
