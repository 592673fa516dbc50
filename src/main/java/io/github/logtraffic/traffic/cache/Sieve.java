package io.github.logtraffic.traffic.cache;

/**
 * SIEVE: as second chance, but who is spared stays where it is, and the hand goes on from there (Zhang, Yang, Yue, Vigfusson,
 * Rashmi: SIEVE is simpler than LRU, NSDI 2024).
 */
final class Sieve extends QueueCache {
    private final boolean[] isVisited;
    private int hand = ObjectQueues.NONE;

    Sieve(long[] sizes, long capacity) {
        super(sizes, capacity);
        this.isVisited = new boolean[sizes.length];
    }

    @Override
    void hit(int object) {
        isVisited[object] = true;
    }

    @Override
    int victim() {
        int victim = hand;
        while (true) {
            if (victim == ObjectQueues.NONE) {
                victim = queue.first(0);
            }
            if (!isVisited[victim]) {
                hand = queue.next(victim);
                return victim;
            }
            isVisited[victim] = false;
            victim = queue.next(victim);
        }
    }
}
