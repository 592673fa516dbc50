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
    private static final int CLASSES = 10;
    private static final int CLASS_SIZE = 100;
    /** Among all clients, and among all but the heaviest. */
    private static final int TESTS_OF_A_SHARE = 2;

    /** Server errors and slow requests, which no number of statuses takes anything from. */
    private static final int KINDS_OF_VERDICT = 2;

    private final Tally before;
    private final Tally after;
    private final double level;
    private final double levelOfStatuses;
    private final List<Integer> statuses = new ArrayList<>();
    private final StatusClass[] classes = new StatusClass[CLASSES];

    ShareChanges(Tally before, Tally after) {
        this.before = before;
        this.after = after;
        for (int status = 0; status < STATUSES; status++) {
            if (before.requestsOfStatus(status) + after.requestsOfStatus(status) > 0) {
                statuses.add(status);
            }
        }
        this.level = CountTest.level((long) TESTS_OF_A_SHARE * KINDS_OF_VERDICT);
        this.levelOfStatuses = CountTest.level((long) TESTS_OF_A_SHARE * statuses.size());
        for (int i = 0; i < CLASSES; i++) {
            classes[i] = new StatusClass(i);
        }
    }

    /** The shares: server errors, slow requests when both logs have durations, and every status that occurred. */
    List<Share> shares() {
        List<Share> shares = new ArrayList<>();
        StatusClass errors = classes[SERVER_ERRORS];
        shares.add(share(
                ShareKind.SERVER_ERRORS,
                (long) SERVER_ERRORS * CLASS_SIZE,
                errors.before,
                errors.after,
                errors.chance()));
        if (before.durations().requests() > 0 && after.durations().requests() > 0) {
            shares.add(slow());
        }
        for (int status : statuses) {
            long one = before.requestsOfStatus(status);
            long other = after.requestsOfStatus(status);
            shares.add(share(ShareKind.STATUS, status, one, other, classes[status / CLASS_SIZE].chance(one, other)));
        }
        return List.copyOf(shares);
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

    /** The requests of a class of statuses, by which clients are known. */
    private final class StatusClass {
        private final int number;
        private final long before;
        private final long after;
        private final DesignEffect beforeEffect;
        private final DesignEffect afterEffect;

        StatusClass(int number) {
            this.number = number;
            this.before = requests(ShareChanges.this.before);
            this.after = requests(ShareChanges.this.after);
            this.beforeEffect = effect(ShareChanges.this.before);
            this.afterEffect = effect(ShareChanges.this.after);
        }

        private long requests(Tally tally) {
            long sum = 0;
            for (int status = number * CLASS_SIZE; status < (number + 1) * CLASS_SIZE; status++) {
                sum += tally.requestsOfStatus(status);
            }
            return sum;
        }

        private DesignEffect effect(Tally tally) {
            CounterTable clients = tally.clients();
            boolean isKnown = number > 0 && number <= SERVER_ERRORS && before + after > 0;
            return isKnown
                    ? DesignEffect.of(
                            clients,
                            row -> clients.hasStatuses(row) ? clients.requestsOfClass(row, number) : 0,
                            row -> clients.hasStatuses(row) ? clients.requests(row) : 0)
                    : DesignEffect.none();
        }

        /** The probability that the class differs as much by chance. */
        double chance() {
            return chance(before, after);
        }

        /**
         * The probability that a status of the class differs as much by chance. How many of it the heaviest clients have is
         * known only within bounds, of which those are taken between which there is less of a difference, or none.
         */
        double chance(long one, long other) {
            double scale = scale(one + other);
            double ofAll = CountTest.ofShares(
                    one,
                    ShareChanges.this.before.requests(),
                    other,
                    ShareChanges.this.after.requests(),
                    scale * Math.max(beforeEffect.all(), afterEffect.all()));
            long oneLeast = Math.max(0, one - beforeEffect.heaviestPart());
            long oneMost = Math.min(one, before - beforeEffect.heaviestPart());
            long otherLeast = Math.max(0, other - afterEffect.heaviestPart());
            long otherMost = Math.min(other, after - afterEffect.heaviestPart());
            double effect = scale * Math.max(beforeEffect.rest(), afterEffect.rest());
            boolean mayBeEqual = differenceOfRest(oneMost, otherLeast) * differenceOfRest(oneLeast, otherMost) <= 0;
            double ofRest = mayBeEqual
                    ? 1
                    : Math.max(chanceOfRest(oneMost, otherLeast, effect), chanceOfRest(oneLeast, otherMost, effect));
            return Math.min(ofAll, ofRest);
        }

        private double differenceOfRest(long one, long other) {
            long oneAll = ShareChanges.this.before.requests() - beforeEffect.heaviestAll();
            long otherAll = ShareChanges.this.after.requests() - afterEffect.heaviestAll();
            return (double) other * oneAll - (double) one * otherAll;
        }

        private double chanceOfRest(long one, long other, double effect) {
            return CountTest.ofShares(
                    one,
                    ShareChanges.this.before.requests() - beforeEffect.heaviestAll(),
                    other,
                    ShareChanges.this.after.requests() - afterEffect.heaviestAll(),
                    effect);
        }

        /**
         * How many times the design effect of the class that of a status of it may be: of server errors, once. What others are
         * for lies with clients, so that all that is alike in the class may be those of that status.
         */
        private double scale(long requests) {
            double ofClass = before + after;
            return number == SERVER_ERRORS ? 1 : ofClass / requests;
        }
    }
}
