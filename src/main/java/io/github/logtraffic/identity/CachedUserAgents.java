package io.github.logtraffic.identity;

import io.github.logtraffic.log.entry.AccessLogEntry;
import io.github.logtraffic.log.entry.Swar;
import java.util.Arrays;

/**
 * {@link UserAgents} that remember what they were asked last. For one thread.
 *
 * <p>The memory is a table of fixed size in which each user agent has one place. A user agent is compared byte by byte
 * with the one in its place, so whoever makes up user agents that share a place makes this slow, never wrong.
 */
public final class CachedUserAgents {
    private static final int PLACES = 1 << 11;

    /** Longer ones are not remembered: those of browsers have 100 to 250 bytes. */
    private static final int MOST_BYTES = 512;

    private static final int LEAST_BYTES = 128;
    private static final byte[] NO_BYTES = {};
    private static final long ODD = 0x9E3779B97F4A7C15L;

    private final UserAgents agents;
    private final byte[][] keys = new byte[PLACES][];
    private final int[] lengths = new int[PLACES];
    private final Agent[] values = new Agent[PLACES];

    /** Remembers nothing yet. */
    public CachedUserAgents(UserAgents agents) {
        this.agents = agents;
        Arrays.fill(keys, NO_BYTES);
        Arrays.fill(values, Agent.UNKNOWN); // which is what the empty key means
    }

    /** The agent of an entry's user agent, which stands in a slot. */
    public Agent agent(AccessLogEntry entry, int slot) {
        return agent(entry.textBytes(slot), entry.textFrom(slot), entry.textTo(slot));
    }

    /** The agent of a user agent, as {@link UserAgents#agent} says. */
    public Agent agent(byte[] bytes, int from, int to) {
        int length = to - from;
        if (length > MOST_BYTES) {
            return agents.agent(bytes, from, to);
        }
        int place = place(bytes, from, to);
        if (lengths[place] != length || !Arrays.equals(keys[place], 0, length, bytes, from, to)) {
            remember(place, bytes, from, length);
        }
        return values[place];
    }

    private void remember(int place, byte[] bytes, int from, int length) {
        if (keys[place].length < length) {
            keys[place] = new byte[Math.max(LEAST_BYTES, Integer.highestOneBit(length - 1) << 1)];
        }
        System.arraycopy(bytes, from, keys[place], 0, length);
        lengths[place] = length;
        values[place] = agents.agent(bytes, from, from + length);
    }

    private static int place(byte[] bytes, int from, int to) {
        long hash = (long) to - from;
        int at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            hash = (hash ^ Swar.word(bytes, at)) * ODD;
            hash ^= hash >>> 32;
        }
        for (; at < to; at++) {
            hash = (hash ^ bytes[at]) * ODD;
        }
        return (int) ((hash * ODD) >>> (Long.SIZE - Integer.numberOfTrailingZeros(PLACES)));
    }
}
