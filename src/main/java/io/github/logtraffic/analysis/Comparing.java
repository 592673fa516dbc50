package io.github.logtraffic.analysis;

import io.github.logtraffic.analysis.Comparison.Rates;
import io.github.logtraffic.analysis.Comparison.Side;
import io.github.logtraffic.count.CounterTable;
import io.github.logtraffic.count.Tally;
import java.util.List;

/** Compares two counts of one plan. */
final class Comparing {
    private static final int MINUTE = 60;

    private final AnalysisPlan plan;
    private final Counted before;
    private final Counted after;
    private final double beforeSeconds;
    private final double afterSeconds;
    private final Clumping beforeClumping;
    private final Clumping afterClumping;

    private Comparing(AnalysisPlan plan, Counted before, Counted after) {
        this.plan = plan;
        this.before = before;
        this.after = after;
        this.beforeSeconds = seconds(before.tally());
        this.afterSeconds = seconds(after.tally());
        this.beforeClumping = new Clumping(before.tally(), plan.windowSeconds());
        this.afterClumping = new Clumping(after.tally(), plan.windowSeconds());
    }

    /** The comparison of who sent requests by the plan's first group, by client when it has none. */
    static Comparison of(AnalysisPlan plan, Counted before, Counted after) {
        return new Comparing(plan, before, after).compare();
    }

    private static double seconds(Tally tally) {
        return tally.requests() == 0 ? MINUTE : Math.max(MINUTE, tally.lastSecond() - tally.firstSecond() + 1);
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
                new SenderChanges.Log(first, beforeClumping, beforeSeconds),
                new SenderChanges.Log(second, afterClumping, afterSeconds));
        return new Comparison(
                side(before),
                side(after),
                plan.zone(),
                traffic(),
                new ShareChanges(before.tally(), after.tally()).shares(),
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

    private Side side(Counted counted) {
        AnalysisResult result = Analysis.result(plan, counted.run(), counted.tally());
        return new Side(counted.run(), result.exact(), result.totals(), result.timeRange(), result.durations());
    }

    private Rates traffic() {
        long one = before.tally().requests();
        long other = after.tally().requests();
        double dispersion = Math.max(beforeClumping.ofAll(), afterClumping.ofAll());
        double chance = CountTest.ofRates((double) one, beforeSeconds, (double) other, afterSeconds, dispersion);
        return new Rates(
                one * MINUTE / beforeSeconds, other * MINUTE / afterSeconds, dispersion, chance >= CountTest.level(1));
    }
}
