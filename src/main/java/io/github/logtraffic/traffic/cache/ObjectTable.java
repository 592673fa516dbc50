package io.github.logtraffic.traffic.cache;

import io.github.logtraffic.count.NumberedKeys;
import io.github.logtraffic.count.SeededHash;
import io.github.logtraffic.log.entry.ClientKey;
import java.util.Arrays;

/** The objects that were asked for, with what is known of each. */
final class ObjectTable {
    /** There is no room for one more. */
    static final int FULL = NumberedKeys.UNKNOWN;

    /** The places that hashes of samples have. */
    static final int SAMPLE_PLACES = 1 << 24;

    /** The same each time, that runs over the same log agree. */
    private static final long SAMPLE_SEED = 0x5348_4152_4453L;

    private final int mostObjects;
    private final long hashSeed;
    private final ClientKey copied = new ClientKey();
    private NumberedKeys keys;
    private int[] places = new int[1 << 10];
    private long[] requests = new long[1 << 10];
    private long[] fullBytes = new long[1 << 10];
    private long[] mostBytes = new long[1 << 10];
    private long[] micros = new long[1 << 10];
    private byte[] ttlClasses = new byte[1 << 10];

    ObjectTable(int mostObjects, long hashSeed) {
        this.mostObjects = mostObjects;
        this.hashSeed = hashSeed;
        this.keys = new NumberedKeys(mostObjects, hashSeed);
    }

    /** Where in a sample an object stands: those below some place are in it, a share of so many of all places. */
    static int place(ClientKey key) {
        return (int) (SeededHash.of(key.nameBytes(), key.nameFrom(), key.nameTo(), SAMPLE_SEED) >>> 40);
    }

    /** The number of an object, or {@link #FULL}. */
    int number(ClientKey key) {
        int before = keys.size();
        int number = keys.count(key);
        if (keys.size() > before) {
            grow(number);
            places[number] = place(key);
        }
        return number;
    }

    private void grow(int number) {
        if (number == places.length) {
            int more = number + (number >> 1);
            places = Arrays.copyOf(places, more);
            requests = Arrays.copyOf(requests, more);
            fullBytes = Arrays.copyOf(fullBytes, more);
            mostBytes = Arrays.copyOf(mostBytes, more);
            micros = Arrays.copyOf(micros, more);
            ttlClasses = Arrays.copyOf(ttlClasses, more);
        }
    }

    /**
     * Counts a request.
     *
     * @param isFull whether its answer was all of the object
     * @param tookMicros how long it took; 0 when that is not known
     */
    void add(int object, long bytes, boolean isFull, long tookMicros, int ttlClass) {
        requests[object]++;
        mostBytes[object] = Math.max(mostBytes[object], bytes);
        if (isFull) {
            fullBytes[object] = Math.max(fullBytes[object], bytes);
        }
        micros[object] = Minutes.plus(micros[object], tookMicros);
        ttlClasses[object] = (byte) ttlClass;
    }

    int count() {
        return keys.size();
    }

    int place(int object) {
        return places[object];
    }

    long requests(int object) {
        return requests[object];
    }

    /** Forgets how long requests took so far. */
    void forgetTimes() {
        Arrays.fill(micros, 0);
    }

    /** How long all requests for it took, in microseconds. */
    long micros(int object) {
        return micros[object];
    }

    /** Writes what an object is known by. */
    void read(int object, ClientKey key) {
        keys.read(object, key);
    }

    /** The largest full answer of each object, of those without one the largest; at least 1. */
    long[] sizes() {
        long[] sizes = new long[count()];
        for (int object = 0; object < sizes.length; object++) {
            long bytes = fullBytes[object] > 0 ? fullBytes[object] : mostBytes[object];
            sizes[object] = Math.max(1, bytes);
        }
        return sizes;
    }

    byte[] ttlClasses() {
        return Arrays.copyOf(ttlClasses, count());
    }

    /**
     * Leaves out the objects that stand at that place or behind it.
     *
     * @return the new number of each, -1 for those left out
     */
    int[] keepBelow(int place) {
        NumberedKeys kept = new NumberedKeys(mostObjects, hashSeed);
        int[] numbers = new int[count()];
        for (int object = 0; object < numbers.length; object++) {
            numbers[object] = -1;
            if (places[object] < place) {
                keys.read(object, copied);
                int number = kept.count(copied);
                numbers[object] = number;
                places[number] = places[object];
                requests[number] = requests[object];
                fullBytes[number] = fullBytes[object];
                mostBytes[number] = mostBytes[object];
                micros[number] = micros[object];
                ttlClasses[number] = ttlClasses[object];
            }
        }
        int count = kept.size();
        for (long[] column : new long[][] {requests, fullBytes, mostBytes, micros}) {
            Arrays.fill(column, count, column.length, 0);
        }
        keys = kept;
        return numbers;
    }
}
