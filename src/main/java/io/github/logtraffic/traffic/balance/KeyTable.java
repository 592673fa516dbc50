package io.github.logtraffic.traffic.balance;

import io.github.logtraffic.log.entry.ClientKey;
import java.util.Arrays;

/**
 * Different keys, numbered from 0 in the order in which they came first, with how many requests had each. When it is full,
 * keys that came before are still known and new ones are not.
 */
final class KeyTable {
    /** The number of a key that was too much. */
    static final int UNKNOWN = -1;

    private static final int ADDRESS = -1;
    private static final int ADDRESS_BYTES = 16;
    private static final int USUAL_KEY_BYTES = 128;
    private static final int FIRST_CAPACITY = 1_024;

    private final int mostKeys;
    private final long mostBytes;
    private final long seed;

    /** Numbers of keys plus 1 by hash, 0 where there is none; at most half of it is used. */
    private int[] slots = new int[2 * FIRST_CAPACITY];

    private long[] hashes = new long[FIRST_CAPACITY];
    private long[] requests = new long[FIRST_CAPACITY];
    private int[] begins = new int[FIRST_CAPACITY];
    private int[] lengths = new int[FIRST_CAPACITY];
    private byte[] bytes = new byte[FIRST_CAPACITY * ADDRESS_BYTES];
    private int bytesUsed;
    private int size;
    private long requestsOfUnknown;

    /**
     * @param mostKeys how many it keeps
     * @param seed of its hash function, for whoever writes to a log chooses the keys
     */
    KeyTable(int mostKeys, long seed) {
        this.mostKeys = mostKeys;
        this.mostBytes = Math.min((long) mostKeys * USUAL_KEY_BYTES, Integer.MAX_VALUE / 2);
        this.seed = seed;
    }

    /** How many keys there are. */
    int size() {
        return size;
    }

    /** How many requests had a key. */
    long requests(int number) {
        return requests[number];
    }

    /** How many requests had keys that were too many. */
    long requestsOfUnknown() {
        return requestsOfUnknown;
    }

    /** Counts a request with this key; returns the key's number, {@link #UNKNOWN} when there is no room for it. */
    int count(ClientKey key) {
        long hash = hash(key);
        int slot = (int) hash & (slots.length - 1);
        while (slots[slot] != 0) {
            int number = slots[slot] - 1;
            if (hashes[number] == hash && isEqual(number, key)) {
                requests[number]++;
                return number;
            }
            slot = (slot + 1) & (slots.length - 1);
        }
        int length = key.isName() ? key.nameTo() - key.nameFrom() : ADDRESS_BYTES;
        if (size == mostKeys || bytesUsed + length > mostBytes) {
            requestsOfUnknown++;
            return UNKNOWN;
        }
        slots[slot] = size + 1;
        append(key, hash, length);
        if (2 * size > slots.length) {
            rehash();
        }
        return size - 1;
    }

    private long hash(ClientKey key) {
        return key.isName()
                ? XxHash64.of(key.nameBytes(), key.nameFrom(), key.nameTo(), seed)
                : Draws.mix(Draws.mix(key.high() ^ seed) ^ key.low());
    }

    private boolean isEqual(int number, ClientKey key) {
        int from = begins[number];
        if (key.isName()) {
            return lengths[number] >= 0
                    && Arrays.equals(
                            bytes, from, from + lengths[number], key.nameBytes(), key.nameFrom(), key.nameTo());
        }
        return lengths[number] == ADDRESS && number(from) == key.high() && number(from + Long.BYTES) == key.low();
    }

    private void append(ClientKey key, long hash, int length) {
        makeRoom(length);
        hashes[size] = hash;
        requests[size] = 1;
        begins[size] = bytesUsed;
        lengths[size] = key.isName() ? length : ADDRESS;
        if (key.isName()) {
            System.arraycopy(key.nameBytes(), key.nameFrom(), bytes, bytesUsed, length);
        } else {
            putNumber(key.high(), bytesUsed);
            putNumber(key.low(), bytesUsed + Long.BYTES);
        }
        bytesUsed += length;
        size++;
    }

    private void makeRoom(int length) {
        if (size == hashes.length) {
            int capacity = 2 * size;
            hashes = Arrays.copyOf(hashes, capacity);
            requests = Arrays.copyOf(requests, capacity);
            begins = Arrays.copyOf(begins, capacity);
            lengths = Arrays.copyOf(lengths, capacity);
        }
        if (bytesUsed + length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, bytesUsed + length));
        }
    }

    private void rehash() {
        slots = new int[2 * slots.length];
        for (int number = 0; number < size; number++) {
            int slot = (int) hashes[number] & (slots.length - 1);
            while (slots[slot] != 0) {
                slot = (slot + 1) & (slots.length - 1);
            }
            slots[slot] = number + 1;
        }
    }

    /** Writes a key that was counted. */
    void read(int number, ClientKey key) {
        int from = begins[number];
        if (lengths[number] == ADDRESS) {
            key.setAddress(number(from), number(from + Long.BYTES));
        } else {
            key.setName(bytes, from, from + lengths[number]);
        }
    }

    private void putNumber(long number, int at) {
        for (int i = 0; i < Long.BYTES; i++) {
            bytes[at + i] = (byte) (number >>> (i * Byte.SIZE));
        }
    }

    private long number(int at) {
        long number = 0;
        for (int i = Long.BYTES - 1; i >= 0; i--) {
            number = number << Byte.SIZE | (bytes[at + i] & 0xFF);
        }
        return number;
    }
}
