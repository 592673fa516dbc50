package io.github.logtraffic.count;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes numbers and texts one behind the other, small numbers in few bytes; {@link PackedInput} reads them. */
public final class PackedOutput {
    private static final int FIRST_CAPACITY = 1 << 12;
    private static final int GROUP_BITS = 7; // of LEB128, as in Protocol Buffers
    private static final int MORE = 1 << GROUP_BITS;

    private byte[] bytes = new byte[FIRST_CAPACITY];
    private int end;

    /** Nothing is written yet. */
    public PackedOutput() {}

    /** Writes a number that is mostly small and not negative; a negative one takes ten bytes. */
    public void number(long value) {
        makeRoom(Long.BYTES + 2);
        long rest = value;
        while ((rest & -MORE) != 0) {
            bytes[end++] = (byte) (rest | MORE);
            rest >>>= GROUP_BITS;
        }
        bytes[end++] = (byte) rest;
    }

    /** Writes a number that is mostly near 0. */
    public void signed(long value) {
        number((value << 1) ^ (value >> (Long.SIZE - 1)));
    }

    /** Writes some bytes and how many they are. */
    public void bytes(byte[] source, int from, int to) {
        number(to - from);
        raw(source, from, to);
    }

    /** Writes bytes of which nobody needs to be told how many they are. */
    void raw(byte[] source, int from, int to) {
        makeRoom(to - from);
        System.arraycopy(source, from, bytes, end, to - from);
        end += to - from;
    }

    /** Writes all that another one holds, and how long it is. */
    void section(PackedOutput other) {
        bytes(other.bytes, 0, other.end);
    }

    /** Writes a text. */
    public void text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        bytes(utf8, 0, utf8.length);
    }

    private void makeRoom(int more) {
        if (bytes.length - end < more) {
            bytes = Arrays.copyOf(bytes, Math.addExact(Math.max(end, more), end) + FIRST_CAPACITY);
        }
    }

    /** All that was written. */
    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, end);
    }
}
