package io.github.logtraffic.analysis;

import io.github.logtraffic.count.CounterTable;
import io.github.logtraffic.count.Tally;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToLongFunction;

/**
 * A log of which shares are compared.
 *
 * @param tally what was counted of it
 * @param windowSeconds the length of the windows that clients are known by
 * @param seconds how long it was written
 */
record LogShares(Tally tally, int windowSeconds, double seconds) {
    private static final int MINUTE = 60;

    /** A hiccup is taken to last at most as many minutes. */
    private static final int MINUTES_OF_HICCUPS = 3;

    /** The visits that show when it was last about so long. */
    private static final int SEEN_WITHIN = 900;

    /** What a client asks for in so many seconds may all have the same cause. */
    private static final int SAME_CAUSE = 1_800;

    long requests() {
        return tally.requests();
    }

    /** How many of a client's requests are of these classes; class 0 is of all that are of none from 1 to 5. */
    long ofClient(int row, int... classes) {
        CounterTable clients = tally.clients();
        return clients.hasStatuses(row)
                ? Arrays.stream(classes)
                        .mapToLong(number -> number == 0 ? ofNoClass(row) : clients.requestsOfClass(row, number))
                        .sum()
                : 0;
    }

    private long ofNoClass(int row) {
        CounterTable clients = tally.clients();
        long rest = clients.requests(row);
        for (int number = 1; number <= StatusClass.KNOWN_CLASSES; number++) {
            rest -= clients.requestsOfClass(row, number);
        }
        return rest;
    }

    /** How many requests of one cause there are among those of a client. */
    double ofSameCause(long ofClient) {
        return Math.max(1, ofClient * SAME_CAUSE / Math.max(SAME_CAUSE, seconds));
    }

    /**
     * How many requests of a kind hiccups may have made, which hit all clients at once: what the minutes with most of them, a
     * quarter of an hour together, have more than the others, but not more than come in three minutes. When a client's were is
     * known only as far as its visits tell.
     *
     * @param part how many of a client's requests are of the kind
     */
    long ofHiccups(IntToLongFunction part) {
        Map<Long, Double> byWindow = new HashMap<>();
        double[] anytime = new double[1];
        double[] all = new double[1];
        CounterTable clients = tally.clients();
        clients.forEachRow(row -> {
            double each = part.applyAsLong(row) / (double) clients.requests(row);
            boolean isKnown = each == 0
                    || clients.forEachWindow(
                            row, (window, requests) -> byWindow.merge(window, each * requests, Double::sum));
            all[0] += part.applyAsLong(row);
            anytime[0] += isKnown ? 0 : part.applyAsLong(row);
        });
        List<Double> most = byWindow.values().stream()
                .sorted(Comparator.reverseOrder())
                .limit(Math.max(1, SEEN_WITHIN / windowSeconds))
                .toList();
        double together =
                anytime[0] + most.stream().mapToDouble(Double::doubleValue).sum();
        double more = beyondOthers(together, all[0], SEEN_WITHIN / seconds);
        return Math.round(Math.min(more, requests() / seconds * MINUTE * MINUTES_OF_HICCUPS));
    }

    /** How many of those that came in a part of the time would not have come, had it been like the rest. */
    private static double beyondOthers(double inPart, double all, double part) {
        return part >= 1 ? inPart : Math.max(0, (inPart - part * all) / (1 - part));
    }
}
