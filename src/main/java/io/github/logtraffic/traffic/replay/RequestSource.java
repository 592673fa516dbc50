package io.github.logtraffic.traffic.replay;

import io.github.logtraffic.log.entry.AccessLogEntry;
import io.github.logtraffic.log.entry.OrderedConsumer;
import io.github.logtraffic.traffic.balance.KeyReader;
import java.util.SortedMap;

/** Makes requests of entries, says when each is due, and hands them on until there are enough. */
public final class RequestSource implements OrderedConsumer {
    private final RequestReader reader;
    private final Schedule schedule;
    private final Extent extent;
    private final RequestSink sink;
    private final Runnable onEnough;
    private long handedOn;
    private boolean isComplete;

    /**
     * @param slots where in entries things are
     * @param rules which requests are sent
     * @param keys finds what balancers hash
     * @param pace when they are due
     * @param extent how many are wanted
     * @param onEnough is called when they have been handed on
     */
    public RequestSource(
            EntrySlots slots,
            RequestRules rules,
            KeyReader keys,
            Pace pace,
            Extent extent,
            RequestSink sink,
            Runnable onEnough) {
        this.reader = new RequestReader(slots, rules, keys);
        this.schedule = new Schedule(pace);
        this.extent = extent;
        this.sink = sink;
        this.onEnough = onEnough;
    }

    @Override
    public void accept(AccessLogEntry entry, long floorMicros, long evenMicros) {
        if (isComplete) {
            return;
        }
        ReplayRequest request = reader.read(entry);
        if (request == null) {
            return;
        }
        long due = schedule.dueNanos(evenMicros);
        if (extent.durationNanos() > 0 && due >= extent.durationNanos()) {
            complete();
            return;
        }
        handedOn++;
        if (!sink.accept(new DueRequest(due, request)) || handedOn == extent.requests()) {
            complete();
        }
    }

    private void complete() {
        isComplete = true;
        onEnough.run();
    }

    /** Whether nothing more is wanted. */
    public boolean isComplete() {
        return isComplete;
    }

    /** Says that the log comes again from its beginning. */
    public void again() {
        schedule.again();
    }

    /** How many requests were handed on. */
    public long handedOn() {
        return handedOn;
    }

    /** What the ceiling did to when requests were due. */
    public CeilingEffect ceilingEffect() {
        return schedule.ceilingEffect();
    }

    /** How many entries were not sent, by reason; reasons that did not occur are left out. */
    public SortedMap<SkipReason, Long> skipped() {
        return reader.skipped();
    }

    /** Of how many requests a secret was masked. */
    public long masked() {
        return reader.masked();
    }
}
