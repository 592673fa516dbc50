package io.github.logtraffic.traffic.cache;

/**
 * Which objects a cache of some size holds, by some policy. Objects are numbered from 0. Belongs to one thread.
 *
 * <p>An object larger than the whole cache is never held.
 */
abstract class Cache {
    /** Bytes by object. */
    final long[] sizes;

    final long capacity;

    /** Bytes of all objects that are held. */
    long used;

    Cache(long[] sizes, long capacity) {
        this.sizes = sizes;
        this.capacity = capacity;
    }

    /**
     * Asks for an object, which is held then if the policy wants that.
     *
     * @param at which request of the trace it is
     * @return whether it was held
     */
    abstract boolean request(int object, int at);

    /** Whether an object is held. */
    abstract boolean holds(int object);

    /** @throws IllegalStateException when what is held is not what the cache thinks, which is a bug in its policy */
    final void checkBooks() {
        long held = 0;
        for (int object = 0; object < sizes.length; object++) {
            held += holds(object) ? sizes[object] : 0;
        }
        if (held != used || used > capacity) {
            throw new IllegalStateException(
                    getClass().getSimpleName() + " holds " + held + " bytes, thinks " + used + ", of " + capacity);
        }
    }
}
