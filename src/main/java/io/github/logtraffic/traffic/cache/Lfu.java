package io.github.logtraffic.traffic.cache;

/**
 * Least frequently used, since it came; of those that were used as often, the one whose last use is the longest ago. What
 * goes is forgotten.
 *
 * <p>Objects of one count stand in a queue, in the order of their last use; queues of the counts that there are, in a list.
 */
final class Lfu extends Cache {
    private static final int NONE = ObjectQueues.NONE;

    private final ObjectQueues queues;
    /** The queue of each object that is held. */
    private final int[] queueOf;
    /** Of each queue the uses of its objects, and the queue of the next larger count. */
    private final long[] uses;

    private final int[] larger;
    private final int[] smaller;
    private int smallest = NONE;
    /** Queues that are not needed, chained by {@link #larger}. */
    private int unused;

    Lfu(long[] sizes, long capacity) {
        super(sizes, capacity);
        int most = sizes.length + 1; // one more while an object moves from one to the next
        queues = new ObjectQueues(sizes.length, most);
        queueOf = new int[sizes.length];
        uses = new long[most];
        larger = new int[most];
        smaller = new int[most];
        for (int i = 0; i < most; i++) {
            larger[i] = i + 1 < most ? i + 1 : NONE;
        }
    }

    @Override
    boolean holds(int object) {
        return queues.contains(object);
    }

    @Override
    boolean request(int object, int at) {
        if (queues.contains(object)) {
            int from = queueOf[object];
            int to = queueBehind(from, uses[from] + 1);
            queues.moveToLast(to, object);
            queueOf[object] = to;
            dropIfEmpty(from);
            return true;
        }
        long size = sizes[object];
        if (size <= capacity) {
            while (used + size > capacity) {
                evict();
            }
            int to = queueBehind(NONE, 1);
            queues.addLast(to, object);
            queueOf[object] = to;
            used += size;
        }
        return false;
    }

    private void evict() {
        int queue = smallest;
        int victim = queues.first(queue);
        queues.remove(victim);
        used -= sizes[victim];
        dropIfEmpty(queue);
    }

    /** The queue of so many uses, which follows this one, or is the smallest. */
    private int queueBehind(int before, long wanted) {
        int after = before == NONE ? smallest : larger[before];
        if (after != NONE && uses[after] == wanted) {
            return after;
        }
        int queue = unused;
        unused = larger[queue];
        uses[queue] = wanted;
        link(before, queue);
        link(queue, after);
        return queue;
    }

    private void dropIfEmpty(int queue) {
        if (queues.isEmpty(queue)) {
            link(smaller[queue], larger[queue]);
            larger[queue] = unused;
            unused = queue;
        }
    }

    private void link(int before, int after) {
        if (before == NONE) {
            smallest = after;
        } else {
            larger[before] = after;
        }
        if (after != NONE) {
            smaller[after] = before;
        }
    }
}
