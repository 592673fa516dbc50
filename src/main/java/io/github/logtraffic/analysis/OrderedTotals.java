package io.github.logtraffic.analysis;

import io.github.logtraffic.analysis.AnalysisResult.TimeRange;
import io.github.logtraffic.analysis.AnalysisResult.Totals;
import io.github.logtraffic.count.ClientCount;
import io.github.logtraffic.count.key.NetworkKey;
import io.github.logtraffic.identity.NetworkPrefix;
import io.github.logtraffic.log.entry.AccessLogEntry;
import io.github.logtraffic.log.entry.ClientKey;
import io.github.logtraffic.log.entry.OrderedConsumer;
import org.jspecify.annotations.Nullable;

/** Counts what every report says of all entries, and hands them on. */
final class OrderedTotals implements OrderedConsumer {
    private final OrderedConsumer next;
    private final NetworkKey clientKey;
    private final ClientCount clients;
    private final ClientKey client = new ClientKey();
    private long requests;
    private long bytes;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;
    private boolean hasFractions;

    /**
     * @param next takes the entries
     * @param prefix which part of an address is a client
     * @param seed that whoever writes the log does not know
     */
    OrderedTotals(OrderedConsumer next, NetworkPrefix prefix, long seed) {
        this.next = next;
        this.clientKey = new NetworkKey(prefix);
        this.clients = new ClientCount(seed);
    }

    @Override
    public void accept(AccessLogEntry entry, long floorMicros, long evenMicros) {
        clientKey.read(entry, client);
        clients.add(client);
        requests++;
        bytes += entry.bodyBytes();
        if (bytes < 0) {
            bytes = Long.MAX_VALUE; // a log may claim any sizes
        }
        first = Math.min(first, entry.epochSecond());
        last = Math.max(last, entry.epochSecond());
        hasFractions |= entry.microOfSecond() != 0;
        next.accept(entry, floorMicros, evenMicros);
    }

    Totals totals() {
        return new Totals(requests, bytes, clients.count(), clients.error());
    }

    /** First and last entry; null without entries. */
    @Nullable
    TimeRange timeRange() {
        return requests == 0 ? null : new TimeRange(first, last);
    }

    /** Whether any stamp is finer than a second. */
    boolean hasFractions() {
        return hasFractions;
    }
}
