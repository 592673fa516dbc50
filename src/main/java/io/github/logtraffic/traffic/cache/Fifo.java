package io.github.logtraffic.traffic.cache;

/** First in, first out. */
final class Fifo extends QueueCache {
    Fifo(long[] sizes, long capacity) {
        super(sizes, capacity);
    }

    @Override
    void hit(int object) {
        // does not matter
    }

    @Override
    int victim() {
        return queue.first(0);
    }
}
