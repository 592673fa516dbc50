package io.github.logtraffic.log.entry;

/**
 * A consumer whose work may be split: entries may go to any number of instances in any order, and the instances, merged
 * in any order, hold the same as one instance that took all entries.
 *
 * @param <T> the implementing type
 */
public interface MergeableConsumer<T extends MergeableConsumer<T>> extends EntryConsumer {
    /** A new consumer of the same plan that has taken nothing yet. */
    T fresh();

    /**
     * Does now what was put off until it is merged or asked. Each thread may call it when it has no more entries, so that
     * this work is split too; entries may come all the same.
     */
    default void settle() {}

    /**
     * Adds what the other one holds to this one. The other one must not be used any more.
     *
     * @param other made by {@link #fresh} of this consumer or of its kin
     */
    void merge(T other);
}
