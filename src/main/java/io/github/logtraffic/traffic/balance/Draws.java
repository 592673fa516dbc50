package io.github.logtraffic.traffic.balance;

import java.util.List;

/** Random draws of backends by weight, the same for the same seed: Steele, Lea and Flood's SplitMix64. */
final class Draws {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private final int[] ends;
    private long state;

    /** @param seed where the sequence begins */
    Draws(List<Backend> backends, long seed) {
        this.state = seed;
        this.ends = new int[backends.size()];
        int end = 0;
        for (int i = 0; i < ends.length; i++) {
            end += backends.get(i).weight();
            ends[i] = end;
        }
    }

    /** A backend, each as likely as its weight. */
    int next() {
        int at = (int) ((nextLong() >>> 33) % ends[ends.length - 1]);
        int low = 0;
        int high = ends.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (at < ends[middle]) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private long nextLong() {
        state += GOLDEN_GAMMA;
        return mix(state);
    }

    /** A number each bit of which depends on each bit of the other: SplitMix64's finalizer. */
    static long mix(long number) {
        long mixed = (number ^ number >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return mixed ^ mixed >>> 31;
    }
}
