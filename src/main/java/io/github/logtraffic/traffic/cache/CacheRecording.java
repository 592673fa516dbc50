package io.github.logtraffic.traffic.cache;

import io.github.logtraffic.log.entry.AccessLogEntry;
import io.github.logtraffic.log.entry.ClientKey;
import io.github.logtraffic.log.entry.OrderedConsumer;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Writes down which objects the requests of a log ask for. Of a log that has too many of them, a share of the objects, chosen
 * by hash: those that are kept are kept with all their requests. Entries come as {@link ObjectProjection} projects them.
 */
public final class CacheRecording implements OrderedConsumer {
    private static final long MICROS_PER_SECOND = 1_000_000;

    private final int mostRequests;
    private final ObjectTable objects;
    private final ClientKey key = new ClientKey();
    private final Trace trace = new Trace();
    private final Minutes minutes = new Minutes();
    private final long[] bypassed = new long[Bypass.values().length];
    private final NotKept notKept = new NotKept();
    private final long[] byTtl;
    private long cacheable;
    private long withQuery;
    private long incomplete;
    private long second = Long.MIN_VALUE;
    private int below = ObjectTable.SAMPLE_PLACES;
    private boolean hasDurations;
    private boolean hasUpstreamTimes;

    /**
     * @param times how many times to live objects can have
     * @param mostRequests how many requests are kept, at least 1
     * @param mostObjects how many objects are kept, at least 1
     * @param hashSeed of hash tables; it changes no result
     */
    public CacheRecording(int times, int mostRequests, int mostObjects, long hashSeed) {
        this.mostRequests = mostRequests;
        this.objects = new ObjectTable(mostObjects, hashSeed);
        this.byTtl = new long[times];
    }

    @Override
    public void accept(AccessLogEntry entry, long floorMicros, long evenMicros) {
        second = Math.max(second, Math.floorDiv(floorMicros, MICROS_PER_SECOND)); // who came too late came then
        Bypass bypass = ObjectProjection.bypassOf(entry);
        minutes.add(second, entry.bodyBytes(), bypass != null);
        if (bypass != null) {
            bypassed[bypass.code]++;
            return;
        }
        boolean isFull = ObjectProjection.isFullAnswer(entry);
        int ttlClass = ObjectProjection.ttlClassOf(entry);
        cacheable++;
        withQuery += ObjectProjection.hasQuery(entry) ? 1 : 0;
        incomplete += isFull ? 0 : 1;
        byTtl[ttlClass]++;
        ObjectProjection.readObject(entry, key);
        int object = below < ObjectTable.SAMPLE_PLACES && ObjectTable.place(key) >= below ? ObjectTable.FULL : number();
        if (object == ObjectTable.FULL) {
            notKept.add(entry.bodyBytes(), isFull);
            return;
        }
        objects.add(object, entry.bodyBytes(), isFull, tookMicros(entry), ttlClass);
        trace.add(object, second);
    }

    /** How long a request took the server behind; the whole request as long as no log says that. */
    private long tookMicros(AccessLogEntry entry) {
        if (!hasUpstreamTimes && entry.hasText(ObjectProjection.UPSTREAM_TIME)) {
            hasUpstreamTimes = true;
            objects.forgetTimes();
        }
        if (hasUpstreamTimes) {
            hasDurations = true;
            return UpstreamTime.micros(entry, ObjectProjection.UPSTREAM_TIME);
        }
        hasDurations |= entry.durationMicros() >= 0;
        return Math.max(0, entry.durationMicros());
    }

    private int number() {
        int object = trace.length() < mostRequests ? objects.number(key) : ObjectTable.FULL;
        while (object == ObjectTable.FULL && below > 1) {
            below /= 2;
            notKept.add(objects, below);
            trace.renumber(objects.keepBelow(below));
            if (ObjectTable.place(key) >= below) {
                return ObjectTable.FULL;
            }
            object = trace.length() < mostRequests ? objects.number(key) : ObjectTable.FULL;
        }
        return object;
    }

    /** What all requests are to a cache. */
    public RequestCounts requests() {
        List<Long> times = new ArrayList<>();
        for (long count : byTtl) {
            times.add(count);
        }
        SortedMap<Bypass, Long> byReason = new TreeMap<>();
        for (Bypass reason : Bypass.values()) {
            if (bypassed[reason.code] > 0) {
                byReason.put(reason, bypassed[reason.code]);
            }
        }
        return new RequestCounts(cacheable, byReason, withQuery, incomplete, times);
    }

    /** What the origin has to do without a cache: what was logged. */
    public OriginLoad load() {
        return minutes.load();
    }

    /** The share of objects that was kept; 1 for all. */
    public double share() {
        return (double) below / ObjectTable.SAMPLE_PLACES;
    }

    /** Whether it is the server behind whose time is known, and not only that of whole requests. */
    public boolean hasUpstreamTimes() {
        return hasUpstreamTimes;
    }

    /** Whether the log says how long requests took. */
    public boolean hasDurations() {
        return hasDurations;
    }

    ObjectTable objects() {
        return objects;
    }

    Minutes minutes() {
        return minutes;
    }

    /** What was asked for; when all has come. */
    Trace trace() {
        trace.describe(objects.sizes(), objects.ttlClasses());
        return trace;
    }

    /** Bytes of the requests for objects that were not kept, each of its whole object; about, as far as answers were not whole. */
    long bytesNotKept() {
        return notKept.bytes();
    }

    /** The requests for objects that were not kept. */
    private static final class NotKept {
        private long fullRequests;
        private long fullBytes;
        private long otherRequests;

        void add(long bytes, boolean isFull) {
            if (isFull) {
                fullRequests++;
                fullBytes = Minutes.plus(fullBytes, bytes);
            } else {
                otherRequests++;
            }
        }

        /** Takes what is known of objects that stand behind a place, which are to be left out. */
        void add(ObjectTable objects, int from) {
            long[] sizes = objects.sizes();
            for (int object = 0; object < sizes.length; object++) {
                if (objects.place(object) >= from) {
                    fullRequests += objects.requests(object);
                    fullBytes = Minutes.plus(fullBytes, Minutes.times(objects.requests(object), sizes[object]));
                }
            }
        }

        long bytes() {
            double each = fullRequests == 0 ? 0 : (double) fullBytes / fullRequests;
            return Minutes.plus(fullBytes, (long) (each * otherRequests)); // a number too large becomes the largest
        }
    }
}
