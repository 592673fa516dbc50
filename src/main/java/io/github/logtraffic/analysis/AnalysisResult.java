package io.github.logtraffic.analysis;

import io.github.logtraffic.count.DurationCounts;
import io.github.logtraffic.engine.RunSummary;
import io.github.logtraffic.log.filter.FilterPlan;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What {@code analyze} found. Times are seconds since the epoch.
 *
 * @param run what was read
 * @param filter which entries were wanted; null for all
 * @param zone whose wall clock the intervals follow
 * @param exact whether the memory sufficed to count everything exactly; otherwise some numbers have an error beside them,
 *     and what is not known is null
 * @param totals sums over all entries
 * @param timeRange first and last entry; null without entries
 * @param durations how long requests took; null when the logs do not say
 * @param topTalkers the clients that come first
 * @param asksTopTalkers whether they are among the tables that were asked for
 * @param groups the other tables that were asked for, in the order in which they were
 * @param hierarchy the networks that send much; null without entries, or when they were not asked for
 * @param rate requests over time; null without entries, or when there was no memory for it
 * @param statuses requests by status, for the statuses that occurred
 * @param claims who claims to be a crawler; null when it is not to be found out who is one
 * @param names the names of clients; null when they were not asked for
 * @param crawlers who is a crawler; null when it was not to be found out
 */
public record AnalysisResult(
        RunSummary run,
        @Nullable Filter filter,
        ZoneId zone,
        boolean exact,
        Totals totals,
        @Nullable TimeRange timeRange,
        @Nullable Durations durations,
        Groups topTalkers,
        boolean asksTopTalkers,
        List<Groups> groups,
        @Nullable Hierarchy hierarchy,
        @Nullable Rate rate,
        SortedMap<Integer, Long> statuses,
        @Nullable CrawlerClaims claims,
        @Nullable ClientNames names,
        @Nullable CrawlerChecks crawlers) {

    /** What is said of the logs in any case. */
    public LogOverview overview() {
        return new LogOverview(run, false, filter, zone, exact, totals, timeRange);
    }

    /** The same, with what was found out about clients afterwards. */
    public AnalysisResult identified(@Nullable ClientNames namesOfClients, @Nullable CrawlerChecks checks) {
        return new AnalysisResult(
                run,
                filter,
                zone,
                exact,
                totals,
                timeRange,
                durations,
                topTalkers,
                asksTopTalkers,
                groups,
                hierarchy,
                rate,
                statuses,
                claims,
                namesOfClients,
                checks);
    }

    /**
     * Which entries were wanted.
     *
     * @param since not those that were logged before; null for no such bound
     * @param until nor those that were logged then or later; null for no such bound
     * @param options the other filters as they were typed: the values by the option's name without its hyphens
     */
    public record Filter(@Nullable Instant since, @Nullable Instant until, Map<String, List<String>> options) {
        /** What a report says of it; null when all entries are wanted. */
        static @Nullable Filter of(FilterPlan wanted) {
            return wanted.keepsAll()
                    ? null
                    : new Filter(wanted.range().begin(), wanted.range().end(), wanted.typed());
        }
    }

    /**
     * Sums over all entries.
     *
     * @param requests how many entries there are
     * @param bytes the bytes of all responses; at most {@link Long#MAX_VALUE}, whatever a log claims
     * @param clients how many different clients there are
     * @param clientsError how far that may be off, at three standard deviations; 0 when it is exact
     */
    public record Totals(long requests, long bytes, long clients, long clientsError) {}

    /**
     * A span of time.
     *
     * @param first when its first entry was logged
     * @param last when its last entry was logged
     */
    public record TimeRange(long first, long last) {}

    /**
     * The groups that come first of all that entries are sorted into by some keys; clients, when the key is the client.
     *
     * @param by the names of the keys
     * @param sort what they are sorted by: requests, where durations were asked for and no log says them
     * @param total how many groups there are in all
     * @param totalError how far that may be off, at three standard deviations; 0 when it is exact
     * @param unknownRequestsAtMost the most requests that a group may have that is not known; 0 when all are
     * @param unknownBytesAtMost the most bytes that it may have
     * @param windowSeconds how long the windows are that their peaks are taken over
     * @param rows those that come first; each is worked out when it is asked for
     */
    public record Groups(
            List<String> by,
            TalkerSort sort,
            long total,
            long totalError,
            long unknownRequestsAtMost,
            long unknownBytesAtMost,
            int windowSeconds,
            List<Group> rows) {}

    /**
     * A group of requests, such as those of a client.
     *
     * @param rank its place, from 1
     * @param key what they have in common, as many texts as there are keys: of a client its address, network or name
     * @param requests its requests, at least
     * @param requestsError how many more there may have been
     * @param share of all requests, 0 to 1, at least
     * @param bytes the bytes of the responses, at least
     * @param bytesError how many more there may have been
     * @param details what else is known; null when memory was too short to keep it
     * @param peak its busiest window; null when memory was too short to keep its windows
     * @param durations how long its requests took; null when the logs do not say, or memory was too short
     */
    public record Group(
            int rank,
            List<String> key,
            long requests,
            long requestsError,
            double share,
            long bytes,
            long bytesError,
            @Nullable GroupDetails details,
            @Nullable Window peak,
            @Nullable Durations durations) {}

    /**
     * How long requests took, in microseconds.
     *
     * @param requests how many of them say so
     * @param totalMicros all together; at most {@link Long#MAX_VALUE}
     * @param maxMicros the longest
     * @param percentiles null when memory was too short for them
     */
    public record Durations(
            long requests,
            long totalMicros,
            long maxMicros,
            @Nullable Percentiles percentiles) {
        /** How far percentiles may be off, as a part of them. */
        public static final double ERROR = DurationCounts.ERROR;

        static @Nullable Durations of(@Nullable DurationCounts counts) {
            if (counts == null || counts.requests() == 0) {
                return null;
            }
            Percentiles percentiles = counts.hasPercentiles()
                    ? new Percentiles(
                            counts.percentile(50), counts.percentile(90), counts.percentile(95), counts.percentile(99))
                    : null;
            return new Durations(counts.requests(), counts.totalMicros(), counts.maxMicros(), percentiles);
        }
    }

    /**
     * How long so many of 100 requests took at most, by nearest rank, in microseconds.
     *
     * @param p50 the median
     * @param p90 of 90
     * @param p95 of 95
     * @param p99 of 99
     */
    public record Percentiles(long p50, long p90, long p95, long p99) {}

    /**
     * What is known of a group besides its requests and bytes.
     *
     * @param statusClasses its requests by status class, 1xx to 5xx; null when memory was too short for them
     * @param range when it was seen
     * @param perMinute requests per minute of that range, which is taken as a minute at least
     */
    public record GroupDetails(@Nullable List<Long> statusClasses, TimeRange range, double perMinute) {}

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
