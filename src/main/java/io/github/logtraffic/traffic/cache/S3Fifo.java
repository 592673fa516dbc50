package io.github.logtraffic.traffic.cache;

/**
 * S3-FIFO (Yang, Zhang, Qiu, Yue, Vigfusson, Rashmi: FIFO queues are all you need for cache eviction, SOSP 2023), as
 * libCacheSim has it: new objects pass a small queue of a tenth of the cache; those used twice there, and those that come
 * back soon after they left it, go to the main one, where they are spared as often as they were used, at most three times.
 */
final class S3Fifo extends Cache {
    private static final int SMALL = 0;
    private static final int MAIN = 1;
    private static final int USES_TO_STAY = 2;
    private static final int MOST_USES = 3;

    private final ObjectQueues queues;
    /** What left the small queue lately: it is known, not held. */
    private final ObjectQueues ghosts;

    private final boolean[] isInMain;
    private final byte[] uses;
    private final long smallCapacity;
    private final long mainCapacity;
    private final long ghostCapacity;
    private long smallUsed;
    private long ghostUsed;

    S3Fifo(long[] sizes, long capacity) {
        super(sizes, capacity);
        queues = new ObjectQueues(sizes.length, 2);
        ghosts = new ObjectQueues(sizes.length, 1);
        isInMain = new boolean[sizes.length];
        uses = new byte[sizes.length];
        smallCapacity = capacity / 10;
        mainCapacity = capacity - smallCapacity;
        ghostCapacity = (long) (capacity * 0.9);
    }

    @Override
    boolean holds(int object) {
        return queues.contains(object);
    }

    @Override
    boolean request(int object, int at) {
        if (queues.contains(object)) {
            if (uses[object] < MOST_USES) {
                uses[object]++;
            }
            return true;
        }
        boolean wasGhost = ghosts.contains(object);
        if (wasGhost) {
            ghosts.remove(object);
            ghostUsed -= sizes[object];
        }
        if (sizes[object] < Math.max(smallCapacity, 1) || (wasGhost && sizes[object] <= capacity)) {
            insert(object, wasGhost);
        }
        return false;
    }

    private void insert(int object, boolean isForMain) {
        while (used + sizes[object] > capacity) {
            if (used - smallUsed > mainCapacity || queues.isEmpty(SMALL)) {
                evictFromMain();
            } else {
                evictFromSmall();
            }
        }
        uses[object] = 0;
        isInMain[object] = isForMain;
        queues.addLast(isForMain ? MAIN : SMALL, object);
        used += sizes[object];
        smallUsed += isForMain ? 0 : sizes[object];
    }

    private void evictFromMain() {
        while (true) {
            int first = queues.first(MAIN);
            if (uses[first] == 0) {
                queues.remove(first);
                used -= sizes[first];
                return;
            }
            uses[first]--;
            queues.moveToLast(MAIN, first);
        }
    }

    private void evictFromSmall() {
        boolean isDone = false;
        while (!isDone && !queues.isEmpty(SMALL)) {
            int first = queues.first(SMALL);
            smallUsed -= sizes[first];
            queues.remove(first);
            if (uses[first] >= USES_TO_STAY) {
                uses[first] = 0;
                isInMain[first] = true;
                queues.addLast(MAIN, first);
            } else {
                used -= sizes[first];
                remember(first);
                isDone = true;
            }
        }
    }

    private void remember(int object) {
        if (sizes[object] > ghostCapacity) {
            return;
        }
        while (ghostUsed + sizes[object] > ghostCapacity) {
            int oldest = ghosts.first(0);
            ghosts.remove(oldest);
            ghostUsed -= sizes[oldest];
        }
        ghosts.addLast(0, object);
        ghostUsed += sizes[object];
    }
}
