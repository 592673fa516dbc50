package io.github.logtraffic.count;

import io.github.logtraffic.log.entry.ClientKey;
import java.util.Arrays;

/** Reads a slice of what {@link TableOutput} has written, row by row. */
final class TableInput {
    private static final long IPV4_MASK = 0xFFFF_FFFFL;
    private static final long IPV4_MAPPED = 0xFFFF_0000_0000L;

    private static final long FIRST_IPV6 = 1L << Integer.SIZE;

    // The kinds of keys, in the order in which they stand.
    private static final int IPV4 = 1;
    private static final int IPV6 = 2;
    private static final int NAMES = 3;

    private final PackedInput rows;
    private final PackedInput windows;
    private final long firstSecond;
    private final int windowSeconds;
    private final long firstWindow;
    private final long lastWindow;
    private final boolean onlyPeaks;
    private TableRow row = new TableRow();
    private int kind;
    private int more; // rows of that kind
    private long high; // of an address
    private long low;
    private long rank; // a number that is not higher than that of any key behind
    private long left; // requests of the slice

    /**
     * @param in in which the sections of the slice are the next things
     * @param requests how many its rows have together
     * @param span when the first and the last entry of all were logged
     * @param windowSeconds the length of the windows
     * @param onlyPeaks whether of the windows between the first and the last one of all only the busiest are read
     */
    TableInput(PackedInput in, long requests, TallyForm.Span span, int windowSeconds, boolean onlyPeaks)
            throws TallyFormException {
        this.rows = in.section();
        this.windows = in.section();
        this.left = requests;
        this.firstSecond = span.first();
        this.windowSeconds = windowSeconds;
        this.firstWindow = Math.floorDiv(span.first(), (long) windowSeconds);
        this.lastWindow = Math.floorDiv(span.last(), (long) windowSeconds);
        this.onlyPeaks = onlyPeaks;
    }

    /** The row that was read last. */
    TableRow row() {
        return row;
    }

    /** Gives away the row that was read last, and takes another one for the next. */
    TableRow exchangeRow(TableRow other) {
        TableRow given = row;
        row = other;
        return given;
    }

    /** Whether its key stands before that of the row of another one, or is the same. */
    boolean isUpTo(TableInput other) {
        return rank == other.rank ? isUpToAmongEquals(other) : rank < other.rank;
    }

    private boolean isUpToAmongEquals(TableInput other) {
        return switch (kind) {
            case IPV4 -> true;
            case IPV6 ->
                high == other.high
                        ? Long.compareUnsigned(low, other.low) <= 0
                        : Long.compareUnsigned(high, other.high) < 0;
            default -> compareNames(row.key, other.row.key) <= 0;
        };
    }

    private static int compareNames(ClientKey one, ClientKey other) {
        return Arrays.compareUnsigned(
                one.nameBytes(), one.nameFrom(), one.nameTo(), other.nameBytes(), other.nameFrom(), other.nameTo());
    }

    /** Reads the next row; false when there is none. */
    boolean next() throws TallyFormException {
        while (more == 0) {
            if (kind == NAMES) {
                checkEnd();
                return false;
            }
            kind++;
            high = 0;
            low = kind == IPV4 ? IPV4_MAPPED : 0;
            more = rows.count();
        }
        more--;
        readKey();
        readRow();
        return true;
    }

    private void checkEnd() throws TallyFormException {
        if (left != 0 || !rows.isAtEnd() || !(onlyPeaks || windows.isAtEnd())) {
            throw new TallyFormException("rows do not add up");
        }
    }

    private void readKey() throws TallyFormException {
        switch (kind) {
            case IPV4 -> {
                low += rows.number(0, IPV4_MASK - (low & IPV4_MASK));
                row.key.setAddress(high, low);
                rank = low & IPV4_MASK;
            }
            case IPV6 -> {
                high += rows.number();
                low += rows.signed();
                row.key.setAddress(high, low);
                rank = FIRST_IPV6 + (high >>> Integer.SIZE);
            }
            default -> {
                int length = rows.count();
                int from = rows.skipBytes(length);
                row.key.setName(rows.array(), from, from + length);
                rank = Long.MAX_VALUE;
            }
        }
    }

