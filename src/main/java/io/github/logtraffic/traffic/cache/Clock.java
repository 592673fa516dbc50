package io.github.logtraffic.traffic.cache;

/** Second chance: who was asked for since it came, or since it was spared, is spared. One bit, 0 when an object comes. */
final class Clock extends QueueCache {
    private final boolean[] isSpared;

    Clock(long[] sizes, long capacity) {
        super(sizes, capacity);
        this.isSpared = new boolean[sizes.length];
    }

    @Override
    void hit(int object) {
        isSpared[object] = true;
    }

    @Override
    int victim() {
        int victim = queue.first(0);
        while (isSpared[victim]) {
            isSpared[victim] = false;
            queue.moveToLast(0, victim);
            victim = queue.first(0);
        }
        return victim;
    }
}
