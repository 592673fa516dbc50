package io.github.logtraffic.analysis;

import io.github.logtraffic.analysis.AnalysisResult.Bucket;
import io.github.logtraffic.analysis.AnalysisResult.Rate;
import io.github.logtraffic.analysis.AnalysisResult.Window;
import io.github.logtraffic.analysis.AnalysisResult.WindowStatistics;
import io.github.logtraffic.count.Tally;
import io.github.logtraffic.count.TimeSeries;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

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
        long[] starts = starts(intervals);
        long[] requests = new long[starts.length];
        long[] bytes = new long[starts.length];
        tally.series().forEachCell((start, cellRequests, cellBytes) -> {
            int place = Arrays.binarySearch(starts, start);
            int bucket = place >= 0 ? place : Math.max(0, -place - 2); // the one that begins at or before the cell
            requests[bucket] += cellRequests;
            bytes[bucket] = sum(bytes[bucket], cellBytes);
        });
        List<Bucket> buckets = new ArrayList<>();
        for (int i = 0; i < starts.length; i++) {
            buckets.add(new Bucket(starts[i], requests[i], bytes[i]));
        }
        return buckets;
    }

    private long[] starts(WallClockIntervals intervals) {
        List<Long> starts = new ArrayList<>();
        long start = intervals.startOf(tally.firstSecond());
        for (; start <= tally.lastSecond(); start = intervals.next(start)) {
            starts.add(start);
        }
        return starts.stream().mapToLong(Long::longValue).toArray();
    }

    private static long sum(long one, long other) {
        long sum = one + other;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }

    private WindowStatistics statistics() {
        long length = plan.windowSeconds();
        long inAll = Math.floorDiv(tally.lastSecond(), length) - Math.floorDiv(tally.firstSecond(), length) + 1;
        Windows windows = new Windows(tally.series().inCellsOf(plan.windowSeconds()));
        Arrays.sort(windows.requests);
        return new WindowStatistics(
                (double) tally.requests() / inAll,
                percentile(windows.requests, inAll, 50),
                percentile(windows.requests, inAll, 95),
                percentile(windows.requests, inAll, 99),
                new Window(windows.most, windows.mostAt));
    }

    /** The requests of each window that has any, and the busiest of them. */
    private static final class Windows implements TimeSeries.CellVisitor {
        final long[] requests;
        int count;
        long most;
        long mostAt;

        Windows(TimeSeries series) {
            requests = new long[series.size()];
            series.forEachCell(this);
        }

        @Override
        public void visit(long start, long windowRequests, long bytes) {
            requests[count++] = windowRequests;
            if (windowRequests > most || (windowRequests == most && start < mostAt)) {
                most = windowRequests;
                mostAt = start;
            }
        }
    }

    /** By nearest rank: the smallest number that so many percent of all windows do not exceed. */
    private static long percentile(long[] sortedWithoutZeros, long inAll, int percent) {
        long rank = Math.max(1, (percent * inAll + 99) / 100);
        long zeros = inAll - sortedWithoutZeros.length;
        return rank <= zeros ? 0 : sortedWithoutZeros[(int) (rank - zeros - 1)];
    }
}
