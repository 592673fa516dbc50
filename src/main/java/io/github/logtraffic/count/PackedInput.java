package io.github.logtraffic.count;

import java.nio.charset.StandardCharsets;

/** Reads what {@link PackedOutput} has written, or what pretends to be that: it never reads behind the end. */
public final class PackedInput {
    private static final int GROUP_BITS = 7;
    private static final int GROUP_MASK = (1 << GROUP_BITS) - 1;

    private final byte[] bytes;
    private final int end;
    private int at;

    /** Reads the bytes of an array from one place to another. */
    public PackedInput(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.at = from;
        this.end = to;
    }

    /** Reads the same once more from here. */
    public PackedInput again() {
        return new PackedInput(bytes, at, end);
    }

    /** The next number. */
    public long number() throws TallyFormException {
        return at < end && bytes[at] >= 0 ? bytes[at++] : longNumber();
    }

    private long longNumber() throws TallyFormException {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += GROUP_BITS) {
            if (at == end) {
                throw new TallyFormException("it ends within a number");
            }
            byte group = bytes[at++];
            value |= (long) (group & GROUP_MASK) << shift;
            if (group >= 0) {
                return value;
            }
        }
        throw new TallyFormException("a number is too long");
    }

    /** The next number, which {@link PackedOutput#signed} wrote. */
    public long signed() throws TallyFormException {
        long value = number();
        return (value >>> 1) ^ -(value & 1);
    }

    /** The next number, which must be from one to another. */
    public long number(long least, long most) throws TallyFormException {
        long value = number();
        if (value < least || value > most) {
            throw new TallyFormException(value + " is not from " + least + " to " + most);
        }
        return value;
    }

    /** How many things follow, each of which takes a byte at least. */
    public int count() throws TallyFormException {
        long value = number();
        if (value < 0 || value > end - at) {
            throw new TallyFormException("it ends within what it announces");
        }
        return (int) value;
    }

    /** Where the next bytes begin in {@link #array}, of which the number is read; they are skipped. */
    int skipBytes(int length) {
        int from = at;
        at += length;
        return from;
    }

    /** The array that is read from. */
    byte[] array() {
        return bytes;
    }

    /** The next section, to be read by itself. */
    PackedInput section() throws TallyFormException {
        int length = count();
        int from = skipBytes(length);
        return new PackedInput(bytes, from, from + length);
    }

    /** The next text. */
    public String text() throws TallyFormException {
        int length = count();
        return new String(bytes, skipBytes(length), length, StandardCharsets.UTF_8);
    }

    /** Writes what is left, as it stands. */
    public void copyTo(PackedOutput out) {
        out.raw(bytes, at, end);
        at = end;
    }

    /** Whether all was read. */
    public boolean isAtEnd() {
        return at == end;
    }
}
