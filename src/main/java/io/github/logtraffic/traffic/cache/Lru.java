package io.github.logtraffic.traffic.cache;

/** Least recently used. */
final class Lru extends QueueCache {
    Lru(long[] sizes, long capacity) {
        super(sizes, capacity);
    }

    @Override
    void hit(int object) {
        queue.moveToLast(0, object);
    }

    @Override
    int victim() {
        return queue.first(0);
    }
}
