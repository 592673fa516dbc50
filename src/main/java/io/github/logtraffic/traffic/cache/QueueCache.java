package io.github.logtraffic.traffic.cache;

/** A cache whose objects stand in one queue; who is to go is found from its beginning. */
abstract class QueueCache extends Cache {
    final ObjectQueues queue;

    QueueCache(long[] sizes, long capacity) {
        super(sizes, capacity);
        this.queue = new ObjectQueues(sizes.length, 1);
    }

    @Override
    final boolean holds(int object) {
        return queue.contains(object);
    }

    @Override
    final boolean request(int object, int at) {
        if (queue.contains(object)) {
            hit(object);
            return true;
        }
        long size = sizes[object];
        if (size <= capacity) {
            while (used + size > capacity) {
                int victim = victim();
                queue.remove(victim);
                used -= sizes[victim];
            }
            queue.addLast(0, object);
            used += size;
        }
        return false;
    }

    /** An object that is held was asked for. */
    abstract void hit(int object);

    /** Who is to go; there is somebody. */
    abstract int victim();
}
