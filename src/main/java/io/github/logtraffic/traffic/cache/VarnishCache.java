package io.github.logtraffic.traffic.cache;

/**
 * Varnish: least recently used; what is older than its time to live and grace goes (bin/varnishd/cache/cache_expire.c). One
 * within grace is handed out, and fetched anew behind the client's back.
 */
final class VarnishCache extends Cache {
    private static final int BY_USE = 0;

    private final ObjectQueues byUse;
    /** A queue for each time to live, in the order of fetching and so of expiry. */
    private final ObjectQueues byExpiry;

    private final Trace trace;
    private final Freshness freshness;
    private final int graceSeconds;

    VarnishCache(Trace trace, long capacity, Freshness freshness, int graceSeconds) {
        super(trace.sizes(), capacity);
        this.trace = trace;
        this.freshness = freshness;
        this.graceSeconds = graceSeconds;
        this.byUse = new ObjectQueues(trace.objects(), 1);
        this.byExpiry = new ObjectQueues(trace.objects(), freshness.classes());
    }

    @Override
    boolean holds(int object) {
        return byUse.contains(object);
    }

    @Override
    boolean request(int object, int at) {
        long now = trace.second(at);
        expire(now);
        if (holds(object)) {
            byUse.moveToLast(BY_USE, object);
            if (!freshness.isFresh(object, now)) {
                byExpiry.moveToLast(freshness.ttlClass(object), object);
            }
            return true;
        }
        if (sizes[object] <= capacity) {
            while (used + sizes[object] > capacity) {
                remove(byUse.first(BY_USE));
            }
            byUse.addLast(BY_USE, object);
            byExpiry.addLast(freshness.ttlClass(object), object);
            used += sizes[object];
        }
        return false;
    }

    private void expire(long now) {
        for (int queue = 0; queue < freshness.classes(); queue++) {
            while (!byExpiry.isEmpty(queue) && freshness.secondsOver(byExpiry.first(queue), now) >= graceSeconds) {
                remove(byExpiry.first(queue));
            }
        }
    }

    private void remove(int object) {
        byUse.remove(object);
        byExpiry.remove(object);
        used -= sizes[object];
    }
}
