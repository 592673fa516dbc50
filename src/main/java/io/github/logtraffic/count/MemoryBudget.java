package io.github.logtraffic.count;

/**
 * How much memory tables may take together. Arrays that were outgrown count until they are collected, so that the promise
 * is about the process and not only about what is in use. For any number of threads.
 */
final class MemoryBudget {
    private final long bytes;
    private long taken;
    private long garbage;

    MemoryBudget(long bytes) {
        this.bytes = bytes;
    }

    /** Takes so many bytes when the budget allows it; otherwise takes nothing and says false. */
    synchronized boolean tryTake(long wanted) {
        if (taken + wanted > bytes) {
            return false;
        }
        if (taken + garbage + wanted > bytes) {
            System.gc(); // rather than let the heap grow around garbage beyond what was promised
            garbage = 0;
        }
        taken += wanted;
        return true;
    }

    /** Takes so many bytes, whatever the budget says: what a table cannot do without. */
    synchronized void take(long needed) {
        taken += needed;
    }

    /** Gives back what is not used any more. */
    synchronized void giveBack(long unused) {
        taken -= unused;
        garbage += unused;
    }
}
