package io.github.logtraffic.store;

import org.jspecify.annotations.Nullable;

/** How often a store was asked and how often it failed; said in one line. May be used by several threads. */
final class StoreBooks {
    /** Failures in a row with which a store is given up: by then it has cost as many times the patience of a lookup. */
    static final int MOST_IN_A_ROW = 3;

    private final Count lookups = new Count("lookup");
    private final Count puts = new Count("put");
    private int inARow;
    private @Nullable String firstReason;

    /** What was asked of the store, of one kind. */
    private static final class Count {
        private final String name;
        private long all;
        private long failed;
        private long leftOut;

        Count(String name) {
            this.name = name;
        }

        @Nullable
        String failures() {
            return failed == 0 ? null : failed + " of " + plural(all) + " failed";
        }

        @Nullable
        String omissions() {
            return leftOut == 0 ? null : plural(leftOut);
        }

        private String plural(long number) {
            return number + " " + name + (number == 1 ? "" : "s");
        }
    }

    /** Whether it has failed so often that it should not be asked again. */
    synchronized boolean isGivenUp() {
        return inARow >= MOST_IN_A_ROW;
    }

    /** Counts a lookup that was answered. */
    synchronized void lookedUp() {
        lookups.all++;
        worked();
    }

    /** Counts a lookup that was not. */
    synchronized void lookupFailed(String reason) {
        failed(lookups, reason);
    }

    /** Counts one that the store was not asked for any more. */
    synchronized void lookupLeftOut() {
        lookups.leftOut++;
    }

    /** Counts a value that was kept. */
    synchronized void kept() {
        puts.all++;
        worked();
    }

    /** Counts a value that was not. */
    synchronized void putFailed(String reason) {
        failed(puts, reason);
    }

    /** Counts one that was not handed to the store. */
    synchronized void putLeftOut() {
        puts.leftOut++;
    }

    private void worked() {
        inARow = isGivenUp() ? inARow : 0; // an answer that comes late changes nothing any more
    }

    private void failed(Count count, String reason) {
        count.all++;
        count.failed++;
        inARow++;
        firstReason = firstReason == null ? reason : firstReason;
    }

    /** What went wrong, and what was left out because of that or because it was too much; null when nothing did. */
    synchronized @Nullable String summary() {
        String failures = joined(lookups.failures(), puts.failures(), ", ");
        String omissions = joined(lookups.omissions(), puts.omissions(), " and ");
        String leftOut = omissions == null
                ? null
                : omissions + (isGivenUp() ? " left out after that" : " left out, too much was waiting");
        return joined(failures == null ? null : failures + ": " + firstReason, leftOut, "; ");
    }

    private static @Nullable String joined(@Nullable String one, @Nullable String other, String between) {
        return one == null ? other : other == null ? one : one + between + other;
    }
}
