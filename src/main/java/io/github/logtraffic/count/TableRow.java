package io.github.logtraffic.count;

import io.github.logtraffic.log.entry.ClientKey;
import java.util.Arrays;

/** All that is known of one key of an exact {@link CounterTable}, to be written or to be added to another one. Reused. */
final class TableRow {
    private static final int FIRST_LENGTH = 16;

    /** Windows, or buckets, of rows that are added up: to merge long lists again and again would take too long. */
    private static final int MOST_TO_MERGE = 64;

    final ClientKey key = new ClientKey();
    long requests;
    long bytes;
    long firstSecond;
    long lastSecond;

    /** By status class; those of 2xx, which are the rest, stay 0, and 0 is for all that are in none of the five. */
    final long[] otherStatuses = new long[OtherStatuses.CLASSES];

    /** Whether there are any; otherwise their numbers say nothing. Only of what was read from the binary form. */
    boolean hasOtherStatuses;

    // The windows, each later than the one before, and the requests in each.
    int windows;
    long[] window = new long[FIRST_LENGTH];
    long[] windowRequests = new long[FIRST_LENGTH];

    /** Of all windows that are not listed, the busiest, the earliest of equals; none when it has no requests. */
    long peakWindow;

    long peakRequests;

    // How long requests took; none that say so when their number is 0.
    long durations;
    long totalMicros;
    long maxMicros;
    int buckets;
    int[] bucket = new int[FIRST_LENGTH];
    long[] bucketRequests = new long[FIRST_LENGTH];

    void clearWindows() {
        windows = 0;
        peakRequests = 0;
    }

    /** Adds a window that is not earlier than those that were added before. */
    void addWindow(long added, long requestsInIt) {
        if (windows > 0 && window[windows - 1] == added) {
            windowRequests[windows - 1] += requestsInIt;
            return;
        }
        if (windows == window.length) {
            window = Arrays.copyOf(window, 2 * windows);
            windowRequests = Arrays.copyOf(windowRequests, 2 * windows);
        }
        window[windows] = added;
        windowRequests[windows++] = requestsInIt;
    }

    void setPeak(long busiest, long requestsInIt) {
        peakWindow = busiest;
        peakRequests = requestsInIt;
    }

    void clearDurations() {
        durations = 0;
        buckets = 0;
    }

    void addBucket(int added, long requestsInIt) {
        if (buckets == bucket.length) {
            bucket = Arrays.copyOf(bucket, 2 * buckets);
            bucketRequests = Arrays.copyOf(bucketRequests, 2 * buckets);
        }
        bucket[buckets] = added;
        bucketRequests[buckets++] = requestsInIt;
    }

    /** Whether another one is of the same key, and so small that it is better {@link #add added} here than to the table. */
    boolean canTake(TableRow other) {
        return requests > 0
                && windows + other.windows <= MOST_TO_MERGE
                && buckets + other.buckets <= MOST_TO_MERGE
                && isOfSameKey(other.key);
    }

    private boolean isOfSameKey(ClientKey other) {
        if (key.isName() != other.isName()) {
            return false;
        }
        return key.isName()
                ? Arrays.equals(
                        key.nameBytes(),
                        key.nameFrom(),
                        key.nameTo(),
                        other.nameBytes(),
                        other.nameFrom(),
                        other.nameTo())
                : key.high() == other.high() && key.low() == other.low();
    }

    /** Adds what is known of the same key elsewhere. */
    void add(TableRow other) {
        requests += other.requests;
        bytes = Saturating.sum(bytes, other.bytes);
        firstSecond = Math.min(firstSecond, other.firstSecond);
        lastSecond = Math.max(lastSecond, other.lastSecond);
        if (other.hasOtherStatuses) {
            for (int i = 0; i < otherStatuses.length; i++) {
                otherStatuses[i] = other.otherStatuses[i] + (hasOtherStatuses ? otherStatuses[i] : 0);
            }
            hasOtherStatuses = true;
        }
        for (int i = 0; i < other.windows; i++) {
            insertWindow(other.window[i], other.windowRequests[i]);
        }
        if (other.peakRequests > peakRequests
                || (other.peakRequests == peakRequests && other.peakWindow < peakWindow)) {
            setPeak(other.peakWindow, other.peakRequests);
        }
        addDurations(other);
    }

    private void insertWindow(long added, long requestsInIt) {
        int place = windows;
        while (place > 0 && window[place - 1] > added) {
            place--;
        }
        if (place > 0 && window[place - 1] == added) {
            windowRequests[place - 1] += requestsInIt;
            return;
        }
        addWindow(Long.MAX_VALUE, 0); // room for one more
        System.arraycopy(window, place, window, place + 1, windows - 1 - place);
        System.arraycopy(windowRequests, place, windowRequests, place + 1, windows - 1 - place);
        window[place] = added;
        windowRequests[place] = requestsInIt;
    }

    private void addDurations(TableRow other) {
        if (other.durations == 0) {
            return;
        }
        totalMicros = durations == 0 ? other.totalMicros : Saturating.sum(totalMicros, other.totalMicros);
        maxMicros = durations == 0 ? other.maxMicros : Math.max(maxMicros, other.maxMicros);
        durations += other.durations;
        for (int i = 0; i < other.buckets; i++) {
            addBucket(other.bucket[i], other.bucketRequests[i]); // they need no order, and may repeat
        }
    }
}
