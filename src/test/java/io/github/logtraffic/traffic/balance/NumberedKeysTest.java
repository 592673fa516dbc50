package io.github.logtraffic.traffic.balance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logtraffic.count.NumberedKeys;
import io.github.logtraffic.log.entry.ClientAddress;
import io.github.logtraffic.log.entry.ClientKey;
import io.github.logtraffic.reference.Seeds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Keys, and requests that run, are what plain collections say they are. */
class NumberedKeysTest {
    private static ClientKey key(Random random) {
        int number = random.nextInt(3_000);
        return switch (number % 3) {
            case 0 -> Picks.text("/path/" + number);
            case 1 -> Picks.address("10.1." + number / 256 + "." + number % 256);
            default -> Picks.address("2001:db8::" + Integer.toHexString(number));
        };
    }

    @Test
    void eachKeyHasANumberAndItsRequests() {
        Seeds.each(5, random -> {
            NumberedKeys table = new NumberedKeys(1_000, random.nextLong());
            Map<ClientAddress, Integer> numbers = new HashMap<>();
            Map<ClientAddress, Long> requests = new HashMap<>();
            long unknown = 0;
            for (int i = 0; i < 20_000; i++) {
                ClientKey key = key(random);
                ClientAddress address = ClientAddress.of(key);
                int number = table.count(key);
                Integer expected = numbers.get(address);
                if (expected == null && numbers.size() < 1_000) {
                    expected = numbers.size();
                    numbers.put(address, expected);
                }
                assertThat(number).isEqualTo(expected == null ? NumberedKeys.UNKNOWN : expected);
                unknown += expected == null ? 1 : 0;
                requests.merge(address, 1L, Long::sum);
            }
            assertThat(table.size()).isEqualTo(1_000);
            assertThat(table.requestsOfUnknown()).isEqualTo(unknown);
            ClientKey read = new ClientKey();
            numbers.forEach((address, number) -> {
                table.read(number, read);
                assertThat(ClientAddress.of(read)).isEqualTo(address);
                assertThat(table.requests(number)).isEqualTo(requests.get(address));
            });
        });
    }

    @Test
    void requestsEndInTheirOrder() {
        Seeds.each(20, random -> {
            RunningRequests running = new RunningRequests(BalanceSimulation.MOST_AT_HAND);
            PriorityQueue<Long> expected = new PriorityQueue<>(Comparator.naturalOrder());
            List<Integer> slots = new ArrayList<>();
            for (int i = 0; i < 2_000; i++) {
                if (random.nextInt(5) > 1) {
                    long end = random.nextInt(1_000);
                    int slot = running.add(end, 2 * end);
                    assertThat(slots).doesNotContain(slot);
                    slots.add(slot);
                    expected.add(end);
                }
                long now = random.nextInt(1_000);
                assertThat(running.hasEnded(now)).isEqualTo(!expected.isEmpty() && expected.element() <= now);
                if (running.hasEnded(now)) {
                    int first = running.first();
                    assertThat(running.endMicros(first)).isEqualTo(expected.remove());
                    assertThat(running.tookMicros(first)).isEqualTo(2 * running.endMicros(first));
                    slots.remove((Integer) first);
                    running.removeFirst();
                }
            }
        });
    }
}
