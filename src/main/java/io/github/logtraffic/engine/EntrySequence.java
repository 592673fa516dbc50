package io.github.logtraffic.engine;

import io.github.logtraffic.log.entry.AccessLogEntry;
import io.github.logtraffic.log.entry.OrderedConsumer;

/**
 * From entries in the order of their logs to those in the order in which the requests began: put in the order of their
 * stamps, spread within what one stamp stands for, and, where stamps are the ends of requests and durations are known, put in
 * order again by their beginnings.
 *
 * <p>Used by one thread, which holds its monitor while it adds entries, so that a {@link LiveClock} may come in between.
 */
final class EntrySequence {
    private final OrderedConsumer consumer;
    private final AccessLogEntry entry;
    private final int windowSeconds;
    private final ReorderBuffer byStamp;
    private final ReorderBuffer byStart;
    private boolean sortsStarts;
    private long lastEven = Long.MIN_VALUE;

    /**
     * @param windowSeconds by how much entries may be behind others that belong behind them
     * @param areSeveral whether there are several logs: their stamps may stand for different times, so that what was spread
     *     must be put in order again
     * @param entry the view to show entries by
     */
    EntrySequence(int windowSeconds, boolean areSeveral, AccessLogEntry entry, OrderedConsumer consumer) {
        this.windowSeconds = windowSeconds;
        this.consumer = consumer;
        this.entry = entry;
        this.sortsStarts = areSeveral;
        this.byStamp = new ReorderBuffer(windowSeconds, this::spread);
        this.byStart = new ReorderBuffer(windowSeconds, this::handOn);
    }

    /**
     * Says that durations are to be expected. Otherwise the first one shows it, and from there on entries are handed on later,
     * by the window in which they are put in order by their beginnings.
     */
    void expectDurations() {
        sortsStarts = true;
    }

    /**
     * Says that the entries that are written now are of this second, and hands on those that none of them can come in front of.
     * Of logs that are not of about now it says nothing.
     */
    synchronized void clockIs(long second) {
        if (byStamp.isNear(second)) {
            byStamp.moveTo(second);
            byStart.moveTo(second - windowSeconds);
        }
    }

    /** Takes the next entry of a log. */
    void add(PackedEntries batch, int index) {
        byStamp.add(batch, index, batch.stamp(index), 0);
    }

    /** Spreads the entries of one second: the k-th of n with one stamp comes k/n of its resolution later. */
    private void spread(ReorderBuffer.Bucket bucket) {
        for (int from = 0, to; from < bucket.size(); from = to) {
            long stamp = bucket.micros(from);
            to = from + 1;
            while (to < bucket.size() && bucket.micros(to) == stamp) {
                to++;
            }
            for (int place = from; place < to; place++) {
                PackedEntries batch = bucket.batch(place);
                long offset = (long) (place - from) * batch.resolutionMicros() / (to - from);
                begin(batch, bucket.index(place), stamp, stamp + offset);
            }
        }
    }

    private void begin(PackedEntries batch, int index, long floor, long even) {
        long before = batch.microsBeforeStamp(index);
        sortsStarts |= before > 0;
        if (sortsStarts) {
            byStart.add(batch, index, even - before, floor - before);
        } else {
            handOn(batch, index, floor, even);
        }
    }

    private void handOn(ReorderBuffer.Bucket bucket) {
        for (int place = 0; place < bucket.size(); place++) {
            handOn(bucket.batch(place), bucket.index(place), bucket.floor(place), bucket.micros(place));
        }
    }

    private void handOn(PackedEntries batch, int index, long floor, long even) {
        lastEven = Math.max(lastEven, even);
        batch.read(index, entry);
        consumer.accept(entry, floor, lastEven);
    }

    /** Hands on all that is left. */
    synchronized void finish() {
        byStamp.finish();
        byStart.finish();
    }

    /** How many entries came too late to be put in order. */
    long outOfOrder() {
        return byStamp.late() + byStart.late();
    }
}
