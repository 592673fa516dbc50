package io.github.logtraffic.traffic.balance;

import java.util.Arrays;

/**
 * Requests that have begun and not ended, the next to end first: a binary heap. Each has a slot while it runs.
 */
final class RunningRequests {
    private final int most;
    private long[] ends = new long[64];
    private long[] took = new long[64];
    private int[] heap = new int[64];

    /** Slots that are free, behind those of the heap. */
    private int size;

    /**
     * @param most how many there is room for
     */
    RunningRequests(int most) {
        this.most = most;
        numberFrom(0);
    }

    private void numberFrom(int first) {
        for (int i = first; i < heap.length; i++) {
            heap[i] = i;
        }
    }

    /** Whether there is no room for another one. */
    boolean isFull() {
        return size == most;
    }

    /** Adds a request, for which there must be room; returns its slot, a number from 0 that no other one has that still runs. */
    int add(long endMicros, long tookMicros) {
        if (size == heap.length) {
            ends = Arrays.copyOf(ends, 2 * size);
            took = Arrays.copyOf(took, 2 * size);
            heap = Arrays.copyOf(heap, 2 * size);
            numberFrom(size);
        }
        int slot = heap[size];
        ends[slot] = endMicros;
        took[slot] = tookMicros;
        siftUp(size++, slot);
        return slot;
    }

    /** Whether any has ended at this time. */
    boolean hasEnded(long nowMicros) {
        return size > 0 && ends[heap[0]] <= nowMicros;
    }

    /** The slot of the one that ends first. */
    int first() {
        return heap[0];
    }

    long endMicros(int slot) {
        return ends[slot];
    }

    long tookMicros(int slot) {
        return took[slot];
    }

    /** Frees the slot of the one that ends first. */
    void removeFirst() {
        int freed = heap[0];
        int last = heap[--size];
        siftDown(last);
        heap[size] = freed;
    }

    private void siftUp(int from, int slot) {
        int at = from;
        while (at > 0) {
            int parent = (at - 1) >>> 1;
            if (ends[heap[parent]] <= ends[slot]) {
                break;
            }
            heap[at] = heap[parent];
            at = parent;
        }
        heap[at] = slot;
    }

    private void siftDown(int slot) {
        int at = 0;
        while (2 * at + 1 < size) {
            int child = 2 * at + 1;
            if (child + 1 < size && ends[heap[child + 1]] < ends[heap[child]]) {
                child++;
            }
            if (ends[slot] <= ends[heap[child]]) {
                break;
            }
            heap[at] = heap[child];
            at = child;
        }
        heap[at] = slot;
    }
}
