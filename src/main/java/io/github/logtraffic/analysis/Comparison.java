package io.github.logtraffic.analysis;

import io.github.logtraffic.analysis.AnalysisResult.Durations;
import io.github.logtraffic.analysis.AnalysisResult.TimeRange;
import io.github.logtraffic.analysis.AnalysisResult.Totals;
import io.github.logtraffic.engine.RunSummary;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What has changed from one time, or host, to another.
 *
 * @param before the first
 * @param after the second
 * @param isFiltered whether only requests are compared that pass filters
 * @param areStatusesFiltered whether only requests with some statuses are compared, so that their shares tell nothing
 * @param zone whose wall clock times are told by
 * @param traffic all requests
 * @param shares what became of them: shares of statuses, and of slow ones
 * @param by the names of the keys of who sent them
 * @param appeared who sent requests in the second only
 * @param gone who sent requests in the first only
 * @param changed who sent more or fewer than before
 * @param compared how many there are in both together
 * @param falseAlarms how often a report shows anything that chance alone has made
 */
public record Comparison(
        Side before,
        Side after,
        boolean isFiltered,
        boolean areStatusesFiltered,
        ZoneId zone,
        Rates traffic,
        List<Share> shares,
        List<String> by,
        Senders appeared,
        Senders gone,
        Senders changed,
        long compared,
        double falseAlarms) {
    /** A side that is shorter than so much of the other is of other hours. */
    static final double ALIKE = 0.8;

    private static final int FIRST_SUCCESS = 100;
    private static final int LAST_SUCCESS = 399;
    private static final int FIRST_SERVER_ERROR = 500;
    private static final int LAST_SERVER_ERROR = 599;

    /**
     * One of the two.
     *
     * @param run what was read
     * @param exact whether all was counted
     * @param totals sums
     * @param timeRange first and last entry; null without entries
     * @param covered from when until when its log was written: also entries that filters dropped, without few that stand
     *     apart from all others; null without entries
     * @param silence the longest time without a request, when it is much longer than any of the other; or null
     * @param durations how long requests took; null when the logs do not say
     */
    public record Side(
            RunSummary run,
            boolean exact,
            Totals totals,
            @Nullable TimeRange timeRange,
            @Nullable TimeRange covered,
            @Nullable TimeRange silence,
            @Nullable Durations durations) {}

    /**
     * Requests per minute.
     *
     * @param before of the first
     * @param after of the second
     * @param dispersion how many times as much as that of single events at random times the counts vary
     * @param isNoise whether chance may have made the difference
     */
    public record Rates(double before, double after, double dispersion, boolean isNoise) {
        /** Whether more than half of the requests are gone, by more than chance. */
        public boolean areMostGone() {
            return !isNoise && after < before / 2;
        }
    }

    /** What a share is of. */
    public enum ShareKind {
        /** One status. */
        STATUS,
        /** All of 5xx. */
        SERVER_ERRORS,
        /** Neither 1xx, 2xx nor 3xx. */
        FAILED,
        /** Requests that took longer than 95 of 100 did before. */
        SLOW
    }

    /**
     * A share of the requests.
     *
     * @param kind what of
     * @param number the status; of slow ones the microseconds that they took longer than
     * @param before so many of the first
     * @param beforeShare their share, 0 to 1
     * @param after so many of the second
     * @param afterShare their share
     * @param isNoise whether chance may have made the difference
     */
    public record Share(
            ShareKind kind,
            long number,
            long before,
            double beforeShare,
            long after,
            double afterShare,
            boolean isNoise) {
        /** Whether it grew by more than chance. */
        public boolean hasGrown() {
            return !isNoise && afterShare > beforeShare;
        }

        /** Whether it shrank by more than chance. */
        public boolean hasShrunk() {
            return !isNoise && afterShare < beforeShare;
        }

        private boolean isFailure() {
            return kind == ShareKind.STATUS && (number < FIRST_SUCCESS || number > LAST_SUCCESS);
        }

        private double growth() {
            return afterShare - beforeShare;
        }

        private boolean isServerError() {
            return kind == ShareKind.STATUS && number >= FIRST_SERVER_ERROR && number <= LAST_SERVER_ERROR;
        }
    }

    /**
     * Some of those who sent requests, those that matter most first.
     *
     * @param all how many there are, whatever chance may have made
     * @param significant how many of them are not made by chance
     * @param rows the first of all: those that are not made by chance, then others
     */
    public record Senders(long all, long significant, List<Sender> rows) {}

    /**
     * Who sent requests.
     *
     * @param key as many texts as there are keys
     * @param before the requests in the first
     * @param beforePerMinute a minute
     * @param after the requests in the second
     * @param afterPerMinute a minute
     * @param isNoise whether chance may have made the difference
     */
    public record Sender(
            List<String> key,
            long before,
            double beforePerMinute,
            long after,
            double afterPerMinute,
            boolean isNoise) {}

    /**
     * Whether it has become worse: a share of {@link #worse}, or most or all of the requests are gone, or all for an unusual
     * time.
     */
    public boolean isWorse() {
        return isSilent() || after.silence() != null || areMostGone() || !worse().isEmpty();
    }

    /** Whether more than half of all requests are gone, by more than chance. */
    public boolean areMostGone() {
        return !isFiltered && traffic.areMostGone();
    }

    /** Whether one of the two is so much shorter than the other that it is of other hours. */
    public boolean areOfOtherHours() {
        long one = LogTime.seconds(before.covered());
        long other = LogTime.seconds(after.covered());
        return Math.min(one, other) < ALIKE * Math.max(one, other);
    }

    /** Whether there are no requests any more. */
    public boolean isSilent() {
        return !isFiltered && before.totals().requests() > 0 && after.totals().requests() == 0;
    }

    /**
     * The shares that have grown for the worse by more than chance: server errors, or else single statuses of them, and slow
     * requests; and all that failed, with the status of them that has grown most, when that is another.
     */
    public List<Share> worse() {
        boolean haveErrorsGrown =
                shares.stream().anyMatch(share -> share.kind() == ShareKind.SERVER_ERRORS && share.hasGrown());
        List<Share> worse = new ArrayList<>(shares.stream()
                .filter(Share::hasGrown)
                .filter(share -> share.kind() == ShareKind.SLOW || !areStatusesFiltered)
                .filter(share -> isOfVerdict(share) || (share.isServerError() && !haveErrorsGrown))
                .toList());
        worse.addAll(failed());
        return worse;
    }

    private List<Share> failed() {
        Optional<Share> failed = shares.stream()
                .filter(share -> share.kind() == ShareKind.FAILED && share.hasGrown())
                .findFirst();
        Optional<Share> status =
                shares.stream().filter(Share::isFailure).max(Comparator.comparingDouble(Share::growth));
        return areStatusesFiltered
                        || failed.isEmpty()
                        || status.isEmpty()
                        || status.get().isServerError()
                ? List.of()
                : List.of(failed.get(), status.get());
    }

    /** The shares of all server errors, and of slow requests, that have shrunk by more than chance. */
    public List<Share> better() {
        return shares.stream()
                .filter(share -> isOfVerdict(share) && share.hasShrunk())
                .filter(share -> share.kind() == ShareKind.SLOW || !areStatusesFiltered)
                .toList();
    }

    /** Whether a verdict tells of a share, whatever has become of it. */
    public static boolean isOfVerdict(Share share) {
        return share.kind() == ShareKind.SERVER_ERRORS || share.kind() == ShareKind.SLOW;
    }
}
