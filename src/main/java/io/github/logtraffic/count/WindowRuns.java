package io.github.logtraffic.count;

import java.util.Arrays;

/**
 * The windows in which the clients of one table were seen: per client a list of runs, a run being so many requests in one
 * window. All lists share one array and grow by appending, whatever order they come in.
 *
 * <p>A list whose client came back to an earlier window may name any number of windows twice. Lists are summed up before
 * the array grows, unless no client ever came back: so it holds at most a constant times the distinct windows.
 *
 * <p>A run is one long: the window above, {@value #COUNT_BITS} bits of count below. Runs that would not fit stand twice.
 */
final class WindowRuns {
    /** The end of a list. */
    static final int NONE = 0;

    static final int COUNT_BITS = 24;
    static final long MOST_COUNT = (1L << COUNT_BITS) - 1;

    private static final int FIRST_CAPACITY = 1 << 10;

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

    /** Whether some list may hold a window twice. */
    boolean mayRepeat() {
        return anyMayRepeat;
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
            int capacity = Math.min(runs.length, (Integer.MAX_VALUE - 8) / 2) * 2;
            if (capacity == runs.length) {
                throw new OutOfMemoryError("more than " + end + " client windows");
            }
            runs = Arrays.copyOf(runs, capacity);
            next = Arrays.copyOf(next, capacity);
        }
    }

    private void sumUp(int[] lists) {
        WindowRuns summed = new WindowRuns();
        summed.runs = new long[runs.length];
        summed.next = new int[next.length];
        for (int i = 0; i < lists.length; i++) {
            lists[i] = summed.pushSums(sorted(lists[i]));
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

    /** The runs of a list, by window. */
    private long[] sorted(int list) {
        long[] sorted = inOrderOfPush(list);
        Arrays.sort(sorted);
        return sorted;
    }

    /** The runs of a list, the one that was pushed first in front. */
    long[] inOrderOfPush(int list) {
        int length = 0;
        for (int at = list; at != NONE; at = next[at]) {
            length++;
        }
        long[] all = new long[length];
        for (int at = list; at != NONE; at = next[at]) {
            all[--length] = runs[at];
        }
        return all;
    }

    /**
     * The busiest window of a list, the earliest of equals.
     *
     * @param list the list's first index, or {@link #NONE}
     * @param current a run that is not in the list
     */
    Peak peak(int list, long current) {
        long[] pushed = inOrderOfPush(list);
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
