package io.github.logtraffic.identity;

import io.github.logtraffic.log.entry.ClientAddress;
import io.github.logtraffic.log.entry.ClientKey;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is to be known of the places of clients, remembered by address. May be used by several threads, which share what they
 * remember: a look-up in a database takes a microsecond or two, several times what all else of a line takes.
 *
 * <p>The memory is tables of fixed size in which each address has one slot; whoever makes up addresses that share one
 * makes this slow, never wrong. Threads that read take no lock: a slot is written at once, and what stands in it is whole.
 */
public final class CachedGeography {
    /** One long each, 8 MB: with it, a log of 170,000 clients makes a fifth more look-ups than it has clients. */
    private static final int IPV4_SLOTS = 1 << 20;

    private static final int IPV6_SLOTS = 1 << 16;
    private static final long ODD = 0x9E3779B97F4A7C15L;

    private final Geography geography;
    private final Function<Place, byte[]> textOf;
    private final byte[] unknown;

    /** An address in the upper half, and in the lower one the number of its text, which is 0 when nothing is known yet. */
    private final AtomicLongArray ipv4 = new AtomicLongArray(IPV4_SLOTS);

    private final @Nullable Known[] ipv6 = new Known[IPV6_SLOTS];

    private final Map<ByteBuffer, Integer> numbers = new HashMap<>();
    private volatile byte[][] texts = {{}}; // by number; those in use never change

    private static final class Known {
        final long high;
        final long low;
        final byte[] text;

        Known(long high, long low, byte[] text) {
            this.high = high;
            this.low = low;
            this.text = text;
        }
    }

    /**
     * Remembers nothing yet.
     *
     * @param textOf what is to be known of a place; what it returns must not be changed
     */
    public CachedGeography(Geography geography, Function<Place, byte[]> textOf) {
        this.geography = geography;
        this.textOf = textOf;
        this.unknown = textOf.apply(Place.UNKNOWN);
    }

    /** What is to be known of the place of a client; that of a name is {@link Place#UNKNOWN}. Not to be changed. */
    public byte[] text(ClientKey client) {
        if (client.isName()) {
            return unknown;
        }
        long high = client.high();
        long low = client.low();
        return ClientAddress.isIpv4(high, low) ? ipv4Text(high, low) : ipv6Text(high, low);
    }

    private byte[] ipv4Text(long high, long low) {
        int address = (int) low;
        int slot = slot(address, IPV4_SLOTS);
        long known = ipv4.getAcquire(slot);
        if ((int) (known >>> Integer.SIZE) != address || (int) known == 0) {
            known = (long) address << Integer.SIZE | number(textOf.apply(geography.place(high, low)));
            ipv4.setRelease(slot, known); // the text of the number is there before
        }
        return texts[(int) known];
    }

    private byte[] ipv6Text(long high, long low) {
        int slot = slot(high * ODD ^ low, IPV6_SLOTS);
        Known known = ipv6[slot];
        if (known == null || known.low != low || known.high != high) {
            known = new Known(high, low, textOf.apply(geography.place(high, low)));
            ipv6[slot] = known;
        }
        return known.text;
    }

    private static int slot(long address, int slots) {
        return (int) ((address * ODD) >>> (Long.SIZE - Integer.numberOfTrailingZeros(slots)));
    }

    /** The number of a text, from 1; equal texts have the same. */
    private synchronized int number(byte[] text) {
        Integer known = numbers.get(ByteBuffer.wrap(text));
        if (known != null) {
            return known;
        }
        int number = numbers.size() + 1;
        byte[][] all = texts;
        if (number == all.length) {
            all = Arrays.copyOf(all, 2 * number);
        }
        all[number] = text;
        numbers.put(ByteBuffer.wrap(text), number);
        texts = all; // makes the text visible to whoever reads its number later
        return number;
    }
}
