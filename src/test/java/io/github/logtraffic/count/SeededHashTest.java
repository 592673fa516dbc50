package io.github.logtraffic.count;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import org.junit.jupiter.api.Test;

/** Slots are visited in an order of their own, and hashes use all of a key. */
class SeededHashTest {
    @Test
    void aScatteredOrderVisitsEachSlotOnceAndAllPartsOfTheTableAtTheSamePace() {
        for (int capacity = 2; capacity <= 1 << 16; capacity *= 2) {
            BitSet seen = new BitSet();
            int firstHalf = 0;
            for (int i = 0; i < capacity; i++) {
                int slot = SeededHash.scattered(i, capacity);
                seen.set(slot);
                firstHalf += slot < capacity / 2 ? 1 : 0;
                assertThat(firstHalf).isBetween((i + 1) / 2 - 16, (i + 1) / 2 + 16);
            }
            assertThat(seen.cardinality()).isEqualTo(capacity);
        }
    }

    @Test
    void everyBitOfAnAddressAndOfTheSeedChangesTheHash() {
        long hash = SeededHash.of(1, 2, 3);
        for (int bit = 0; bit < Long.SIZE; bit++) {
            long flipped = 1L << bit;
            assertThat(SeededHash.of(1 ^ flipped, 2, 3)).isNotEqualTo(hash);
            assertThat(SeededHash.of(1, 2 ^ flipped, 3)).isNotEqualTo(hash);
            assertThat(SeededHash.of(1, 2, 3 ^ flipped)).isNotEqualTo(hash);
        }
    }
}
