package io.github.logtraffic.count;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logtraffic.reference.Seeds;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Peaks are exact in any order of windows, in memory bounded by how many there are. */
class WindowRunsTest {
    /** One list, as the table of clients keeps it. */
    private static final class OneList {
        final WindowRuns runs = new WindowRuns(new MemoryBudget(Long.MAX_VALUE));
        int list = WindowRuns.NONE;

        void push(long window, long count) {
            if (!runs.hasRoom(1)) {
                runs.makeRoom(change -> list = change.applyAsInt(list), 1);
            }
            list = runs.push(WindowRuns.run(window, count), list, true);
        }

        Peak peak() {
            return runs.peak(list, WindowRuns.run(0, 0));
        }
    }

    private static WindowRuns.Lists all(int[] lists) {
        return change -> Arrays.setAll(lists, i -> change.applyAsInt(lists[i]));
    }

    @Test
    void makingRoomCostsNoMoreThanTheRunsThatWerePushedAlsoWithManyClients() {
        WindowRuns runs = new WindowRuns(new MemoryBudget(Long.MAX_VALUE));
        int[] lists = new int[100_000]; // clients that were seen once, and one that goes back and forth
        long cost = 0;
        int pushes = 1_000_000;
        for (int i = 0; i < pushes; i++) {
            if (!runs.hasRoom(1)) {
                cost += lists.length + runs.capacity();
                runs.makeRoom(all(lists), lists.length);
            }
            lists[0] = runs.push(WindowRuns.run(i % 2, 1), lists[0], true);
        }
        assertThat(cost).isLessThan(8L * pushes);
        assertThat(runs.capacity()).isLessThan(8 * lists.length);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, 253_402_300_799L, -62_135_596_800L})
    void aRunHoldsAnyWindowOfTenThousandYears(long window) {
        for (long count : new long[] {0, 1, WindowRuns.MOST_COUNT}) {
            assertThat(WindowRuns.window(WindowRuns.run(window, count))).isEqualTo(window);
            assertThat(WindowRuns.count(WindowRuns.run(window, count))).isEqualTo(count);
        }
    }

    @Test
    void thePeakIsTheBusiestWindowInAnyOrder() {
        Seeds.each(300, random -> {
            OneList list = new OneList();
            Map<Long, Long> counts = new TreeMap<>();
            int windows = 1 + random.nextInt(40);
            for (int i = 0; i < 3_000; i++) {
                long window = random.nextLong(windows) - windows / 2;
                long count = random.nextInt(100) == 0 ? WindowRuns.MOST_COUNT : 1 + random.nextInt(3);
                list.push(window, count);
                counts.merge(window, count, Long::sum);
            }
            assertThat(list.peak()).isEqualTo(busiest(counts));
        });
    }

    private static Peak busiest(Map<Long, Long> counts) {
        Peak best = new Peak(0, 0);
        for (Map.Entry<Long, Long> window : counts.entrySet()) {
            if (window.getValue() > best.requests()) {
                best = new Peak(window.getValue(), window.getKey());
            }
        }
        return best;
    }

    @Test
    void listsDoNotMixWhenRoomIsMade() {
        Seeds.each(30, random -> {
            WindowRuns runs = new WindowRuns(new MemoryBudget(Long.MAX_VALUE));
            int[] lists = new int[50];
            Map<Integer, Map<Long, Long>> counts = new HashMap<>();
            for (int i = 0; i < 20_000; i++) {
                if (!runs.hasRoom(1)) {
                    runs.makeRoom(all(lists), lists.length);
                }
                int client = random.nextInt(lists.length);
                long window = random.nextLong(3) + i / 1_000;
                lists[client] = runs.push(WindowRuns.run(window, 1), lists[client], true);
                counts.computeIfAbsent(client, key -> new TreeMap<>()).merge(window, 1L, Long::sum);
            }
            counts.forEach((client, own) ->
                    assertThat(runs.peak(lists[client], WindowRuns.run(0, 0))).isEqualTo(busiest(own)));
        });
    }

    /** As a client has that is in many logs of the same hours, one behind the other or several at a time. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 8, 100, 300})
    void comingBackToTheSameWindowsTakesNoMoreRoom(int windows) {
        OneList list = new OneList();
        for (int i = 0; i < 1_000_000; i++) {
            list.push(i % windows, 1);
        }
        assertThat(list.runs.capacity()).isLessThanOrEqualTo(1 << 10);
        assertThat(list.peak()).isEqualTo(new Peak((1_000_000 + windows - 1) / windows, 0));
    }

    @Test
    void windowsInOrderTakeRoomForEach() {
        OneList list = new OneList();
        for (int i = 0; i < 100_000; i++) {
            list.push(i, 1 + i % 7);
        }
        assertThat(list.runs.capacity()).isBetween(100_000, 300_000);
        assertThat(list.peak()).isEqualTo(new Peak(7, 6));
    }

    @Test
    void anEmptyListHasNoPeak() {
        assertThat(new WindowRuns(new MemoryBudget(Long.MAX_VALUE)).peak(WindowRuns.NONE, WindowRuns.run(0, 0)))
                .isEqualTo(new Peak(0, 0));
    }
}
