package io.github.logtraffic.traffic.cache;

import org.jspecify.annotations.Nullable;

/** Asks a cache for all objects of a trace, in order, and counts what comes of it. Made, then {@link #run} once. */
final class TraceRun {
    private final Trace trace;
    private final Minutes minutes;
    private final int firstWarm;
    private final double share;
    private final boolean servesStale;
    private final int @Nullable [] hitsByObject;

    /** Whether bytes may be too many for a number, as a log may claim: to look each time takes a tenth of a run. */
    private final boolean mayOverflow;

    private long misses;
    private long missedBytes;
    private long revalidations;
    private long revalidatedBytes;
    private CacheCounts cold = CacheCounts.NOTHING;
    private CacheCounts all = CacheCounts.NOTHING;

    private double minuteRequests;
    private double minuteBytes;
    private double originRequests;
    private double originBytes;
    private double peakRequests = -1;
    private long peakSecond;
    private double peakBytes = -1;
    private long peakBytesSecond;

    /**
     * @param minutes of the whole log
     * @param share of the log's objects that the trace has
     * @param servesStale whether what expired is handed out, and fetched anew behind the client's back
     * @param hitsByObject counts hits by object; null when nobody wants to know
     */
    TraceRun(Trace trace, Minutes minutes, double share, boolean servesStale, int @Nullable [] hitsByObject) {
        this.trace = trace;
        this.minutes = minutes;
        this.firstWarm = minutes.firstWarm();
        this.share = share;
        this.servesStale = servesStale;
        this.hitsByObject = hitsByObject;
        this.mayOverflow = trace.bytes() == Long.MAX_VALUE;
    }

    /**
     * Asks for everything.
     *
     * @param minuteEnds for each minute which request comes behind it
     * @throws IllegalStateException when the cache's books are wrong, which is a bug in its policy
     */
    void run(Cache cache, Freshness freshness, int[] minuteEnds) {
        int warm = trace.coldLength();
        int at = 0;
        for (int minute = 0; minute < minuteEnds.length; minute++) {
            int end = minuteEnds[minute];
            if (at <= warm && warm < end) {
                ask(cache, freshness, at, warm);
                cold = counts(warm, trace.coldBytes());
                at = warm;
            }
            ask(cache, freshness, at, end);
            at = end;
            endMinute(minute);
        }
        all = counts(trace.length(), trace.bytes());
        cache.checkBooks();
    }

    private void ask(Cache cache, Freshness freshness, int from, int to) {
        if (!freshness.isForEver()) {
            askAndLookAtAge(cache, freshness, from, to);
        } else if (hitsByObject != null) {
            askAndCount(cache, hitsByObject, from, to);
        } else {
            for (int at = from; at < to; at++) { // nothing is to be done for a hit
                int object = trace.object(at);
                if (!cache.request(object, at)) {
                    miss(object);
                }
            }
        }
    }

    private void askAndCount(Cache cache, int[] hits, int from, int to) {
        for (int at = from; at < to; at++) {
            int object = trace.object(at);
            if (cache.request(object, at)) {
                hits[object]++;
            } else {
                miss(object);
            }
        }
    }

    private void askAndLookAtAge(Cache cache, Freshness freshness, int from, int to) {
        for (int at = from; at < to; at++) {
            int object = trace.object(at);
            long second = trace.second(at);
            if (!cache.request(object, at)) {
                miss(object);
                freshness.fetch(object, second);
                continue;
            }
            if (!freshness.isFresh(object, second)) {
                expired(object);
                freshness.fetch(object, second);
                if (!servesStale) {
                    continue;
                }
            }
            if (hitsByObject != null) {
                hitsByObject[object]++;
            }
        }
    }

    private void miss(int object) {
        long size = trace.sizes()[object];
        misses++;
        missedBytes = mayOverflow ? Minutes.plus(missedBytes, size) : missedBytes + size;
        minuteRequests++;
        minuteBytes += size;
    }

    private void expired(int object) {
        long size = trace.sizes()[object];
        minuteRequests++;
        if (servesStale) {
            minuteBytes += size;
        } else {
            revalidations++;
            revalidatedBytes = Minutes.plus(revalidatedBytes, size);
        }
    }

    private void endMinute(int minute) {
        double requests = minuteRequests / share + minutes.bypassed(minute);
        double sent = minuteBytes / share + minutes.bypassedBytes(minute);
        originRequests += requests;
        originBytes += sent;
        // of a sample it may be too much by chance, as the largest of many such numbers surely is
        double possible = Math.min(requests, (double) minutes.requests(minute));
        if (possible > peakRequests && minute >= firstWarm) {
            peakRequests = possible;
            peakSecond = minutes.second(minute);
        }
        if (sent > peakBytes && minute >= firstWarm) {
            peakBytes = sent;
            peakBytesSecond = minutes.second(minute);
        }
        minuteRequests = 0;
        minuteBytes = 0;
    }

    private CacheCounts counts(long requests, long bytes) {
        return new CacheCounts(
                requests,
                requests - misses - revalidations,
                revalidations,
                bytes,
                Math.max(0, bytes - missedBytes - revalidatedBytes),
                revalidatedBytes);
    }

    /** Of all requests. */
    CacheCounts all() {
        return all;
    }

    /** Of those behind the first tenth. */
    CacheCounts warm() {
        return all.minus(cold);
    }

    OriginLoad origin() {
        return new OriginLoad(
                Math.round(originRequests),
                Math.round(originBytes),
                Math.round(Math.max(0, peakRequests)),
                peakSecond,
                Math.round(Math.max(0, peakBytes)),
                peakBytesSecond);
    }
}
