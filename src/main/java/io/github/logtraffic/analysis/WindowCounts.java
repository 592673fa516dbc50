package io.github.logtraffic.analysis;

import java.util.Arrays;

/** Requests by window, in the order of time, and how much more they vary than if they came one by one. */
final class WindowCounts {
    private static final int FIRST_LENGTH = 16;

    /** There are at least so many blocks of windows, or none of more than one window. */
    private static final int FEWEST_BLOCKS = 16;

    private final long first;
    private final long windows;
    private long[] window = new long[FIRST_LENGTH];
    private long[] requests = new long[FIRST_LENGTH];
    private int size;

    /**
     * None yet.
     *
     * @param first the number of the log's first window
     * @param last that of its last window
     */
    WindowCounts(long first, long last) {
        this.first = first;
        this.windows = last - first + 1;
    }

    void clear() {
        size = 0;
    }

    /** Adds a window of the log that is later than those that were added before. */
    void add(long added, long requestsInIt) {
        if (size == window.length) {
            window = Arrays.copyOf(window, 2 * size);
            requests = Arrays.copyOf(requests, 2 * size);
        }
        window[size] = added;
        requests[size++] = requestsInIt;
    }

    /**
     * How many times the mean the variance of the requests in a block of windows is, slow changes as those of day and night
     * left out: half the mean square of the difference of blocks in a row (J. von Neumann, 1941), at least 1. Of blocks of
     * 1, 2, 4 … windows, up to a sixteenth of the log, the largest: shorter ones do not see what comes together for longer.
     */
    double dispersion() {
        double largest = 1;
        for (long length = 1; length == 1 || length <= longestBlock(); length *= 2) {
            largest = Math.max(largest, dispersionOfBlocks(length));
        }
        return largest;
    }

    /** How many windows the longest blocks may have that {@link #dispersion} looks at. */
    long longestBlock() {
        return windows / FEWEST_BLOCKS;
    }

    private double dispersionOfBlocks(long length) {
        long blocks = windows / length;
        long lastBlock = 0;
        double last = 0;
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < size && block(i, length) < blocks; ) {
            long block = block(i, length);
            double count = 0;
            for (; i < size && block(i, length) == block; i++) {
                count += requests[i];
            }
            if (block > lastBlock) {
                squares += block == lastBlock + 1 ? (count - last) * (count - last) : count * count + last * last;
            }
            lastBlock = block;
            last = count;
            sum += count;
        }
        squares += lastBlock < blocks - 1 ? last * last : 0;
        return blocks < 2 || sum == 0 ? 1 : squares / (blocks - 1) / 2 / (sum / blocks);
    }

    private long block(int i, long length) {
        return (window[i] - first) / length;
    }

    /**
     * How many requests there are, on average over the requests, in the same visit, {@code sum(visit^2) / sum(visit)}: the
     * variance of requests whose visits come one by one, in relation to their mean (a compound Poisson process).
     *
     * @param gap windows without a request that end a visit
     */
    double clumping(long gap) {
        double visit = 0;
        double squares = 0;
        double sum = 0;
        for (int i = 0; i < size; i++) {
            visit += requests[i];
            sum += requests[i];
            if (endsVisit(i, gap)) {
                squares += visit * visit;
                visit = 0;
            }
        }
        return sum == 0 ? 1 : Math.max(1, squares / sum);
    }

    /** How many windows the longest visit lasts. */
    long longestVisit(long gap) {
        long longest = 0;
        int begin = 0;
        for (int i = 0; i < size; i++) {
            if (endsVisit(i, gap)) {
                longest = Math.max(longest, window[i] - window[begin] + 1);
                begin = i + 1;
            }
        }
        return longest;
    }

    private boolean endsVisit(int i, long gap) {
        return i == size - 1 || window[i + 1] - window[i] - 1 >= gap;
    }
}
