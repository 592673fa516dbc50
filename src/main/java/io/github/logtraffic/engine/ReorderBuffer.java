package io.github.logtraffic.engine;

import java.util.Arrays;

/**
 * Puts entries in the order of a time that each has, so long as none comes later than by a given time behind one that
 * belongs behind it. Equals stay in the order of their logs, and within a log as they came.
 *
 * <p>Entries wait in a bucket for each second. The memory for them is bounded: when very many wait, the earliest go before
 * their time, and what comes too late for that counts as out of order.
 */
final class ReorderBuffer {
    /** As many wait at 17,000 requests per second for a minute. */
    private static final int MOST_HELD = 1 << 20;

    private static final long MICROS = 1_000_000;

    /** What is new may be so much older than the window when it comes out of a pipe. */
    private static final int NEAR_SECONDS = 2;

    private static final int ARRIVAL_BITS = 23; // more than entries are held
    private static final int OPERAND_BITS = 20;

    /** Takes entries of one second in their order. */
    interface Receiver {
        /** Takes what a bucket holds, which is valid during this call. */
        void accept(Bucket bucket);
    }

    private final Receiver receiver;
    private final int windowSeconds;
    private final Bucket[] ring;
    private final int mostHeld;
    private long base; // the earliest second that has not been given away
    private long newest;
    private boolean begun;
    private int held;
    private long late;

    ReorderBuffer(int windowSeconds, Receiver receiver) {
        this(windowSeconds, MOST_HELD, receiver);
    }

    ReorderBuffer(int windowSeconds, int mostHeld, Receiver receiver) {
        this.windowSeconds = windowSeconds;
        this.receiver = receiver;
        this.mostHeld = mostHeld;
        this.ring = new Bucket[Integer.highestOneBit(windowSeconds + 1) << 1];
        for (int i = 0; i < ring.length; i++) {
            ring[i] = new Bucket();
        }
    }

    /** The entries of one second. */
    static final class Bucket {
        private static final PackedEntries[] NONE = {};

        private PackedEntries[] batches = NONE;
        private int[] indices = {};
        private long[] micros = {};
        private long[] floors = {};
        private int size;
        private boolean isSorted = true;

        int size() {
            return size;
        }

        PackedEntries batch(int place) {
            return batches[place];
        }

        int index(int place) {
            return indices[place];
        }

        /** The time that they are ordered by. */
        long micros(int place) {
            return micros[place];
        }

        /** The other time that came with it. */
        long floor(int place) {
            return floors[place];
        }

        private void add(PackedEntries batch, int index, long time, long floor) {
            if (size == indices.length) {
                int more = Math.max(8, size * 2);
                batches = Arrays.copyOf(batches, more);
                indices = Arrays.copyOf(indices, more);
                micros = Arrays.copyOf(micros, more);
                floors = Arrays.copyOf(floors, more);
            }
            if (size > 0) {
                long before = micros[size - 1];
                isSorted &= time > before || (time == before && batch.operand() >= batches[size - 1].operand());
            }
            batches[size] = batch;
            indices[size] = index;
            micros[size] = time;
            floors[size++] = floor;
        }

        /** The time within the second, the log and the arrival of each in one number, so that numbers are sorted. */
        private void sort() {
            if (isSorted) {
                return;
            }
            long start = Math.floorDiv(micros[0], MICROS) * MICROS;
            long[] order = new long[size];
            for (int i = 0; i < size; i++) {
                order[i] = (micros[i] - start) << (ARRIVAL_BITS + OPERAND_BITS)
                        | (long) batches[i].operand() << ARRIVAL_BITS
                        | i;
            }
            Arrays.sort(order);
            PackedEntries[] sortedBatches = new PackedEntries[size];
            int[] sortedIndices = new int[size];
            long[] sortedMicros = new long[size];
            long[] sortedFloors = new long[size];
            for (int i = 0; i < size; i++) {
                int from = (int) order[i] & ((1 << ARRIVAL_BITS) - 1);
                sortedBatches[i] = batches[from];
                sortedIndices[i] = indices[from];
                sortedMicros[i] = micros[from];
                sortedFloors[i] = floors[from];
            }
            batches = sortedBatches;
            indices = sortedIndices;
            micros = sortedMicros;
            floors = sortedFloors;
        }

        private void clear() {
            Arrays.fill(batches, 0, size, null); // lets go of the chunk's entries
            size = 0;
            isSorted = true;
        }
    }

    /**
     * Takes an entry, and gives away those that none can come in front of any more.
     *
     * @param micros the time to order it by; too late, it counts as that of the newest second's beginning
     * @param floor another time, which goes with it
     */
    void add(PackedEntries batch, int index, long micros, long floor) {
        long second = Math.floorDiv(micros, MICROS);
        if (!begun) {
            begun = true;
            newest = second;
            base = second - windowSeconds;
        }
        if (second > newest) {
            advance(second);
        }
        if (second < base) {
            late++;
            bucket(newest).add(batch, index, newest * MICROS, newest * MICROS);
        } else {
            bucket(second).add(batch, index, micros, floor);
        }
        held++;
        if (held > mostHeld) {
            giveAwayEarly();
        }
    }

    /** Whether entries of that second may well be the next ones: the newest is no older than if it were waiting in the window. */
    boolean isNear(long second) {
        return begun && second - newest <= windowSeconds + NEAR_SECONDS;
    }

    /** Gives away what an entry of that second would have it give away. */
    void moveTo(long second) {
        if (begun && second > newest) {
            advance(second);
        }
    }

    private Bucket bucket(long second) {
        return ring[(int) (second & (ring.length - 1))];
    }

    private void advance(long second) {
        long end = second - windowSeconds;
        giveAway(Math.min(end, newest + 1));
        base = Math.max(base, end);
        newest = second;
    }

    /** Gives away all seconds before this one. */
    private void giveAway(long end) {
        for (; base < end; base++) {
            giveAway(bucket(base));
        }
    }

    private void giveAway(Bucket bucket) {
        if (bucket.size > 0) {
            bucket.sort();
            receiver.accept(bucket);
            held -= bucket.size;
            bucket.clear();
        }
    }

    private void giveAwayEarly() {
        while (base < newest && held > mostHeld / 2) {
            giveAway(bucket(base++));
        }
        if (held > mostHeld / 2) {
            giveAway(bucket(newest)); // more of the same second may come
        }
    }

    /** Gives away all that is left. */
    void finish() {
        if (begun) {
            giveAway(newest + 1);
        }
    }

    /** How many entries came too late to be put in order. */
    long late() {
        return late;
    }
}
