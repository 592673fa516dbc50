package io.github.logtraffic.traffic.balance;

import io.github.logtraffic.log.entry.ClientKey;
import org.jspecify.annotations.Nullable;

/**
 * HAProxy's {@code balance source}, {@code uri} and {@code url_param} with {@code hash-type map-based}, the default: the
 * hash says which slot of the map (src/lb_map.c, map_get_server_hash). Requests without a key take turns.
 */
final class HaproxyMapHash implements Picker {
    private final HaproxyMap map;
    private final HaproxyStaticRoundRobin withoutKey;

    HaproxyMapHash(HaproxyMap map) {
        this.map = map;
        this.withoutKey = new HaproxyStaticRoundRobin(map);
    }

    @Override
    public int pick(@Nullable ClientKey key, long nowMicros) {
        if (key == null) {
            return withoutKey.pick(key, nowMicros);
        }
        int[] slots = map.slots();
        return slots.length == 0 ? NONE : slots[Integer.remainderUnsigned(HaproxyHashes.of(key), slots.length)];
    }
}
