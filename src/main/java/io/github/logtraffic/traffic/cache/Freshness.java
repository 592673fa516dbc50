package io.github.logtraffic.traffic.cache;

/** Until when what a cache holds is fresh. */
final class Freshness {
    private final Trace trace;
    private final int[] ttlSeconds;
    private final boolean isForEver;
    /** Of each object when it was fetched or found unchanged. */
    private final long[] fetched;

    /** @param ttlSeconds by the class of an object, {@link ObjectRules#FOR_EVER} for one that does not end */
    Freshness(Trace trace, int[] ttlSeconds) {
        this.trace = trace;
        this.ttlSeconds = ttlSeconds.clone();
        boolean ends = false;
        for (int ttl : ttlSeconds) {
            ends |= ttl != ObjectRules.FOR_EVER;
        }
        this.isForEver = !ends;
        this.fetched = new long[ends ? trace.objects() : 0];
    }

    /** Says that the origin was asked for an object. */
    void fetch(int object, long second) {
        if (!isForEver) {
            fetched[object] = second;
        }
    }

    /** By how many seconds an object that was fetched is older than it should be; negative while it is fresh. */
    long secondsOver(int object, long second) {
        if (isForEver || ttl(object) == ObjectRules.FOR_EVER) {
            return Long.MIN_VALUE;
        }
        return second - fetched[object] - ttl(object);
    }

    boolean isForEver() {
        return isForEver;
    }

    boolean isFresh(int object, long second) {
        return secondsOver(object, second) < 0;
    }

    private int ttl(int object) {
        return ttlSeconds[trace.ttlClass(object)];
    }

    /** How many different times there are. */
    int classes() {
        return ttlSeconds.length;
    }

    int ttlClass(int object) {
        return trace.ttlClass(object);
    }
}
