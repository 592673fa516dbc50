package io.github.logtraffic.analysis;

import io.github.logtraffic.traffic.replay.ReplayOutcome;
import io.github.logtraffic.traffic.replay.SkipReason;
import io.github.logtraffic.traffic.replay.WarmList;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What came of sending logs.
 *
 * @param logs what was read
 * @param plan what was asked for
 * @param outcome what came out; null when nothing was to be sent
 * @param planned how many requests were to be sent
 * @param skipped how many of those {@link #taken} were left out, by reason
 * @param masked of how many of the others a secret was masked
 * @param warm the URLs that were sent instead of the requests; null when these were
 * @param capacity how much traffic the targets carry; null when that was not asked
 */
public record ReplayResult(
        LogOverview logs,
        ReplayPlan plan,
        @Nullable ReplayOutcome outcome,
        long planned,
        SortedMap<SkipReason, Long> skipped,
        long masked,
        WarmList.@Nullable Summary warm,
        @Nullable CapacityResult capacity) {
    /** Keeps a copy. */
    public ReplayResult {
        skipped = Collections.unmodifiableSortedMap(new TreeMap<>(skipped));
    }

    /** What a run would be about in which nothing is sent. */
    public static ReplayResult dry(ReplaySurvey survey, ReplayPlan plan) {
        return new ReplayResult(
                survey.logs(),
                plan,
                null,
                survey.traffic().requests(),
                survey.traffic().skipped(),
                survey.traffic().masked(),
                survey.warm() == null ? null : survey.warm().summary(),
                null);
    }

    /** How many requests were taken from the logs, of all rounds, until there were enough: those left out, and the others. */
    public long taken() {
        long others = warm == null ? planned : warm.requests() + warm.forgottenRequests();
        return others + skipped.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The same of another plan. */
    ReplayResult of(ReplayPlan other) {
        return new ReplayResult(logs, other, outcome, planned, skipped, masked, warm, capacity);
    }

    /** The same with an answer to how much traffic targets carry. */
    ReplayResult with(CapacityResult answer) {
        return new ReplayResult(logs, plan, outcome, planned, skipped, masked, warm, answer);
    }
}
