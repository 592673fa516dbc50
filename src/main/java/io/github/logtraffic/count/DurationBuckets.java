package io.github.logtraffic.count;

/**
 * Which durations are counted as one: {@value #OF_DOUBLE} buckets from each power of two of microseconds to the next, so
 * that what stands for a bucket is at most 1 in 128 off; below 128 µs each is a bucket of its own.
 */
final class DurationBuckets {
    /** How far what stands for a bucket may be off, as a part of the duration. */
    static final double ERROR = 1 / 128.0;

    /** How many there are. */
    static final int COUNT = 3_712;

    private static final int OF_DOUBLE = 64;
    private static final int LOG2_OF_DOUBLE = 6;

    private DurationBuckets() {}

    /** The bucket of a duration: of 1,000 µs, which are 125 times 8, it is 3 * 64 + 125. */
    static int of(long micros) {
        int shift = Math.max(0, Long.SIZE - 1 - LOG2_OF_DOUBLE - Long.numberOfLeadingZeros(micros));
        return shift * OF_DOUBLE + (int) (micros >>> shift);
    }

    /** The microseconds that stand for a bucket: its middle. */
    static long middle(int bucket) {
        int shift = Math.max(0, bucket / OF_DOUBLE - 1);
        long least = (long) (bucket - shift * OF_DOUBLE) << shift;
        return least + ((1L << shift) >>> 1);
    }
}
