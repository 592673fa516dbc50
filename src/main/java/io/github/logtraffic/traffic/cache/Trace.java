package io.github.logtraffic.traffic.cache;

import java.util.Arrays;

/** Requests in order, each for a numbered object, and the objects' sizes. */
final class Trace {
    private static final int NONE = -1;
    /** The first of so many parts of the requests is that in which caches fill. */
    static final int COLD_PARTS = 10;

    private int[] objects = new int[1 << 10];
    private int[] seconds = new int[1 << 10];
    private int length;
    private long[] sizes = {};
    private byte[] ttlClasses = {};
    private long bytes;
    private long coldBytes;

    /** Adds a request; its second is not before that of the one before. */
    void add(int object, long second) {
        if (length == objects.length) {
            int more = length + (length >> 1);
            objects = Arrays.copyOf(objects, more);
            seconds = Arrays.copyOf(seconds, more);
        }
        objects[length] = object;
        seconds[length++] = (int) second;
    }

    /** Adds requests of another trace of the same objects. */
    void addAll(Trace other, int from, int to) {
        for (int at = from; at < to; at++) {
            add(other.objects[at], other.seconds[at]);
        }
    }

    /** Says what is known of objects when all requests have come. */
    void describe(long[] sizeOfEach, byte[] ttlClassOfEach) {
        sizes = sizeOfEach;
        ttlClasses = ttlClassOfEach;
        coldBytes = bytesOf(0, coldLength());
        bytes = Minutes.plus(coldBytes, bytesOf(coldLength(), length));
    }

    /** Says of the objects what the other trace knows of them. */
    void describeAs(Trace other) {
        describe(other.sizes, other.ttlClasses);
    }

    /** Bytes of some of the requests, each of its whole object. */
    long bytesOf(int from, int to) {
        long sum = 0;
        for (int at = from; at < to; at++) {
            sum = Minutes.plus(sum, sizes[objects[at]]);
        }
        return sum;
    }

    /** How many requests. */
    int length() {
        return length;
    }

    /** How many objects. */
    int objects() {
        return sizes.length;
    }

    int object(int at) {
        return objects[at];
    }

    /** When a request came, in seconds since 1970. */
    long second(int at) {
        return Integer.toUnsignedLong(seconds[at]);
    }

    /** Bytes by object, at least 1. */
    long[] sizes() {
        return sizes;
    }

    /** Bytes of all requests, each of its whole object. */
    long bytes() {
        return bytes;
    }

    /** How many requests the first tenth is, in which a cache fills. */
    int coldLength() {
        return length / COLD_PARTS;
    }

    /** Bytes of the first tenth of requests. */
    long coldBytes() {
        return coldBytes;
    }

    /** About how many objects a cache of some size holds. */
    long objectsIn(long capacity) {
        double all = 0;
        for (long size : sizes) {
            all += size;
        }
        return (long) Math.ceil(Math.min(1, capacity / Math.max(1, all)) * sizes.length);
    }

    int ttlClass(int object) {
        return ttlClasses[object];
    }

    /** Leaves out requests for objects without a number, and gives the others their new ones. */
    void renumber(int[] numbers) {
        int kept = 0;
        for (int at = 0; at < length; at++) {
            int number = numbers[objects[at]];
            if (number != NONE) {
                objects[kept] = number;
                seconds[kept++] = seconds[at];
            }
        }
        length = kept;
    }

    /**
     * The requests for some of the objects.
     *
     * @param isWanted by object
     */
    Trace part(boolean[] isWanted) {
        int[] numbers = new int[sizes.length];
        long[] partSizes = new long[sizes.length];
        byte[] partTtls = new byte[sizes.length];
        int count = 0;
        for (int object = 0; object < numbers.length; object++) {
            numbers[object] = isWanted[object] ? count : NONE;
            if (isWanted[object]) {
                partSizes[count] = sizes[object];
                partTtls[count++] = ttlClasses[object];
            }
        }
        Trace part = new Trace();
        for (int at = 0; at < length; at++) {
            if (isWanted[objects[at]]) {
                part.add(numbers[objects[at]], seconds[at]);
            }
        }
        part.describe(Arrays.copyOf(partSizes, count), Arrays.copyOf(partTtls, count));
        return part;
    }

    /** Which request asks for the same object again, by request; {@link Integer#MAX_VALUE} for none. */
    int[] nextUses() {
        int[] next = new int[length];
        int[] seen = new int[sizes.length];
        Arrays.fill(seen, Integer.MAX_VALUE);
        for (int at = length - 1; at >= 0; at--) {
            next[at] = seen[objects[at]];
            seen[objects[at]] = at;
        }
        return next;
    }
}
