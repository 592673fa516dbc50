package io.github.logtraffic.identity;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Remembers a number of IPv4 addresses, and of all of their network at once where that has one number. May be used by
 * several threads, which see what another has remembered some time later.
 *
 * <p>The memory is tables of fixed size, in the larger of which an address has one slot that it shares with others: a
 * number may be forgotten, and is never that of another address.
 */
final class Ipv4Numbers {
    private static final int SIXTEEN = 16;
    private static final int TWENTY_FOUR = 24;
    private static final int SLOTS = 1 << 20; // 8 MB

    /** Marks the number of a network of 24 bits among those of addresses. */
    private static final int IS_NETWORK = 1 << 30;

    private static final int NO_NUMBER = 0;
    private static final long ODD = 0x9E3779B97F4A7C15L;

    /** Numbers by the first 16 bits; small enough for a processor's cache. */
    private final int[] wide = new int[1 << SIXTEEN];

    /**
     * In the upper half an address or the first one of a network, in the lower half its number and what it is. Atomic, so
     * that both are of one address.
     */
    private final AtomicLongArray narrow = new AtomicLongArray(SLOTS);

    /** The number of an address; 0 when none is remembered. */
    int get(int address) {
        int number = wide[address >>> SIXTEEN];
        if (number == NO_NUMBER) {
            number = narrow(first(address), IS_NETWORK);
        }
        return number == NO_NUMBER ? narrow(address, 0) : number;
    }

    private int narrow(int address, int kind) {
        long slot = narrow.getOpaque(slot(address));
        boolean isIt = (int) (slot >>> Integer.SIZE) == address && ((int) slot & IS_NETWORK) == kind;
        return isIt ? (int) slot & ~IS_NETWORK : NO_NUMBER;
    }

    /**
     * Remembers a number.
     *
     * @param prefixLength of the network around the address of which all have that number; 32 when only the address has
     * @param number from 1 to 2^30 - 1
     */
    void put(int address, int prefixLength, int number) {
        if (prefixLength <= SIXTEEN) {
            wide[address >>> SIXTEEN] = number;
        } else if (prefixLength <= TWENTY_FOUR) {
            putNarrow(first(address), number | IS_NETWORK);
        } else {
            putNarrow(address, number);
        }
    }

    private void putNarrow(int address, int numberAndKind) {
        narrow.setOpaque(slot(address), (long) address << Integer.SIZE | numberAndKind);
    }

    private static int first(int address) {
        return address & (-1 << (Integer.SIZE - TWENTY_FOUR));
    }

    private static int slot(int address) {
        return (int) ((address * ODD) >>> (Long.SIZE - Integer.numberOfTrailingZeros(SLOTS)));
    }
}
