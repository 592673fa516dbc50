package io.github.logtraffic.count;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logtraffic.log.entry.ClientKey;
import io.github.logtraffic.reference.Latin1;
import io.github.logtraffic.reference.Seeds;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

/** Slots are visited in an order of their own, hashes use all of a key, and who does not know the seed cannot foresee them. */
class SeededHashTest {
    private static final int SLOTS = 1 << 12;
    private static final int KEYS = 4_000;

    /** Among so many random keys so many share a slot less than once in 10^10 times. */
    private static final int MOST_IN_A_SLOT = 16;

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

    @Test
    void addressesThatCollideForOneSeedAreSpreadByOthers() {
        List<Long> colliding = colliding(address -> SeededHash.of(0, address, 0));
        assertThat(mostInASlot(colliding, address -> SeededHash.of(0, address, 0)))
                .isEqualTo(KEYS);
        Seeds.each(50, random -> {
            long other = random.nextLong();
            assertThat(mostInASlot(colliding, address -> SeededHash.of(0, address, other)))
                    .isLessThanOrEqualTo(MOST_IN_A_SLOT);
        });
    }

    @Test
    void namesThatCollideForOneSeedAreSpreadByOthers() {
        List<Long> colliding = colliding(number -> ofName(number, 0));
        for (long seed = 1; seed <= 50; seed++) {
            long other = seed;
            assertThat(mostInASlot(colliding, number -> ofName(number, other))).isLessThanOrEqualTo(MOST_IN_A_SLOT);
        }
    }

    @Test
    void aTableOfKeysThatCollideForAnotherSeedHoldsThemAll() {
        List<Long> colliding = colliding(address -> SeededHash.of(0, address, 0));
        CounterTable table = new CounterTable(Hit.plan(0), new MemoryBudget(Long.MAX_VALUE));
        ClientKey key = new ClientKey();
        for (long address : colliding) {
            key.setAddress(0, address);
            table.count(key, 0, 0, 200, 0, -1);
        }
        assertThat(table.size()).isEqualTo(KEYS);
    }

    private static long ofName(long number, long seed) {
        byte[] name = Latin1.bytes("crawler-" + number + ".example.com");
        return SeededHash.of(name, 0, name.length, seed);
    }

    /** The first numbers that fall into slot 0. */
    private static List<Long> colliding(LongUnaryOperator hash) {
        List<Long> colliding = new ArrayList<>();
        for (long number = 0; colliding.size() < KEYS; number++) {
            if (slot(hash.applyAsLong(number)) == 0) {
                colliding.add(number);
            }
        }
        return colliding;
    }

    private static int mostInASlot(List<Long> numbers, LongUnaryOperator hash) {
        int[] counts = new int[SLOTS];
        int most = 0;
        for (long number : numbers) {
            most = Math.max(most, ++counts[slot(hash.applyAsLong(number))]);
        }
        return most;
    }

    private static int slot(long hash) {
        return (int) hash & (SLOTS - 1);
    }
}
