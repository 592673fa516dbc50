package io.github.logtraffic.traffic.cache;

import java.util.Arrays;

/** What there was in each minute that had any requests, in their order. */
final class Minutes {
    private static final int SECONDS = 60;
    private static final int COLUMNS = 5;
    private static final int MINUTE = 0;
    private static final int REQUESTS = 1;
    private static final int BYTES = 2;
    private static final int BYPASSED = 3;
    private static final int BYPASSED_BYTES = 4;

    private long[] rows = new long[64 * COLUMNS];
    private int count;

    /** Counts a request of the last minute or a later one. */
    void add(long second, long bytes, boolean isBypassed) {
        long minute = Math.floorDiv(second, SECONDS);
        if (count == 0 || rows[(count - 1) * COLUMNS] != minute) {
            if ((count + 1) * COLUMNS > rows.length) {
                rows = Arrays.copyOf(rows, 2 * rows.length);
            }
            rows[count++ * COLUMNS + MINUTE] = minute;
        }
        int row = (count - 1) * COLUMNS;
        rows[row + REQUESTS]++;
        rows[row + BYTES] = plus(rows[row + BYTES], bytes);
        if (isBypassed) {
            rows[row + BYPASSED]++;
            rows[row + BYPASSED_BYTES] = plus(rows[row + BYPASSED_BYTES], bytes);
        }
    }

    /** A log may claim any sizes. */
    static long plus(long sum, long bytes) {
        long larger = sum + bytes;
        return larger < 0 ? Long.MAX_VALUE : larger;
    }

    /** Not negative factors. */
    static long times(long count, long bytes) {
        return Math.multiplyHigh(count, bytes) != 0 || count * bytes < 0 ? Long.MAX_VALUE : count * bytes;
    }

    int count() {
        return count;
    }

    /** The first second of a minute. */
    long second(int index) {
        return rows[index * COLUMNS + MINUTE] * SECONDS;
    }

    long requests(int index) {
        return rows[index * COLUMNS + REQUESTS];
    }

    long bytes(int index) {
        return rows[index * COLUMNS + BYTES];
    }

    /** For each minute which request of a trace comes behind it. */
    int[] endsIn(Trace trace) {
        int[] ends = new int[count];
        int at = 0;
        for (int index = 0; index < count; index++) {
            while (at < trace.length() && trace.second(at) < second(index) + SECONDS) {
                at++;
            }
            ends[index] = at;
        }
        return ends;
    }

    /**
     * The first minute that begins behind a tenth of the requests, in which caches fill; the first one of a log that has none.
     */
    int firstWarm() {
        long all = 0;
        for (int index = 0; index < count; index++) {
            all += requests(index);
        }
        long before = 0;
        for (int index = 0; index < count; index++) {
            if (before >= all / Trace.COLD_PARTS && before > 0) {
                return index;
            }
            before += requests(index);
        }
        return 0;
    }

    /** Requests that no cache is asked for. */
    long bypassed(int index) {
        return rows[index * COLUMNS + BYPASSED];
    }

    long bypassedBytes(int index) {
        return rows[index * COLUMNS + BYPASSED_BYTES];
    }

    /** All of it, and the busiest minutes from the {@link #firstWarm} on. */
    OriginLoad load() {
        if (count == 0) {
            return new OriginLoad(0, 0, 0, 0, 0, 0);
        }
        long requests = 0;
        long bytes = 0;
        for (int index = 0; index < count; index++) {
            requests += requests(index);
            bytes = plus(bytes, bytes(index));
        }
        int most = busiest();
        int mostBytes = busiestByBytes();
        return new OriginLoad(requests, bytes, requests(most), second(most), bytes(mostBytes), second(mostBytes));
    }

    /** Which minute from the {@link #firstWarm} on has most requests. */
    int busiest() {
        int most = firstWarm();
        for (int index = most; index < count; index++) {
            most = requests(index) > requests(most) ? index : most;
        }
        return most;
    }

    /** Which minute from the {@link #firstWarm} on has most bytes. */
    int busiestByBytes() {
        int most = firstWarm();
        for (int index = most; index < count; index++) {
            most = bytes(index) > bytes(most) ? index : most;
        }
        return most;
    }

    /** All requests that no cache is asked for. */
    long bypassed() {
        long all = 0;
        for (int index = 0; index < count; index++) {
            all += bypassed(index);
        }
        return all;
    }

    /** Bytes of all requests that no cache is asked for. */
    long bypassedBytes() {
        long all = 0;
        for (int index = 0; index < count; index++) {
            all = plus(all, bypassedBytes(index));
        }
        return all;
    }
}
