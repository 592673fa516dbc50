package io.github.logtraffic.analysis;

import io.github.logtraffic.count.CounterTable;
import java.util.function.IntToLongFunction;

/**
 * How many times as much a share of requests varies as if each request were drawn by itself, because those of one client are
 * alike: the variance of the share with clients drawn as wholes, {@code sum((part - share * all)^2) / n^2}, in relation to the
 * binomial's, {@code share * (1 - share) / n} (L. Kish, Survey Sampling, 1965, the design effect of clusters). The same
 * without the heaviest client, which may make more of the variance than all others.
 */
final class DesignEffect {
    private long parts;
    private long alls;
    private long heaviestPart;
    private long heaviestAll;
    private double all = 1;
    private double rest = 1;

    private DesignEffect() {}

    /** That of nothing. */
    static DesignEffect none() {
        return new DesignEffect();
    }

    /**
     * The design effect of the clients of a log.
     *
     * @param part how many of a client's requests are of the kind
     * @param all how many it has
     */
    static DesignEffect of(CounterTable clients, IntToLongFunction part, IntToLongFunction all) {
        DesignEffect effect = new DesignEffect();
        effect.count(clients, part, all);
        return effect;
    }

    private void count(CounterTable clients, IntToLongFunction part, IntToLongFunction ofAll) {
        clients.forEachRow(row -> add(part.applyAsLong(row), ofAll.applyAsLong(row)));
        double share = share(parts, alls);
        double restShare = share(parts - heaviestPart, alls - heaviestAll);
        double[] squares = new double[2];
        clients.forEachRow(row -> {
            squares[0] += square(part.applyAsLong(row), share * ofAll.applyAsLong(row));
            squares[1] += square(part.applyAsLong(row), restShare * ofAll.applyAsLong(row));
        });
        squares[1] -= square(heaviestPart, restShare * heaviestAll);
        all = effect(squares[0], alls, share);
        rest = effect(squares[1], alls - heaviestAll, restShare);
    }

    private void add(long part, long all) {
        parts += part;
        alls += all;
        if (all > heaviestAll || (all == heaviestAll && part > heaviestPart)) {
            heaviestPart = part;
            heaviestAll = all;
        }
    }

    private static double share(long part, long all) {
        return all == 0 ? 0 : (double) part / all;
    }

    private static double square(long part, double expected) {
        return (part - expected) * (part - expected);
    }

    private static double effect(double squares, long all, double share) {
        return share <= 0 || share >= 1 ? 1 : Math.max(1, squares / (all * share * (1 - share)));
    }

    /** Of all clients, at least 1. */
    double all() {
        return all;
    }

    /** Of all but the heaviest, at least 1. */
    double rest() {
        return rest;
    }

    /** How many of the requests of the client with the most are of the kind. */
    long heaviestPart() {
        return heaviestPart;
    }

    /** The most requests of a client. */
    long heaviestAll() {
        return heaviestAll;
    }
}
