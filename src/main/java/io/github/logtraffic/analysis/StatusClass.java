package io.github.logtraffic.analysis;

import io.github.logtraffic.count.CounterTable;
import io.github.logtraffic.log.entry.ClientKey;

/** The requests of a class of statuses, or of several, by which clients are known, in two logs. */
final class StatusClass {
    /** Statuses of other classes than these are one class, 0. */
    static final int KNOWN_CLASSES = 5;

    private static final int SERVER_ERRORS = 5;
    private static final int CLASS_SIZE = 100;
    private static final int STATUSES = 1_000;

    /** Who has at least one of so many requests is compared with himself. */
    private static final int HEAVY = 10;

    private final LogShares first;
    private final LogShares second;
    private final int[] classes;
    private final long before;
    private final long after;
    private final DesignEffect beforeEffect;
    private final DesignEffect afterEffect;
    private final long beforeHiccups;
    private final long afterHiccups;

    StatusClass(LogShares first, LogShares second, int... classes) {
        this.first = first;
        this.second = second;
        this.classes = classes.clone();
        this.before = requests(first);
        this.after = requests(second);
        this.beforeEffect = effect(first);
        this.afterEffect = effect(second);
        this.beforeHiccups = hiccups(first);
        this.afterHiccups = hiccups(second);
    }

    /** The class of a status. */
    static int of(int status) {
        int number = status / CLASS_SIZE;
        return number > KNOWN_CLASSES ? 0 : number;
    }

    long before() {
        return before;
    }

    long after() {
        return after;
    }

    private boolean has(int number) {
        for (int one : classes) {
            if (one == number) {
                return true;
            }
        }
        return false;
    }

    private long requests(LogShares log) {
        long sum = 0;
        for (int status = 0; status < STATUSES; status++) {
            sum += has(of(status)) ? log.tally().requestsOfStatus(status) : 0;
        }
        return sum;
    }

    private DesignEffect effect(LogShares log) {
        CounterTable clients = log.tally().clients();
        return before + after == 0
                ? DesignEffect.none()
                : DesignEffect.of(
                        clients,
                        row -> log.ofClient(row, classes),
                        row -> clients.hasStatuses(row) ? clients.requests(row) : 0);
    }

    private long hiccups(LogShares log) {
        return has(SERVER_ERRORS) && before + after > 0 ? log.ofHiccups(row -> log.ofClient(row, classes)) : 0;
    }

    /** The probability that the class differs as much by chance, as a whole or among the requests of a heavy client. */
    double chance() {
        return Math.min(chance(before, after), chanceOfHeavy());
    }

    /**
     * The probability that a status of the class differs as much by chance. How many of it the heaviest clients have is
     * known only within bounds, of which those are taken between which there is less of a difference, or none.
     */
    double chance(long one, long other) {
        double scale = scale(one + other);
        double ofAll = chance(one, other, first.requests(), second.requests(), scale * all());
        long oneLeast = Math.max(0, one - beforeEffect.heaviestPart());
        long oneMost = Math.min(one, before - beforeEffect.heaviestPart());
        long otherLeast = Math.max(0, other - afterEffect.heaviestPart());
        long otherMost = Math.min(other, after - afterEffect.heaviestPart());
        long oneAll = first.requests() - beforeEffect.heaviestAll();
        long otherAll = second.requests() - afterEffect.heaviestAll();
        double difference = difference(oneMost, otherLeast, oneAll, otherAll);
        double otherDifference = difference(oneLeast, otherMost, oneAll, otherAll);
        double ofRest = difference * otherDifference <= 0
                ? 1
                : Math.max(
                        chance(oneMost, otherLeast, oneAll, otherAll, scale * rest()),
                        chance(oneLeast, otherMost, oneAll, otherAll, scale * rest()));
        return Math.min(ofAll, ofRest);
    }

    private double all() {
        return Math.max(beforeEffect.all(), afterEffect.all());
    }

    private double rest() {
        return Math.max(beforeEffect.rest(), afterEffect.rest());
    }

    private static double difference(long one, long other, long oneAll, long otherAll) {
        return (double) other * oneAll - (double) one * otherAll;
    }

    /** The probability, when hiccups made as much of the difference as they can. */
    private double chance(long one, long other, long oneAll, long otherAll, double effect) {
        boolean isMore = difference(one, other, oneAll, otherAll) > 0;
        long oneLeft = isMore ? one : Math.max(0, one - beforeHiccups);
        long otherLeft = isMore ? Math.max(0, other - afterHiccups) : other;
        boolean isMoreLeft = difference(oneLeft, otherLeft, oneAll, otherAll) > 0;
        return isMore == isMoreLeft ? CountTest.ofShares(oneLeft, oneAll, otherLeft, otherAll, effect) : 1;
    }

    /** The least probability of a client who has much of both logs, times how many of them there are. */
    private double chanceOfHeavy() {
        CounterTable clients = first.tally().clients();
        CounterTable others = second.tally().clients();
        ClientKey key = new ClientKey();
        double[] least = {1, 0};
        clients.forEachRow(row -> {
            clients.readKey(row, key);
            int other = others.rowOf(key);
            if (other >= 0
                    && clients.requests(row) * HEAVY >= first.requests()
                    && others.requests(other) * HEAVY >= second.requests()) {
                least[0] = Math.min(least[0], chanceOfClient(row, other));
                least[1]++;
            }
        });
        return least[0] * Math.max(1, least[1]);
    }

    private double chanceOfClient(int row, int other) {
        long oneAll = first.tally().clients().requests(row);
        long otherAll = second.tally().clients().requests(other);
        return chance(
                first.ofClient(row, classes),
                second.ofClient(other, classes),
                oneAll,
                otherAll,
                Math.max(first.ofSameCause(oneAll), second.ofSameCause(otherAll)));
    }

    /**
     * How many times the design effect of the class that of a status of it may be: of server errors, once. What others are
     * for lies with clients, so that all that is alike in the class may be those of that status.
     */
    private double scale(long requests) {
        double ofClass = before + after;
        return has(SERVER_ERRORS) || requests == 0 ? 1 : ofClass / requests;
    }
}
