package io.github.logtraffic.count;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

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

    private static final long FREE = run(0, 1); // not to be taken for a link

    private final MemoryBudget budget;

    /** Runs from index 1 on; index 0 is {@link #NONE}. */
    private long[] runs = new long[FIRST_CAPACITY];

    private int[] next = new int[FIRST_CAPACITY];
    private int end = 1;
    private boolean anyMayRepeat;

    /** A list of the places that are not used any more. */
    private int firstFree = NONE;

    private int free;

    // What a list holds, and what is still to be visited of it.
    private long[] collected = new long[FIRST_LENGTH];
    private int[] pending = new int[FIRST_LENGTH];

    WindowRuns(MemoryBudget budget) {
        this.budget = budget;
        budget.take(memory(FIRST_CAPACITY));
    }

    private static long memory(long capacity) {
        return capacity * (Long.BYTES + Integer.BYTES);
    }

    /** All lists of a table. */
    @FunctionalInterface
    interface Lists {
        /** Puts for each list what the operator makes of it. */
        void replaceAll(IntUnaryOperator change);
    }

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

    /** Whether {@link #push} has room for so many runs. If not, the table calls {@link #makeRoom}. */
    boolean hasRoom(int more) {
        return runs.length - end + free >= more;
    }

    /** Whether at least half of the room is free. */
    boolean isHalfFree() {
        return runs.length - end + free >= runs.length / 2;
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
        int at = free == 0 ? end++ : takeFree();
        runs[at] = run;
        next[at] = list;
        return at;
    }

    private int takeFree() {
        int at = firstFree;
        firstFree = next[at];
        free--;
        return at;
    }

    /** Gives up a list. */
    void free(int list) {
        collect(list, true);
    }

    private void freePlace(int at) {
        runs[at] = FREE;
        next[at] = firstFree;
        firstFree = at;
        free++;
    }

    /**
     * Makes room: sums up all lists when that may free something, and doubles the array when that freed too little. Either
     * costs as much as the array is long, for which so many runs were pushed; also when there are more lists than runs,
     * because then nothing is summed up.
     *
     * @param size how many lists there are
     * @return false when there is little or no room even so, because there is no memory for more
     */
    boolean makeRoom(Lists lists, int size) {
        if (anyMayRepeat && size <= runs.length) {
            anyMayRepeat = false;
            lists.replaceAll(this::sumUp);
        }
        return isHalfFree() || (runs.length <= MOST_RUNS / 2 && resize(2 * runs.length));
    }

    /**
     * Makes room for all runs of another one if there is memory for it.
     *
     * @param lists all lists of this one
     * @param size how many there are
     * @param mostPushes how many more runs may come when lists are put together. There is room for as many as there are runs
     *     to copy: when runs are few, so are links between them
     */
    boolean makeRoomToCopy(WindowRuns other, Lists lists, int size, int mostPushes) {
        long wanted = (long) other.end + Math.min(mostPushes, other.end);
        if (hasRoomBehind(wanted)) {
            return true;
        }
        makeRoom(lists, size);
        return hasRoomBehind(wanted);
    }

    private boolean hasRoomBehind(long wanted) {
        return runs.length - end >= wanted || (end + wanted <= MOST_RUNS && resize((int) (end + wanted)));
    }

    /**
     * Copies all runs of another one, for which there is room, as they stand: what is list {@code n} there is list {@code n}
     * plus the number returned here. The lists of a client are then put together by {@link #join}.
     */
    int copy(WindowRuns other) {
        int offset = end - 1;
        System.arraycopy(other.runs, 1, runs, end, other.end - 1);
        for (int i = 1; i < other.end; i++) {
            next[offset + i] = other.next[i] == NONE ? NONE : other.next[i] + offset;
            if (count(runs[offset + i]) == 0) {
                runs[offset + i] = link((int) window(runs[offset + i]) + offset);
            }
        }
        end += other.end - 1;
        for (int at = other.firstFree; at != NONE; at = other.next[at]) {
            freePlace(at + offset);
        }
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

    private boolean resize(int capacity) {
        if (!budget.tryTake(memory(capacity))) {
            return false;
        }
        budget.giveBack(memory(runs.length));
        runs = Arrays.copyOf(runs, capacity);
        next = Arrays.copyOf(next, capacity);
        return true;
    }

    /** Makes a list name no window twice; it needs no room. */
    private int sumUp(int list) {
        int length = collect(list, true);
        Arrays.sort(collected, 0, length);
        int summed = NONE;
        for (int i = 0; i < length; ) {
            long window = window(collected[i]);
            long sum = 0;
            for (; i < length && window(collected[i]) == window; i++) {
                sum += count(collected[i]);
            }
            for (; sum > 0; sum -= Math.min(sum, MOST_COUNT)) {
                summed = push(run(window, Math.min(sum, MOST_COUNT)), summed, false);
            }
        }
        return summed;
    }

    /** How many runs a list has. */
    int length(int list) {
        return collect(list, false);
    }

    /** The runs of a list and of those that it links to, in no particular order. */
    long[] all(int list) {
        int length = collect(list, false); // may replace the array
        return Arrays.copyOf(collected, length);
    }

    /**
     * Puts the runs of a list and of those that it links to into {@link #collected}, in no particular order.
     *
     * @param andFree whether to give up the list
     * @return how many there are
     */
    private int collect(int list, boolean andFree) {
        int length = 0;
        int open = 0;
        pending[open++] = list;
        while (open > 0) {
            for (int at = pending[--open]; at != NONE; ) {
                if (count(runs[at]) == 0) {
                    pending = open == pending.length ? Arrays.copyOf(pending, open * 2) : pending;
                    pending[open++] = (int) window(runs[at]);
                } else {
                    collected = length == collected.length ? Arrays.copyOf(collected, length * 2) : collected;
                    collected[length++] = runs[at];
                }
                int following = next[at];
                if (andFree) {
                    freePlace(at);
                }
                at = following;
            }
        }
        return length;
    }

    /**
     * The busiest window of a list, the earliest of equals.
     *
     * @param list the list's first index, or {@link #NONE}
     * @param current a run that is not in the list; may be empty
     */
    Peak peak(int list, long current) {
        int length = collect(list, false);
        long[] all = Arrays.copyOf(collected, length + 1);
        all[length] = current;
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        for (long run : all) {
            first = Math.min(first, window(run));
            last = Math.max(last, window(run));
        }
        return last - first < all.length ? peakByCells(all, first, (int) (last - first) + 1) : peakBySorting(all);
    }

    /** For a list that names windows again and again. */
    private static Peak peakByCells(long[] all, long first, int windows) {
        long[] cells = new long[windows];
        for (long run : all) {
            cells[(int) (window(run) - first)] += count(run);
        }
        int best = 0;
        for (int i = 1; i < windows; i++) {
            best = cells[i] > cells[best] ? i : best;
        }
        return new Peak(cells[best], first + best);
    }

    private static Peak peakBySorting(long[] all) {
        Arrays.sort(all);
        long bestWindow = 0;
        long best = 0;
        for (int i = 0; i < all.length; ) {
            long window = window(all[i]);
            long sum = 0;
            for (; i < all.length && window(all[i]) == window; i++) {
                sum += count(all[i]);
            }
            if (sum > best) {
                best = sum;
                bestWindow = window;
            }
        }
        return new Peak(best, bestWindow);
    }

    void giveBack() {
        budget.giveBack(memory(runs.length));
        runs = new long[0];
        next = new int[0];
    }
}
