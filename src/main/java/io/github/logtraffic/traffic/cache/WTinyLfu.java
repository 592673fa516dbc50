package io.github.logtraffic.traffic.cache;

/**
 * W-TinyLFU (Einziger, Friedman, Manes, as {@link FrequencySketch}): new objects pass a window of 1 % by least recent use;
 * who leaves it stays only when it was asked for more often lately than the one that would go for it. The main part is a
 * segmented LRU, four fifths of it for objects that were asked for again.
 */
final class WTinyLfu extends Cache {
    private static final int WINDOW = 0;
    private static final int PROBATION = 1;
    private static final int PROTECTED = 2;
    private static final double MAIN_SHARE = 0.99;
    private static final double PROTECTED_SHARE = 0.8;

    private final ObjectQueues queues;
    private final byte[] queueOf;
    private final FrequencySketch frequencies;
    private final long[] queueUsed = new long[3];
    private final long windowCapacity;
    private final long protectedCapacity;

    /** @param objects about so many does the cache hold */
    WTinyLfu(long[] sizes, long capacity, long objects) {
        super(sizes, capacity);
        queues = new ObjectQueues(sizes.length, 3);
        queueOf = new byte[sizes.length];
        frequencies = new FrequencySketch(objects);
        long main = (long) (capacity * MAIN_SHARE);
        windowCapacity = capacity - main;
        protectedCapacity = (long) (main * PROTECTED_SHARE);
    }

    @Override
    boolean holds(int object) {
        return queues.contains(object);
    }

    @Override
    boolean request(int object, int at) {
        frequencies.add(object);
        if (queues.contains(object)) {
            hit(object);
            return true;
        }
        if (sizes[object] <= capacity) {
            queues.addLast(WINDOW, object);
            queueOf[object] = WINDOW;
            queueUsed[WINDOW] += sizes[object];
            used += sizes[object];
            makeRoom();
        }
        return false;
    }

    private void hit(int object) {
        if (queueOf[object] == WINDOW) {
            queues.moveToLast(WINDOW, object);
            return;
        }
        move(object, PROTECTED);
        while (queueUsed[PROTECTED] > protectedCapacity) {
            move(queues.first(PROTECTED), PROBATION);
        }
    }

    private void move(int object, int queue) {
        queueUsed[queueOf[object]] -= sizes[object];
        queueUsed[queue] += sizes[object];
        queueOf[object] = (byte) queue;
        queues.moveToLast(queue, object);
    }

    private void makeRoom() {
        while (queueUsed[WINDOW] > windowCapacity) {
            int candidate = queues.first(WINDOW);
            move(candidate, PROBATION);
            while (used > capacity && queues.contains(candidate)) {
                int victim = victim();
                boolean isAdmitted =
                        victim != candidate && frequencies.frequency(candidate) > frequencies.frequency(victim);
                evict(isAdmitted ? victim : candidate);
            }
        }
        while (used > capacity) { // the main part has taken room of the window while that was not full
            evict(victim());
        }
    }

    private int victim() {
        int queue = queues.isEmpty(PROBATION) ? PROTECTED : PROBATION;
        return queues.first(queue);
    }

    private void evict(int object) {
        queues.remove(object);
        queueUsed[queueOf[object]] -= sizes[object];
        used -= sizes[object];
    }
}
