package io.github.logtraffic.analysis;

import io.github.logtraffic.analysis.AnalysisResult.TimeRange;
import io.github.logtraffic.analysis.Comparison.Rates;
import io.github.logtraffic.analysis.Comparison.Side;
import io.github.logtraffic.count.CounterTable;
import io.github.logtraffic.count.Tally;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares two counts of one plan. */
final class Comparing {
    private static final int MINUTE = 60;
    private static final long LEAST_SILENCE = 600;
    private static final long UNUSUAL = 4;

    private final AnalysisPlan plan;
    private final Counted before;
    private final Counted after;
    private final LogTime beforeTime;
    private final LogTime afterTime;
    private final Clumping beforeClumping;
    private final Clumping afterClumping;

    private Comparing(AnalysisPlan plan, Counted before, Counted after) {
        this.plan = plan;
        this.before = before;
        this.after = after;
        this.beforeTime = LogTime.of(plan, before);
        this.afterTime = LogTime.of(plan, after);
        this.beforeClumping = new Clumping(before.tally(), plan.windowSeconds(), beforeTime);
        this.afterClumping = new Clumping(after.tally(), plan.windowSeconds(), afterTime);
    }

    /** The comparison of who sent requests by the plan's first group, by client when it has none. */
    static Comparison of(AnalysisPlan plan, Counted before, Counted after) {
        return new Comparing(plan, before, after).compare();
    }

    private Comparison compare() {
        List<GroupKey> keys = plan.groups().isEmpty()
                ? GroupsReport.CLIENT_KEYS
                : plan.groups().get(0);
        CounterTable first = table(before.tally());
        CounterTable second = table(after.tally());
        SenderChanges changes = new SenderChanges(
                plan,
                keys,
                new SenderChanges.Log(first, beforeClumping, beforeTime.seconds()),
                new SenderChanges.Log(second, afterClumping, afterTime.seconds()));
        return new Comparison(
                side(before, beforeTime, afterTime),
                side(after, afterTime, beforeTime),
                isFiltered(),
                plan.pass().filter().statuses() != null,
                plan.zone(),
                traffic(),
                new ShareChanges(
                                new LogShares(before.tally(), plan.windowSeconds(), beforeTime.seconds()),
                                new LogShares(after.tally(), plan.windowSeconds(), afterTime.seconds()))
                        .shares(),
                keys.stream().map(GroupKey::keyName).toList(),
                changes.appeared(),
                changes.gone(),
                changes.changed(),
                changes.compared(),
                CountTest.FALSE_ALARMS);
    }

    private CounterTable table(Tally tally) {
        return plan.groups().isEmpty() ? tally.clients() : tally.group(0);
    }

    private boolean isFiltered() {
        return !plan.pass().filter().typed().isEmpty();
    }

    private Side side(Counted counted, LogTime time, LogTime other) {
        AnalysisResult result = Analysis.result(plan, counted.run(), counted.tally());
        return new Side(
                counted.run(),
                result.exact(),
                result.totals(),
                result.timeRange(),
                time.covered(),
                isFiltered() ? null : silence(time, other),
                result.durations());
    }

    /** The longest silence of a log, when it is much longer than any of the other, which is not much shorter. */
    private static @Nullable TimeRange silence(LogTime time, LogTime other) {
        TimeRange silence = time.longestSilence();
        long least = Math.max(LEAST_SILENCE, UNUSUAL * LogTime.seconds(other.longestSilence()));
        boolean isUnusual = LogTime.seconds(silence) >= least;
        return isUnusual && other.seconds() >= Comparison.ALIKE * time.seconds() ? silence : null;
    }

    private Rates traffic() {
        long one = before.tally().requests();
        long other = after.tally().requests();
        double dispersion = Math.max(beforeClumping.ofAll(), afterClumping.ofAll());
        double chance =
                CountTest.ofRates((double) one, beforeTime.seconds(), (double) other, afterTime.seconds(), dispersion);
        return new Rates(
                one * MINUTE / beforeTime.seconds(),
                other * MINUTE / afterTime.seconds(),
                dispersion,
                chance >= CountTest.level(1));
    }
}
