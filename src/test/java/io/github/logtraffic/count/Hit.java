package io.github.logtraffic.count;

import io.github.logtraffic.identity.NetworkPrefix;
import io.github.logtraffic.log.entry.AccessLogEntry;
import io.github.logtraffic.reference.Latin1;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * An entry to count.
 *
 * @param client an IPv4 address as a number, or below 0 the number of a name
 * @param second see {@link AccessLogEntry#epochSecond}
 * @param status see {@link AccessLogEntry#status}
 * @param bytes see {@link AccessLogEntry#bodyBytes}
 */
record Hit(int client, long second, int status, long bytes) {
    private static final long DAY = 86_400;

    /** A plan of windows of a minute, and of fine cells of a second while the log has fewer than 200 of them. */
    static CountPlan plan(long seed) {
        return new CountPlan(60, 60, 1, 200, NetworkPrefix.WHOLE_ADDRESS, CountPlan.Weight.REQUESTS, List.of(), seed);
    }

    /** Random entries of few clients and windows, so that most share both with others. */
    static List<Hit> random(Random random, int count) {
        long span = List.of(100L, 1_000L, DAY, 3_000_000 * DAY).get(random.nextInt(4));
        List<Hit> hits = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long bytes = random.nextInt(20) == 0 ? Long.MAX_VALUE >> random.nextInt(3) : random.nextInt(1_000);
            long second = (long) (random.nextDouble() * span) - span / 3;
            hits.add(new Hit(random.nextInt(12) - 6, second, random.nextInt(1_000), bytes));
        }
        return hits;
    }

    /** A tally of these hits. */
    static Tally tally(CountPlan plan, List<Hit> hits) {
        Tally tally = new Tally(plan, Long.MAX_VALUE);
        count(hits, tally);
        return tally;
    }

    /** Counts some more. */
    static void count(List<Hit> hits, Tally tally) {
        AccessLogEntry entry = new AccessLogEntry();
        for (Hit hit : hits) {
            hit.write(entry);
            tally.accept(entry);
        }
    }

    /** Makes an entry of it. */
    void write(AccessLogEntry entry) {
        if (client < 0) {
            byte[] name = Latin1.bytes("host" + -client);
            entry.client().setName(name, 0, name.length);
        } else {
            entry.client().setIpv4(client);
        }
        entry.set(second, status, bytes);
    }
}
