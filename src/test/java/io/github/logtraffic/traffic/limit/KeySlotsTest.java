package io.github.logtraffic.traffic.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logtraffic.reference.Seeds;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each key has its own longs, until it is given back. */
class KeySlotsTest {
    @Test
    void slotsHoldWhatAMapHolds() {
        Seeds.each(50, random -> {
            long seed = random.nextLong();
            KeySlots slots = new KeySlots(3, 1 + random.nextInt(5), seed);
            KeyHash hash = new KeyHash(seed);
            Map<Long, Long> reference = new HashMap<>();
            for (int i = 0; i < 20_000; i++) {
                long key = random.nextInt(1 + random.nextInt(6_000));
                hash.set(key >>> 7, key);
                int slot = slots.find(hash);
                assertThat(slot >= 0).isEqualTo(reference.containsKey(key));
                if (slot < 0 && slots.isFull()) {
                    boolean all = random.nextBoolean();
                    slots.keep((page, at) -> all || page[at] > 1);
                    reference.values().removeIf(count -> !all && count <= 1);
                }
                slot = slot < 0 ? slots.add(hash) : slot;
                slots.page(slot)[slots.at(slot)]++;
                reference.merge(key, 1L, Long::sum);
                assertThat(slots.page(slot)[slots.at(slot)]).isEqualTo(reference.get(key));
                assertThat(slots.size()).isEqualTo(reference.size());
            }
        });
    }
}
