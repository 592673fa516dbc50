package io.github.logtraffic.count;

import java.util.Arrays;

/** The bytes of keys that are names, one behind the other. A name's place is one long: where it begins above, its length below. */
final class Names {
    private static final int FIRST_LENGTH = 1 << 10;
    private static final int MOST_BYTES = Integer.MAX_VALUE - 8; // what virtual machines allow an array

    /** Names that were dropped are left out by copying the others, for which there must be memory when it is short. */
    private static final int COPIES = 2;

    private final MemoryBudget budget;
    private byte[] bytes;
    private int end;

    Names(MemoryBudget budget) {
        this(budget, FIRST_LENGTH);
        budget.take(memory(FIRST_LENGTH));
    }

    private Names(MemoryBudget budget, int length) {
        this.budget = budget;
        this.bytes = new byte[length];
    }

    /** A copy without names that has taken over the memory; whoever wants to keep names copies them. */
    Names emptied() {
        return new Names(budget, bytes.length);
    }

    boolean hasRoom(int length) {
        return bytes.length - end >= length;
    }

    /** Makes room for a name if the budget allows it. */
    boolean grow(int length) {
        long wanted = grown(length);
        if (wanted > MOST_BYTES || !budget.tryTake(memory(wanted))) {
            return false;
        }
        resize((int) wanted);
        return true;
    }

    /** Makes room for a name, whatever the budget says: it is the only one. */
    void growRegardless(int length) {
        long wanted = Math.min(MOST_BYTES, grown(length));
        budget.take(memory(wanted));
        resize((int) wanted);
    }

    private long grown(int length) {
        return Math.max(2L * bytes.length, (long) end + length);
    }

    private void resize(int length) {
        budget.giveBack(memory(bytes.length));
        bytes = Arrays.copyOf(bytes, length);
    }

    private static long memory(long length) {
        return COPIES * length;
    }

    /** Keeps a name for which there is room. */
    long keep(byte[] source, int from, int to) {
        long place = (long) end << Integer.SIZE | (to - from);
        System.arraycopy(source, from, bytes, end, to - from);
        end += to - from;
        return place;
    }

    /** Keeps a name of another one, for which there is room. */
    long keep(Names other, long place) {
        return keep(other.bytes, from(place), to(place));
    }

    boolean isAt(long place, byte[] name, int from, int to) {
        return Arrays.equals(bytes, from(place), to(place), name, from, to);
    }

    /** The array that names stand in, from {@link #from} to {@link #to}. */
    byte[] bytes() {
        return bytes;
    }

    static int from(long place) {
        return (int) (place >>> Integer.SIZE);
    }

    static int to(long place) {
        return from(place) + (int) place;
    }

    void giveBack() {
        budget.giveBack(memory(bytes.length));
        bytes = new byte[0];
    }
}
