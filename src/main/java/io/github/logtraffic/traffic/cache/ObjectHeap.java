package io.github.logtraffic.traffic.cache;

import java.util.Arrays;

/**
 * Numbered objects by priority: the smallest first, of equal ones the one whose priority was given first. Each has four
 * children, whose priorities stand side by side: with two, and with priorities by object, GDSF and the clairvoyant policies
 * took twice as long.
 */
final class ObjectHeap {
    private static final int NOT_IN = -1;
    private static final int CHILDREN = 4;

    /** Where in the heap each object is. */
    private final int[] place;

    private int[] heap = new int[1 << 8];
    private double[] priorities = new double[1 << 8];
    private long[] given = new long[1 << 8];
    private int count;
    private long clock;

    ObjectHeap(int objects) {
        place = new int[objects];
        Arrays.fill(place, NOT_IN);
    }

    boolean contains(int object) {
        return place[object] != NOT_IN;
    }

    int count() {
        return count;
    }

    /** The object of the smallest priority; there is one. */
    int first() {
        return heap[0];
    }

    /** The priority of an object that is in. */
    double priority(int object) {
        return priorities[place[object]];
    }

    /** Adds an object, or changes its priority. */
    void put(int object, double priority) {
        int at = place[object];
        if (at == NOT_IN) {
            at = count++;
            grow();
            set(raised(at, priority, clock), object, priority, clock++);
        } else if (priority < priorities[at]) {
            set(raised(at, priority, clock), object, priority, clock++);
        } else {
            set(lowered(at, priority, clock), object, priority, clock++);
        }
    }

    private void grow() {
        if (count > heap.length) {
            heap = Arrays.copyOf(heap, 2 * heap.length);
            priorities = Arrays.copyOf(priorities, heap.length);
            given = Arrays.copyOf(given, heap.length);
        }
    }

    void remove(int object) {
        int hole = place[object];
        place[object] = NOT_IN;
        int last = --count;
        if (last != hole) {
            double priority = priorities[last];
            long when = given[last];
            int moved = heap[last];
            int at = raised(hole, priority, when);
            set(at == hole ? lowered(hole, priority, when) : at, moved, priority, when);
        }
    }

    /** Moves those down that come behind; returns the place that is free then. */
    private int raised(int from, double priority, long when) {
        int at = from;
        while (at > 0) {
            int parent = (at - 1) / CHILDREN;
            if (!isBefore(priority, when, parent)) {
                break;
            }
            move(parent, at);
            at = parent;
        }
        return at;
    }

    /** Moves those up that come before; returns the place that is free then. */
    private int lowered(int from, double priority, long when) {
        int at = from;
        while (true) {
            int first = CHILDREN * at + 1;
            int end = Math.min(count, first + CHILDREN);
            if (first >= end) {
                return at;
            }
            int smallest = first;
            for (int child = first + 1; child < end; child++) {
                if (isBefore(priorities[child], given[child], smallest)) {
                    smallest = child;
                }
            }
            if (isBefore(priority, when, smallest)) {
                return at;
            }
            move(smallest, at);
            at = smallest;
        }
    }

    private void move(int from, int to) {
        set(to, heap[from], priorities[from], given[from]);
    }

    private void set(int at, int object, double priority, long when) {
        heap[at] = object;
        priorities[at] = priority;
        given[at] = when;
        place[object] = at;
    }

    private boolean isBefore(double priority, long when, int other) {
        return priority < priorities[other] || (priority == priorities[other] && when < given[other]);
    }
}
