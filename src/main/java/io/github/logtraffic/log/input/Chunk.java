package io.github.logtraffic.log.input;

import java.util.Arrays;

/**
 * Whole lines, each ended by a line feed, in a buffer that belongs to one thread and is filled again and again by
 * {@link LogReader#fill}.
 */
public final class Chunk {
    private byte[] bytes;
    private int end;
    private int sequence;

    /**
     * @param capacity bytes to hold at first; a chunk grows when one line alone is longer
     */
    public Chunk(int capacity) {
        bytes = new byte[capacity];
    }

    /** The buffer; lines stand from 0 to {@link #end}. */
    public byte[] bytes() {
        return bytes;
    }

    /** Where the last line ends, behind its line feed. */
    public int end() {
        return end;
    }

    /** The chunk's number within its log, from 0. */
    public int sequence() {
        return sequence;
    }

    void set(int end, int sequence) {
        this.end = end;
        this.sequence = sequence;
    }

    /** The buffer, with room for so many bytes. What it holds is kept. */
    byte[] withCapacity(int capacity) {
        if (bytes.length < capacity) {
            bytes = Arrays.copyOf(bytes, Math.max(capacity, bytes.length + (bytes.length >> 1)));
        }
        return bytes;
    }
}
