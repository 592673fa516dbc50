package io.github.logtraffic.log.entry;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Eight bytes at a time ("SIMD within a register") over byte arrays.
 *
 * <p>A word holds eight consecutive bytes, the first in its lowest bits. Ranges are half open; callers have checked them
 * against the array.
 */
public final class Swar {
    /** A line feed, the end of a line. */
    public static final byte LINE_FEED = '\n';

    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;

    private Swar() {}

    /** The eight bytes from {@code at} on, of which all must be inside the array. */
    public static long word(byte[] bytes, int at) {
        return (long) WORD.get(bytes, at);
    }

    /** A word of eight times the same byte. */
    public static long repeat(byte wanted) {
        return ONES * (wanted & 0xFF);
    }

    /**
     * A word whose lowest set bit is the high bit of the first byte of {@code word} that equals the byte of {@code
     * repeated}, 0 when none does. Bits above that lowest one mean nothing.
     *
     * <p>Example: in {@code "ab c"} against blanks the bytes {@code 61 62 20 63} become {@code 41 42 00 43}; taking 1
     * from each borrows only in the zero, whose high bit is then set and was not before: bit 23, so byte 2. (Mycroft's
     * zero-byte test, as in Warren, Hacker's Delight, 6-1.)
     */
    public static long matches(long word, long repeated) {
        long zeroWhereEqual = word ^ repeated;
        return (zeroWhereEqual - ONES) & ~zeroWhereEqual & HIGHS;
    }

    /** The index within its word of the first match that {@link #matches} found. */
    public static int firstMatch(long matches) {
        return Long.numberOfTrailingZeros(matches) >>> 3;
    }

    /** The index of the first {@code wanted} in the range, or {@code to} when there is none. */
    public static int indexOf(byte[] bytes, int from, int to, byte wanted) {
        long repeated = repeat(wanted);
        int at = from;
        for (int lastWord = to - Long.BYTES; at <= lastWord; at += Long.BYTES) {
            long matches = matches(word(bytes, at), repeated);
            if (matches != 0) {
                return at + firstMatch(matches);
            }
        }
        while (at < to && bytes[at] != wanted) {
            at++;
        }
        return at;
    }

    /** The index of the first byte of the range that is {@code one} or {@code other}, or {@code to}. */
    public static int indexOfEither(byte[] bytes, int from, int to, byte one, byte other) {
        long repeatedOne = repeat(one);
        long repeatedOther = repeat(other);
        int at = from;
        for (int lastWord = to - Long.BYTES; at <= lastWord; at += Long.BYTES) {
            long word = word(bytes, at);
            long matches = matches(word, repeatedOne) | matches(word, repeatedOther);
            if (matches != 0) {
                return at + firstMatch(matches);
            }
        }
        while (at < to && bytes[at] != one && bytes[at] != other) {
            at++;
        }
        return at;
    }

    /** The index of the last {@code wanted} in the range, or {@code from - 1} when there is none. */
    public static int lastIndexOf(byte[] bytes, int from, int to, byte wanted) {
        int at = to - 1;
        while (at >= from && bytes[at] != wanted) {
            at--;
        }
        return at;
    }
}
