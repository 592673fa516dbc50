package io.github.logtraffic.analysis;

import io.github.logtraffic.engine.RunSummary;
import java.time.ZoneId;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What {@code analyze} found. Times are seconds since the epoch.
 *
 * @param run what was read
 * @param zone whose wall clock the intervals follow
 * @param totals sums over all entries
 * @param timeRange first and last entry; null without entries
 * @param topTalkers the clients that come first
 * @param rate requests over time; null without entries
 * @param statuses requests by status, for the statuses that occurred
 */
public record AnalysisResult(
        RunSummary run,
        ZoneId zone,
        Totals totals,
        @Nullable TimeRange timeRange,
        TopTalkers topTalkers,
        @Nullable Rate rate,
        SortedMap<Integer, Long> statuses) {

    /**
     * Sums over all entries.
     *
     * @param requests how many entries there are
     * @param bytes the bytes of all responses; at most {@link Long#MAX_VALUE}, whatever a log claims
     * @param clients how many different clients there are
     */
    public record Totals(long requests, long bytes, long clients) {}

    /**
     * A span of time.
     *
     * @param first when its first entry was logged
     * @param last when its last entry was logged
     */
    public record TimeRange(long first, long last) {}

    /**
     * The clients that come first.
     *
     * @param sort what they are sorted by
     * @param total how many clients there are in all
     * @param rows those that come first
     */
    public record TopTalkers(TalkerSort sort, long total, List<Talker> rows) {}

    /**
     * A client.
     *
     * @param rank its place, from 1
     * @param client the address, network or name
     * @param requests its requests
     * @param share of all requests, 0 to 1
     * @param bytes the bytes of the responses
     * @param statusClasses its requests by status class, 1xx to 5xx
     * @param range when it was seen
     * @param perMinute requests per minute of that range, which is taken as a minute at least
     * @param peak its busiest window
     */
    public record Talker(
            int rank,
            String client,
            long requests,
            double share,
            long bytes,
            List<Long> statusClasses,
            TimeRange range,
            double perMinute,
            Window peak) {
        /**
         * The requests of a status class.
         *
         * @param statusClass 1 to 5
         */
        public long requestsOfClass(int statusClass) {
            return statusClasses.get(statusClass - 1);
        }
    }

    /**
     * A window of time.
     *
     * @param requests the requests in it
     * @param start when it begins
     */
    public record Window(long requests, long start) {}

    /**
     * Requests over time.
     *
     * @param intervalSeconds how long an interval is
     * @param windowSeconds how long the windows of the statistics are
     * @param buckets every interval from the first to the last entry
     * @param perWindow statistics of the requests in each window
     */
    public record Rate(long intervalSeconds, int windowSeconds, List<Bucket> buckets, WindowStatistics perWindow) {}

    /**
     * An interval.
     *
     * @param start when it begins
     * @param requests the requests in it
     * @param bytes the bytes of their responses
     */
    public record Bucket(long start, long requests, long bytes) {}

    /**
     * Statistics over every window from the first to the last entry, those without requests too. Percentiles are by
     * nearest rank.
     *
     * @param mean requests per window
     * @param p50 the median
     * @param p95 the 95th percentile
     * @param p99 the 99th percentile
     * @param max the busiest window, the earliest of equals
     */
    public record WindowStatistics(double mean, long p50, long p95, long p99, Window max) {}
}
