package io.github.logtraffic.count;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logtraffic.identity.NetworkPrefix;
import io.github.logtraffic.log.entry.AccessLogEntry;
import io.github.logtraffic.log.entry.ClientAddress;
import io.github.logtraffic.log.entry.ClientKey;
import io.github.logtraffic.reference.Latin1;
import io.github.logtraffic.reference.Seeds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Every client keeps its own counters, however many there are. */
class CounterTableTest {
    @Test
    void holdsEveryClientHoweverMuchItGrows() {
        Seeds.each(20, random -> {
            CounterTable table = table(Hit.plan(random.nextLong()));
            Map<ClientAddress, Long> expected = new HashMap<>();
            ClientKey key = new ClientKey();
            for (int i = 0; i < 20_000; i++) {
                ClientAddress client = anyClient(random, key);
                table.count(key, i, i / 60, 200, 1, -1);
                expected.merge(client, 1L, Long::sum);
            }
            assertThat(requestsByClient(table)).isEqualTo(expected);
            assertThat(table.size()).isEqualTo(expected.size()).isGreaterThan(5_000);
        });
    }

    @Test
    void mergingKeepsEveryClient() {
        Seeds.each(20, random -> {
            CounterTable one = table(Hit.plan(3));
            CounterTable other = table(Hit.plan(3));
            Map<ClientAddress, Long> expected = new HashMap<>();
            ClientKey key = new ClientKey();
            for (int i = 0; i < 6_000; i++) {
                ClientAddress client = anyClient(random, key);
                (random.nextInt(3) == 0 ? one : other).count(key, i, i / 60, 404, 1, -1);
                expected.merge(client, 1L, Long::sum);
            }
            one.merge(other);
            assertThat(requestsByClient(one)).isEqualTo(expected);
        });
    }

    @Test
    void namesOfEveryLengthAreDifferentClients() {
        CounterTable table = table(Hit.plan(1));
        byte[] name = Latin1.bytes("x".repeat(300));
        ClientKey key = new ClientKey();
        for (int times = 0; times < 2; times++) {
            for (int length = 0; length <= 300; length++) {
                key.setName(name, 300 - length, 300);
                table.count(key, 0, 0, 200, length, -1);
            }
        }
        assertThat(table.size()).isEqualTo(301);
        assertThat(requestsByClient(table).values()).containsOnly(2L);
    }

    @Test
    void aNameIsCopied() {
        CounterTable table = table(Hit.plan(1));
        byte[] line = Latin1.bytes("example.com - -");
        ClientKey key = new ClientKey();
        key.setName(line, 0, 11);
        table.count(key, 0, 0, 200, 0, -1);
        line[0] = 'X';
        assertThat(table.key(rows(table).get(0))).hasToString("example.com");
    }

    @Test
    void theAddressOfZerosIsAClientLikeAnyOther() {
        CounterTable table = table(Hit.plan(1));
        ClientKey key = new ClientKey();
        key.setAddress(0, 0);
        table.count(key, 5, 0, 200, 7, -1);
        table.count(key, 5, 0, 200, 7, -1);
        assertThat(table.size()).isEqualTo(1);
        assertThat(table.key(rows(table).get(0))).hasToString("::");
        assertThat(table.bytes(rows(table).get(0))).isEqualTo(14);
    }

    @Test
    void addressesOfOneNetworkAreOneClient() {
        NetworkPrefix prefix = new NetworkPrefix(24, 48);
        Tally tally = new Tally(
                new CountPlan(60, 60, 1, 200, prefix, CountPlan.Weight.REQUESTS, List.of(), 1), Long.MAX_VALUE);
        AccessLogEntry entry = new AccessLogEntry();
        entry.set(0, 200, 0);
        for (int i = 0; i < 10_000; i++) {
            entry.client().setIpv4(0x0A000000 + i);
            tally.accept(entry);
            entry.client().setAddress(0x2001_0DB8_0000_0000L + (i << 14), i);
            tally.accept(entry);
        }
        Map<ClientAddress, Long> networks = requestsByClient(tally.clients());
        assertThat(networks).hasSize(40 + 2_500);
        assertThat(networks).containsEntry(ClientAddress.ofAddress(0, 0xFFFF_0A00_0100L), 256L);
        assertThat(networks).containsEntry(ClientAddress.ofAddress(0x2001_0DB8_0001_0000L, 0), 4L);
        assertThat(networks.keySet())
                .allSatisfy(network -> assertThat(prefix.text(network)).endsWith(network.isIpv4() ? ".0/24" : "::/48"));
    }

    @Test
    void statusClassesAddUp() {
        Seeds.each(50, random -> {
            CounterTable table = table(Hit.plan(1));
            ClientKey key = new ClientKey();
            long[] expected = new long[10];
            for (int i = 0; i < 500; i++) {
                int status = random.nextInt(1_000);
                key.setIpv4(1);
                table.count(key, i, 0, status, 0, -1);
                expected[status / 100]++;
                key.setIpv4(2 + random.nextInt(300));
                table.count(key, i, 0, random.nextInt(1_000), 0, -1);
            }
            int row = rowOf(table, ClientAddress.ofAddress(0, 0xFFFF_0000_0001L));
            for (int statusClass = 1; statusClass <= 5; statusClass++) {
                assertThat(table.requestsOfClass(row, statusClass)).isEqualTo(expected[statusClass]);
            }
        });
    }

    @Test
    void aWindowWithMoreRequestsThanARunHoldsIsCountedWhole() {
        CounterTable table = table(Hit.plan(1));
        ClientKey key = new ClientKey();
        key.setIpv4(1);
        long requests = WindowRuns.MOST_COUNT + 10;
        for (long i = 0; i < requests; i++) {
            table.count(key, 65, 1, 200, 0, -1);
        }
        assertThat(table.peak(rows(table).get(0))).isEqualTo(new Peak(requests, 1));
    }

    private static ClientAddress anyClient(Random random, ClientKey key) {
        int number = random.nextInt(8_000);
        switch (number % 3) {
            case 0 -> key.setIpv4(number << 20);
            case 1 -> key.setAddress((long) number << 48, number % 7);
            default -> {
                byte[] name = Latin1.bytes("...host-" + number + "...");
                key.setName(name, 3, name.length - 3);
                return ClientAddress.ofName(name, 3, name.length - 3);
            }
        }
        return ClientAddress.ofAddress(key.high(), key.low());
    }

    private static Map<ClientAddress, Long> requestsByClient(CounterTable table) {
        Map<ClientAddress, Long> requests = new HashMap<>();
        table.forEachRow(row ->
                assertThat(requests.put(table.key(row), table.requests(row))).isNull());
        return requests;
    }

    private static int rowOf(CounterTable table, ClientAddress client) {
        return rows(table).stream()
                .filter(row -> table.key(row).equals(client))
                .findFirst()
                .orElseThrow();
    }

    private static CounterTable table(CountPlan plan) {
        return new CounterTable(plan, new MemoryBudget(Long.MAX_VALUE));
    }

    private static List<Integer> rows(CounterTable table) {
        List<Integer> rows = new ArrayList<>();
        table.forEachRow(rows::add);
        return rows;
    }
}
