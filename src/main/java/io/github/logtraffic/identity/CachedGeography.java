package io.github.logtraffic.identity;

import io.github.logtraffic.log.entry.ClientKey;
import java.util.Arrays;

/**
 * A {@link Geography} that remembers where it was asked last. For one thread.
 *
 * <p>The memory is a table of fixed size in which each address has one place; whoever makes up addresses that share one
 * makes this slow, never wrong.
 */
public final class CachedGeography {
    private static final int SLOTS = 1 << 14;
    private static final long ODD = 0x9E3779B97F4A7C15L;

    private final Geography geography;
    private final long[] highs = new long[SLOTS];
    private final long[] lows = new long[SLOTS];
    private final Place[] places = new Place[SLOTS];

    /** Remembers nothing yet but where {@code ::} is. */
    public CachedGeography(Geography geography) {
        this.geography = geography;
        Arrays.fill(places, geography.place(0, 0));
    }

    /** The place of a client; that of a name is not known. */
    public Place place(ClientKey client) {
        if (client.isName()) {
            return Place.UNKNOWN;
        }
        long high = client.high();
        long low = client.low();
        int slot = (int) (((high * ODD ^ low) * ODD) >>> (Long.SIZE - Integer.numberOfTrailingZeros(SLOTS)));
        if (lows[slot] != low || highs[slot] != high) {
            places[slot] = geography.place(high, low);
            lows[slot] = low;
            highs[slot] = high;
        }
        return places[slot];
    }
}
