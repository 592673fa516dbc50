package io.github.logtraffic.traffic.limit;

import io.github.logtraffic.log.entry.AccessLogEntry;
import io.github.logtraffic.log.entry.ClientKey;
import io.github.logtraffic.log.entry.OrderedConsumer;
import java.util.Arrays;

/**
 * Counts how many keys there are to be remembered at once, if each is forgotten some time after it was seen last, to the
 * second.
 */
public final class KeysAtOnce implements OrderedConsumer {
    private static final int LEAST_KEYS = 1 << 10;
    private static final int SECOND_MICROS = 1_000_000;
    private static final int ADDRESS_BYTES = 16;

    /** Added to seconds, of which 0 then is a key that was not seen before. */
    private static final long OFFSET = 1L << 40;

    /**
     * The most at once.
     *
     * @param keys how many keys
     * @param bytes how long they are together, though not necessarily at the same time
     */
    public record Most(long keys, long bytes) {}

    private final LimitedKey limited;
    private final int seconds;
    private final ClientKey key = new ClientKey();
    private final KeyHash hash;

    /** When a key was seen last. */
    private final KeySlots slots;

    /** Of the keys that were seen last in each of the last seconds: how many there are, and their bytes. */
    private final int[] keys;

    private final long[] bytes;
    private long now = Long.MIN_VALUE;
    private long allKeys;
    private long allBytes;
    private long mostKeys;
    private long mostBytes;

    /**
     * @param limited what requests are limited by
     * @param seconds for how long a key is remembered, at least 1
     * @param seed that whoever writes the log does not know; it changes no result
     */
    public KeysAtOnce(LimitedKey limited, int seconds, long seed) {
        this.limited = limited;
        this.seconds = seconds;
        this.hash = new KeyHash(seed);
        this.slots = new KeySlots(1, LEAST_KEYS, seed);
        this.keys = new int[seconds + 1];
        this.bytes = new long[seconds + 1];
    }

    @Override
    public void accept(AccessLogEntry entry, long floorMicros, long evenMicros) {
        limited.key().read(entry, key);
        if (!limited.limits(key)) {
            return;
        }
        goOnTo(Math.floorDiv(evenMicros, (long) SECOND_MICROS) + OFFSET);
        int length = key.isName() ? key.nameTo() - key.nameFrom() : ADDRESS_BYTES;
        int slot = slot();
        long[] page = slots.page(slot);
        int at = slots.at(slot);
        if (page[at] < now - seconds) {
            allKeys++;
            allBytes += length;
        } else {
            move(page[at], -1, length);
        }
        page[at] = now;
        move(now, 1, length);
        mostKeys = Math.max(mostKeys, allKeys);
        mostBytes = Math.max(mostBytes, allBytes);
    }

    private void move(long second, int sign, int length) {
        int at = (int) (second % keys.length);
        keys[at] += sign;
        bytes[at] += (long) sign * length;
    }

    private void goOnTo(long second) {
        if (now == Long.MIN_VALUE || second - now > seconds) {
            Arrays.fill(keys, 0);
            Arrays.fill(bytes, 0);
            allKeys = 0;
            allBytes = 0;
            now = Math.max(now, second);
        }
        while (now < second) {
            now++;
            int at = (int) (now % keys.length);
            allKeys -= keys[at];
            allBytes -= bytes[at];
            keys[at] = 0;
            bytes[at] = 0;
        }
    }

    private int slot() {
        hash.set(key);
        int slot = slots.find(hash);
        if (slot >= 0) {
            return slot;
        }
        if (slots.isFull()) {
            slots.keep((page, at) -> page[at] >= now - seconds);
            hash.set(key);
        }
        return slots.add(hash);
    }

    /** The most so far. */
    public Most most() {
        return new Most(mostKeys, mostBytes);
    }
}