    private void readRow() throws TallyFormException {
        row.requests = rows.number(1, left);
        left -= row.requests;
        row.bytes = rows.number(0, Long.MAX_VALUE);
        row.firstSecond = firstSecond + rows.number(0, TallyForm.MOST_SECONDS);
        row.lastSecond = row.firstSecond + rows.number(0, TallyForm.MOST_SECONDS);
        int flags = (int) rows.number(0, (1 << OtherStatuses.CLASSES) - 1);
        readStatuses(flags & ~TableOutput.HAS_DURATIONS);
        readWindows();
        row.clearDurations();
        if ((flags & TableOutput.HAS_DURATIONS) != 0) {
            readDurations();
        }
    }

    private void readStatuses(int classes) throws TallyFormException {
        row.hasOtherStatuses = classes != 0;
        long rest = row.requests;
        for (int i = 0; i < OtherStatuses.CLASSES && row.hasOtherStatuses; i++) {
            row.otherStatuses[i] = (classes & 1 << i) != 0 ? rows.number(1, rest) : 0;
            rest -= row.otherStatuses[i];
        }
    }

    private void readWindows() throws TallyFormException {
        row.clearWindows();
        long first = Math.floorDiv(row.firstSecond, (long) windowSeconds);
        long last = Math.floorDiv(row.lastSecond, (long) windowSeconds);
        long count = rows.number(1, row.requests);
        if (count == 1 && (!onlyPeaks || first == firstWindow || first == lastWindow)) {
            row.addWindow(first, row.requests);
        } else if (count == 1) {
            row.setPeak(first, row.requests);
        } else {
            readPeaks(count, first, last);
            if (!onlyPeaks) {
                row.clearWindows();
                readAllWindows(count, first, last);
            }
        }
        if (last < first || (count == 1) != (first == last)) {
            throw new TallyFormException("windows do not add up");
        }
    }

    private void readPeaks(long count, long first, long last) throws TallyFormException {
        boolean hasFirst = first == firstWindow;
        boolean hasLast = last == lastWindow;
        long inFirst = hasFirst ? rows.number(1, row.requests) : 0;
        long inLast = hasLast ? rows.number(1, row.requests) : 0;
        if (hasFirst) {
            row.addWindow(first, inFirst);
        }
        if (count > (hasFirst ? 1 : 0) + (hasLast ? 1 : 0)) {
            long distance = rows.number(hasFirst ? 1 : 0, last - first - (hasLast ? 1 : 0));
            row.setPeak(first + distance, rows.number(1, row.requests));
        }
        if (hasLast) {
            row.addWindow(last, inLast);
        }
    }

    private void readAllWindows(long count, long first, long last) throws TallyFormException {
        long window = first;
        long rest = row.requests;
        for (long i = 1; i < count; i++) {
            long requests = windows.number(1, rest - 1);
            row.addWindow(window, requests);
            rest -= requests;
            window += windows.number(1, last - window);
        }
        row.addWindow(window, rest);
        if (window != last) {
            throw new TallyFormException("windows do not add up");
        }
    }

    private void readDurations() throws TallyFormException {
        row.durations = rows.number(1, row.requests);
        row.totalMicros = rows.number(0, Long.MAX_VALUE);
        row.maxMicros = rows.number(0, row.totalMicros);
        long rest = row.durations;
        int bucket = 0;
        for (int buckets = rows.count(); buckets > 0; buckets--) {
            bucket += (int) rows.number(0, DurationBuckets.COUNT - 1L - bucket);
            long requests = rows.number(1, rest);
            row.addBucket(bucket, requests);
            rest -= requests;
        }
        if (rest != 0) {
            throw new TallyFormException("durations do not add up");
        }
    }
}
