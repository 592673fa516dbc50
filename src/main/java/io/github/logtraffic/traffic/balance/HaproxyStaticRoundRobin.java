package io.github.logtraffic.traffic.balance;

import io.github.logtraffic.log.entry.ClientKey;
import org.jspecify.annotations.Nullable;

/** HAProxy's {@code balance static-rr}: slot after slot of the map (src/lb_map.c, map_get_server_rr). */
final class HaproxyStaticRoundRobin implements Picker {
    private final HaproxyMap map;
    private int next;

    HaproxyStaticRoundRobin(HaproxyMap map) {
        this.map = map;
    }

    @Override
    public int pick(@Nullable ClientKey key, long nowMicros) {
        int[] slots = map.slots();
        if (slots.length == 0) {
            return NONE;
        }
        next = next >= slots.length ? 0 : next;
        return slots[next++];
    }
}
