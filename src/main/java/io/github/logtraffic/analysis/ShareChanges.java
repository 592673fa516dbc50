package io.github.logtraffic.analysis;

import io.github.logtraffic.analysis.Comparison.Share;
import io.github.logtraffic.analysis.Comparison.ShareKind;
import io.github.logtraffic.count.CounterTable;
import io.github.logtraffic.count.DurationCounts;
import io.github.logtraffic.count.Tally;
import java.util.ArrayList;
import java.util.List;

/**
 * What became of the requests of two logs: shares of statuses, and of slow ones. A share has moved by more than chance when it
 * has among all clients, or among all but the heaviest of each log.
 */
final class ShareChanges {
    private static final int STATUSES = 1_000;
    private static final int SLOW_PERCENT = 95;
    private static final int SERVER_ERRORS = 5;
    private static final int CLASS_SIZE = 100;
    /** Among all clients, and among all but the heaviest. */
    private static final int TESTS_OF_A_SHARE = 2;

    /** The same, and those of heavy clients by themselves. */
    private static final int TESTS_OF_VERDICT = 3;

    /** Server errors, failed and slow requests, which no number of statuses takes anything from. */
    private static final int KINDS_OF_VERDICT = 3;

    private final Tally before;
    private final Tally after;
    private final double level;
    private final double levelOfStatuses;
    private final List<Integer> statuses = new ArrayList<>();
    private final StatusClass[] classes = new StatusClass[StatusClass.KNOWN_CLASSES + 1];
    private final StatusClass failed;

    ShareChanges(LogShares first, LogShares second) {
        this.before = first.tally();
        this.after = second.tally();
        for (int status = 0; status < STATUSES; status++) {
            if (before.requestsOfStatus(status) + after.requestsOfStatus(status) > 0) {
                statuses.add(status);
            }
        }
        this.level = CountTest.level((long) TESTS_OF_VERDICT * KINDS_OF_VERDICT);
        this.levelOfStatuses = CountTest.level((long) TESTS_OF_A_SHARE * statuses.size());
        for (int i = 0; i < classes.length; i++) {
            classes[i] = new StatusClass(first, second, i);
        }
        this.failed = new StatusClass(first, second, 0, 4, SERVER_ERRORS);
    }

    /** The shares: server errors, all that failed, slow requests when both logs have durations, and every status that occurred. */
    List<Share> shares() {
        List<Share> shares = new ArrayList<>();
        shares.add(share(ShareKind.SERVER_ERRORS, (long) SERVER_ERRORS * CLASS_SIZE, classes[SERVER_ERRORS]));
        shares.add(share(ShareKind.FAILED, 0, failed));
        if (before.durations().requests() > 0 && after.durations().requests() > 0) {
            shares.add(slow());
        }
        for (int status : statuses) {
            long one = before.requestsOfStatus(status);
            long other = after.requestsOfStatus(status);
            shares.add(share(ShareKind.STATUS, status, one, other, classes[StatusClass.of(status)].chance(one, other)));
        }
        return List.copyOf(shares);
    }

    private Share share(ShareKind kind, long number, StatusClass requests) {
        return share(kind, number, requests.before(), requests.after(), requests.chance());
    }

    private Share share(ShareKind kind, long number, long one, long other, double chance) {
        return share(kind, number, one, before.requests(), other, after.requests(), chance);
    }

    private Share share(ShareKind kind, long number, long one, long oneAll, long other, long otherAll, double chance) {
        return new Share(
                kind,
                number,
                one,
                one / (double) Math.max(1, oneAll),
                other,
                other / (double) Math.max(1, otherAll),
                chance >= (kind == ShareKind.STATUS ? levelOfStatuses : level));
    }

    private Share slow() {
        DurationCounts one = before.durations();
        DurationCounts other = after.durations();
        long limit = one.percentile(SLOW_PERCENT);
        DesignEffect oneEffect = slowEffect(before, limit);
        DesignEffect otherEffect = slowEffect(after, limit);
        long oneSlow = one.longerThan(limit);
        long otherSlow = other.longerThan(limit);
        double ofAll = CountTest.ofShares(
                oneSlow, one.requests(), otherSlow, other.requests(), Math.max(oneEffect.all(), otherEffect.all()));
        double ofRest = CountTest.ofShares(
                oneSlow - oneEffect.heaviestPart(),
                one.requests() - oneEffect.heaviestAll(),
                otherSlow - otherEffect.heaviestPart(),
                other.requests() - otherEffect.heaviestAll(),
                Math.max(oneEffect.rest(), otherEffect.rest()));
        return share(
                ShareKind.SLOW, limit, oneSlow, one.requests(), otherSlow, other.requests(), Math.min(ofAll, ofRest));
    }

    private static DesignEffect slowEffect(Tally tally, long micros) {
        CounterTable clients = tally.clients();
        return DesignEffect.of(
                clients,
                row -> {
                    DurationCounts durations = clients.durations(row);
                    return durations == null ? 0 : durations.longerThan(micros);
                },
                row -> {
                    DurationCounts durations = clients.durations(row);
                    return durations == null ? 0 : durations.requests();
                });
    }
}
