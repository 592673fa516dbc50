package io.github.logtraffic.traffic.cache;

/**
 * Knows the future: who is asked for again last goes first (Belady: A study of replacement algorithms for a virtual-storage
 * computer, IBM Systems Journal 1966). The best there is when all objects have one size; with several it is a good guess.
 */
final class Clairvoyant extends Cache {
    private final ObjectHeap heap;
    private final int[] nextUse;
    private final boolean mayBypass;

    /**
     * @param nextUse of each request when its object is asked for again, see {@link Trace#nextUses}
     * @param mayBypass whether an object may be handed out without being held
     */
    Clairvoyant(long[] sizes, long capacity, int[] nextUse, boolean mayBypass) {
        super(sizes, capacity);
        this.heap = new ObjectHeap(sizes.length);
        this.nextUse = nextUse;
        this.mayBypass = mayBypass;
    }

    @Override
    boolean holds(int object) {
        return heap.contains(object);
    }

    @Override
    boolean request(int object, int at) {
        boolean isHit = heap.contains(object);
        if (!isHit) {
            if (sizes[object] > capacity) {
                return false;
            }
            if (!mayBypass) {
                makeRoom(capacity - sizes[object]);
            }
            used += sizes[object];
        }
        heap.put(object, -(double) nextUse[at]);
        makeRoom(capacity);
        return isHit;
    }

    private void makeRoom(long most) {
        while (used > most) {
            int victim = heap.first();
            heap.remove(victim);
            used -= sizes[victim];
        }
    }
}
