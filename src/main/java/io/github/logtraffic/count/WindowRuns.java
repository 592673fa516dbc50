package io.github.logtraffic.count;

import java.util.Arrays;

/**
 * The windows in which the clients of one table were seen: per client a list of runs, a run being so many requests in one
 * window. All lists share one array and grow by appending, whatever order they come in.
 *
 * <p>A list whose client came back to an earlier window may name any number of windows twice. Lists are summed up before
 * the array grows, unless no client ever came back or there are more lists than runs: so it holds at most a constant times
 * the distinct windows and clients.
 *
 * <p>A run is one long: the window above, {@value #COUNT_BITS} bits of count below. Runs that would not fit stand twice.
 */
final class WindowRuns {
    /** The end of a list. */
    static final int NONE = 0;

    static final int COUNT_BITS = 24;
    static final long MOST_COUNT = (1L << COUNT_BITS) - 1;

    private static final int FIRST_CAPACITY = 1 << 10;
    private static final int FIRST_LENGTH = 16;
    private static final int MOST_RUNS = Integer.MAX_VALUE - 8; // what virtual machines allow an array

    /** Runs from index 1 on; index 0 is {@link #NONE}. */
    private long[] runs = new long[FIRST_CAPACITY];

    private int[] next = new int[FIRST_CAPACITY];
    private int end = 1;
    private boolean anyMayRepeat;

    static long run(long window, long count) {
        return window << COUNT_BITS | count;
    }

    static long window(long run) {
        return run >> COUNT_BITS;
    }

    static long count(long run) {
        return run & MOST_COUNT;
    }

    /** How many runs there is room for. */
    int capacity() {
        return runs.length;
    }

    /** Whether {@link #push} has room. If not, the table calls {@link #makeRoom}. */
    boolean isFull() {
        return end == runs.length;
    }

    /**
     * Puts a run in front of a list.
     *
     * @param run as {@link #run} makes it
     * @param list the list's first index, or {@link #NONE}
     * @param mayRepeat whether the list may hold the run's window already, or come to hold it again: not so as long as
     *     each window is later than those before
     * @return the list's new first index
     */
    int push(long run, int list, boolean mayRepeat) {
        anyMayRepeat |= mayRepeat;
        int at = end++;
        runs[at] = run;
        next[at] = list;
        return at;
    }

    /**
     * Makes room: sums up all lists when that may free something, and doubles the array when that freed too little. Either
     * costs as much as the array is long, for which so many runs were pushed; also when there are more lists than runs,
     * because then nothing is summed up.
     */
    void makeRoom(int[] lists) {
        if (anyMayRepeat && lists.length <= runs.length) {
            sumUp(lists);
        }
        if (end > runs.length / 2) {
            if (runs.length > MOST_RUNS / 2) {
                throw tooMany();
            }
            resize(runs.length * 2);
        }
    }

    /**
     * Takes over all runs of another one, as they stand: what was list {@code n} there is list {@code n} plus the number
     * returned here. The lists of a client are then put together by {@link #join}.
     *
     * @param lists all lists of this one; changed when they are summed up to make room
     * @param pushes how many more runs to have room for: while lists are put together none may be made
     */
    int absorb(WindowRuns other, int[] lists, int pushes) {
        long wanted = (long) other.end + pushes;
        if (runs.length - end < wanted) {
            makeRoom(lists);
        }
        if (runs.length - end < wanted) {
            if (end + wanted > MOST_RUNS) {
                throw tooMany();
            }
            resize((int) (end + wanted));
        }
        int offset = end - 1;
        System.arraycopy(other.runs, 1, runs, end, other.end - 1);
        for (int i = 1; i < other.end; i++) {
            next[offset + i] = other.next[i] == NONE ? NONE : other.next[i] + offset;
            if (count(runs[offset + i]) == 0) {
                runs[offset + i] = link((int) window(runs[offset + i]) + offset);
            }
        }
        end += other.end - 1;
        anyMayRepeat |= other.anyMayRepeat;
        return offset;
    }

    /** A list of all that is in two lists; there must be room for a run. */
    int join(int one, int other) {
        return one == NONE ? other : other == NONE ? one : push(link(other), one, true);
    }

    /** What stands in a list for all of another list: a run without requests, with a list for a window. */
    private static long link(int list) {
        return run(list, 0);
    }

    private static OutOfMemoryError tooMany() {
        return new OutOfMemoryError("more than " + MOST_RUNS + " windows of clients");
    }

    private void resize(int capacity) {
        runs = Arrays.copyOf(runs, capacity);
        next = Arrays.copyOf(next, capacity);
    }

    private void sumUp(int[] lists) {
        WindowRuns summed = new WindowRuns();
        summed.resize(runs.length);
        for (int i = 0; i < lists.length; i++) {
            long[] sorted = all(lists[i]);
            Arrays.sort(sorted);
            lists[i] = summed.pushSums(sorted);
        }
        runs = summed.runs;
        next = summed.next;
        end = summed.end;
        anyMayRepeat = false;
    }

    private int pushSums(long[] sorted) {
        int list = NONE;
        for (int i = 0; i < sorted.length; ) {
            long window = window(sorted[i]);
            long sum = 0;
            for (; i < sorted.length && window(sorted[i]) == window; i++) {
                sum += count(sorted[i]);
            }
            for (; sum > 0; sum -= Math.min(sum, MOST_COUNT)) {
                list = push(run(window, Math.min(sum, MOST_COUNT)), list, false);
            }
        }
        return list;
    }

    /** The runs of a list and of those that it links to, in no particular order. */
    private long[] all(int list) {
        long[] all = new long[FIRST_LENGTH];
        int[] lists = new int[FIRST_LENGTH];
        int length = 0;
        int open = 0;
        lists[open++] = list;
        while (open > 0) {
            for (int at = lists[--open]; at != NONE; at = next[at]) {
                if (count(runs[at]) == 0) {
                    lists = open == lists.length ? Arrays.copyOf(lists, open * 2) : lists;
                    lists[open++] = (int) window(runs[at]);
                } else {
                    all = length == all.length ? Arrays.copyOf(all, length * 2) : all;
                    all[length++] = runs[at];
                }
            }
        }
        return Arrays.copyOf(all, length);
    }

    /**
     * The busiest window of a list, the earliest of equals.
     *
     * @param list the list's first index, or {@link #NONE}
     * @param current a run that is not in the list; may be empty
     */
    Peak peak(int list, long current) {
        long[] pushed = all(list);
        long[] sorted = Arrays.copyOf(pushed, pushed.length + 1);
        sorted[pushed.length] = current;
        Arrays.sort(sorted);
        long bestWindow = 0;
        long best = 0;
        for (int i = 0; i < sorted.length; ) {
            long window = window(sorted[i]);
            long sum = 0;
            for (; i < sorted.length && window(sorted[i]) == window; i++) {
                sum += count(sorted[i]);
            }
            if (sum > best) {
                best = sum;
                bestWindow = window;
            }
        }
        return new Peak(best, bestWindow);
    }
}
