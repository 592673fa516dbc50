package io.github.logtraffic.identity;

import io.github.logtraffic.log.entry.ClientAddress;
import io.github.logtraffic.log.entry.ClientKey;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is to be known of the places of clients, remembered by address or, for IPv4, by network. May be used by several
 * threads, which share what they remember: a look-up in a database takes a microsecond or two, several times what all else
 * of a line takes.
 *
 * <p>The memory is tables of fixed size in which each address has one slot; whoever makes up addresses that share one
 * makes this slow, never wrong. They are read without a lock: what stands in a slot is whole, and its text was there before.
 */
public final class CachedGeography {
    private static final int FIRST_TEXTS = 1 << 8;
    private static final int IPV6_SLOTS = 1 << 16;
    private static final long ODD = 0x9E3779B97F4A7C15L;

    private final Geography geography;
    private final Function<Place, byte[]> textOf;
    private final int unknown;
    private final Ipv4Numbers ipv4 = new Ipv4Numbers();
    private final @Nullable Known[] ipv6 = new Known[IPV6_SLOTS];
    private final Map<ByteBuffer, Integer> numbers = new HashMap<>();

    /** The text of each number, that of 1 first; read without the lock that guards who writes. */
    private volatile AtomicReferenceArray<byte[]> texts = new AtomicReferenceArray<>(FIRST_TEXTS);

    private static final class Known {
        final long high;
        final long low;
        final int number;

        Known(long high, long low, int number) {
            this.high = high;
            this.low = low;
            this.number = number;
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
        this.unknown = number(Place.UNKNOWN);
    }

    /** What is to be known of the place of a client; that of a name is {@link Place#UNKNOWN}. Not to be changed. */
    public byte[] text(ClientKey client) {
        return text(number(client));
    }

    private int number(ClientKey client) {
        if (client.isName()) {
            return unknown;
        }
        long high = client.high();
        long low = client.low();
        return ClientAddress.isIpv4(high, low) ? ipv4Number(high, low) : ipv6Number(high, low);
    }

    private byte[] text(int number) {
        AtomicReferenceArray<byte[]> known = texts;
        byte[] text = number <= known.length() ? known.get(number - 1) : null;
        return text != null ? text : newText(number);
    }

    /** Of a number that another thread wrote, whose text is not seen yet without the lock. */
    private synchronized byte[] newText(int number) {
        return texts.get(number - 1);
    }

    private int ipv4Number(long high, long low) {
        int address = (int) low;
        int number = ipv4.get(address);
        if (number == 0) {
            LocatedNetwork found = geography.network(high, low);
            number = number(found.place());
            ipv4.put(address, found.prefixLength(), number);
        }
        return number;
    }

    private int ipv6Number(long high, long low) {
        int slot = slot(high * ODD ^ low);
        Known known = ipv6[slot];
        if (known == null || known.low != low || known.high != high) {
            known = new Known(high, low, number(geography.place(high, low)));
            ipv6[slot] = known;
        }
        return known.number;
    }

    private static int slot(long address) {
        return (int) ((address * ODD) >>> (Long.SIZE - Integer.numberOfTrailingZeros(IPV6_SLOTS)));
    }

    private synchronized int number(Place place) {
        byte[] text = textOf.apply(place);
        int next = numbers.size() + 1;
        Integer known = numbers.putIfAbsent(ByteBuffer.wrap(text), next);
        if (known != null) {
            return known;
        }
        if (next > texts.length()) {
            texts = twice(texts);
        }
        texts.set(next - 1, text);
        return next;
    }

    private static AtomicReferenceArray<byte[]> twice(AtomicReferenceArray<byte[]> texts) {
        AtomicReferenceArray<byte[]> more = new AtomicReferenceArray<>(2 * texts.length());
        for (int i = 0; i < texts.length(); i++) {
            more.setPlain(i, texts.get(i));
        }
        return more;
    }
}
