package io.github.logtraffic.traffic.cache;

import java.util.Arrays;

/** Queues of numbered objects. An object is in one of them at most; nothing is allocated when it comes or goes. */
final class ObjectQueues {
    /** There is no such object. */
    static final int NONE = -1;

    private static final int IN_NO_QUEUE = -1;

    private final int objects;
    /** Of each object, and of each queue behind the last of them, who stands behind it: of a queue the first. */
    private final int[] behind;
    /** Of a queue the last. */
    private final int[] ahead;

    ObjectQueues(int objects, int queues) {
        this.objects = objects;
        this.behind = new int[objects + queues];
        this.ahead = new int[objects + queues];
        Arrays.fill(behind, IN_NO_QUEUE);
        for (int i = objects; i < objects + queues; i++) {
            behind[i] = i;
            ahead[i] = i;
        }
    }

    /** Whether the object is in any queue. */
    boolean contains(int object) {
        return behind[object] != IN_NO_QUEUE;
    }

    /** Adds an object that is in no queue. */
    void addLast(int queue, int object) {
        int end = objects + queue;
        int last = ahead[end];
        behind[last] = object;
        ahead[object] = last;
        behind[object] = end;
        ahead[end] = object;
    }

    void remove(int object) {
        int after = behind[object];
        int before = ahead[object];
        behind[before] = after;
        ahead[after] = before;
        behind[object] = IN_NO_QUEUE;
    }

    /** Moves an object of any queue to the end of this one. */
    void moveToLast(int queue, int object) {
        if (behind[object] != objects + queue) {
            remove(object);
            addLast(queue, object);
        }
    }

    /** The object that came first, or {@link #NONE}. */
    int first(int queue) {
        return orNone(behind[objects + queue]);
    }

    /** Who came after it into its queue, or {@link #NONE}. */
    int next(int object) {
        return orNone(behind[object]);
    }

    boolean isEmpty(int queue) {
        return behind[objects + queue] == objects + queue;
    }

    private int orNone(int index) {
        return index < objects ? index : NONE;
    }
}
