package io.github.logtraffic.analysis;

import java.util.Arrays;

/** Requests by window, in the order of time, and how much more they vary than if they came one by one. */
final class WindowCounts {
    private static final int FIRST_LENGTH = 16;

    /** There are at least so many blocks of windows, or none of more than one window. */
    private static final int FEWEST_BLOCKS = 16;

    private final long first;
    private final long windows;
    private final long longestBlock;
    private long[] window = new long[FIRST_LENGTH];
    private long[] requests = new long[FIRST_LENGTH];
    private int size;

    /**
     * None yet.
     *
     * @param first the number of the log's first window
     * @param last that of its last window
     * @param mostOfBlock how many windows a block may have at most
     */
    WindowCounts(long first, long last, long mostOfBlock) {
        this.first = first;
        this.windows = last - first + 1;
        this.longestBlock = Math.min(mostOfBlock, windows / FEWEST_BLOCKS);
    }

    void clear() {
        size = 0;
    }

    /** Adds a window that is later than those that were added before; one that is not of the log is left out. */
    void add(long added, long requestsInIt) {
        if (added < first || added >= first + windows) {
            return;
        }
        if (size == window.length) {
            window = Arrays.copyOf(window, 2 * size);
            requests = Arrays.copyOf(requests, 2 * size);
        }
        window[size] = added;
        requests[size++] = requestsInIt;
    }

    /**
     * How many times the mean the variance of the requests in a block of windows is, slow changes as those of day and night
     * left out: a sixth of the mean square of the second difference of blocks in a row (the variate difference method, O.
     * Anderson, 1914), at least 1. Of blocks of 1, 2, 4 … windows, up to a sixteenth of the log, the largest: shorter ones do
     * not see what comes together for longer, and longer ones see day and night.
     */
    double dispersion() {
        double largest = 1;
        for (long length = 1; length == 1 || length <= longestBlock; length *= 2) {
            largest = Math.max(largest, dispersionOfBlocks(length));
        }
        return largest;
    }

    private double dispersionOfBlocks(long length) {
        long blocks = windows / length;
        SecondDifferences differences = new SecondDifferences();
        long next = 0;
        double sum = 0;
        for (int i = 0; i < size && block(i, length) < blocks; ) {
            long block = block(i, length);
            double count = 0;
            for (; i < size && block(i, length) == block; i++) {
                count += requests[i];
            }
            differences.addEmpty(block - next);
            differences.add(count);
            next = block + 1;
            sum += count;
        }
        differences.addEmpty(blocks - next);
        return blocks < 3 || sum == 0 ? 1 : differences.squares / 6 / (blocks - 2) / (sum / blocks);
    }

    /** The sum of the squares of second differences. */
    private static final class SecondDifferences {
        private double lastButOne = Double.NaN;
        private double last = Double.NaN;
        private double squares;

        void add(double count) {
            double difference = lastButOne - 2 * last + count;
            squares += Double.isNaN(difference) ? 0 : difference * difference;
            lastButOne = last;
            last = count;
        }

        /** Adds empty blocks, of which those behind two others make no difference. */
        void addEmpty(long blocks) {
            for (long i = Math.min(2, blocks); i > 0; i--) {
                add(0);
            }
        }
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
