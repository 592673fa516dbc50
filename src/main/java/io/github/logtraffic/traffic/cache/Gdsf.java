package io.github.logtraffic.traffic.cache;

/**
 * Greedy dual, size and frequency (Cherkasova: Improving WWW proxies performance with greedy-dual-size-frequency caching
 * policy, HP Labs 1998): small objects that are used often stay; what was not used for long ages by the priority of who went
 * last.
 */
final class Gdsf extends Cache {
    private static final double SCALE = 1e6;

    private final ObjectHeap heap;
    private final int[] uses;
    private double age;

    Gdsf(long[] sizes, long capacity) {
        super(sizes, capacity);
        heap = new ObjectHeap(sizes.length);
        uses = new int[sizes.length];
    }

    @Override
    boolean holds(int object) {
        return heap.contains(object);
    }

    @Override
    boolean request(int object, int at) {
        if (heap.contains(object)) {
            uses[object]++;
            heap.put(object, priority(object));
            return true;
        }
        if (sizes[object] <= capacity) {
            while (used + sizes[object] > capacity) {
                int victim = heap.first();
                age = heap.priority(victim);
                heap.remove(victim);
                used -= sizes[victim];
            }
            uses[object] = 1;
            heap.put(object, priority(object));
            used += sizes[object];
        }
        return false;
    }

    private double priority(int object) {
        return age + uses[object] * SCALE / sizes[object];
    }
}
