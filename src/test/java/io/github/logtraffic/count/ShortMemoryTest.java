package io.github.logtraffic.count;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logtraffic.identity.NetworkPrefix;
import io.github.logtraffic.log.entry.AccessLogEntry;
import io.github.logtraffic.log.entry.ClientAddress;
import io.github.logtraffic.log.entry.ClientKey;
import io.github.logtraffic.reference.Seeds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** With less memory than all clients need, what is said of them is true, and the heaviest are among them. */
class ShortMemoryTest {
    private static final int WINDOW = 60;

    private static CountPlan plan(CountPlan.Weight weight, long seed) {
        return new CountPlan(WINDOW, 60, 60, 200, NetworkPrefix.WHOLE_ADDRESS, weight, List.of(), seed);
    }

    /** Clients by a law of Zipf, addresses and names; those that come often come all the time. */
    private static List<Hit> hits(Random random, int count, int clients) {
        List<Hit> hits = new ArrayList<>();
        long most = random.nextBoolean() ? 1_000_000 : Long.MAX_VALUE >> random.nextInt(4);
        for (int i = 0; i < count; i++) {
            int client = (int) (Math.pow(clients, random.nextDouble()) - 1);
            long bytes = random.nextInt(1_000) == 0 ? most : random.nextInt(500);
            int status = random.nextInt(4) == 0 ? 404 : 200;
            hits.add(new Hit(random.nextInt(3) == 0 ? -1 - client : client, i / 20 - 500, status, bytes));
        }
        return hits;
    }

    private static Tally counted(Tally tally, List<Hit> hits) {
        Hit.count(hits, tally);
        return tally;
    }

    @ParameterizedTest
    @EnumSource
    void everyClientIsKnownToWithinItsError(CountPlan.Weight weight) {
        Seeds.each(4, random -> {
            List<Hit> hits = hits(random, 100_000, 60_000);
            Tally tally = counted(new Tally(plan(weight, random.nextLong()), 1_000_000), hits);
            assertThat(tally.clients().isExact()).isFalse();
            assertTrue(tally, hits);
        });
    }

    @ParameterizedTest
    @EnumSource
    void soTheyAreWhenTalliesOfOneMemoryAreMerged(CountPlan.Weight weight) {
        Seeds.each(8, random -> {
            List<Hit> hits = hits(random, 100_000, 60_000);
            Tally first = new Tally(plan(weight, random.nextLong()), 300_000 + random.nextInt(3_000_000));
            List<Tally> parts = new ArrayList<>(List.of(first, first.fresh(), first.fresh()));
            for (int from = 0; from < hits.size(); from += 1_000) {
                // Some parts get few entries, and stay exact
                counted(parts.get((int) Math.sqrt(random.nextInt(9))), hits.subList(from, from + 1_000));
            }
            while (parts.size() > 1) {
                parts.get(0).merge(parts.remove(1 + random.nextInt(parts.size() - 1)));
            }
            assertTrue(first, hits);
            List<Hit> more = hits(random, 10_000, 60_000);
            counted(first, more);
            more.addAll(hits);
            assertTrue(first, more);
        });
    }

    @Test
    void theHeaviestAreThereAlsoWhenTheyComeLast() {
        Seeds.each(5, random -> {
            List<Hit> hits = new ArrayList<>();
            for (int i = 0; i < 300_000; i++) {
                hits.add(new Hit(i + 1_000, i, 200, 1));
            }
            for (int i = 0; i < 20_000; i++) {
                hits.add(new Hit(i % 10, 300_000 + i, 200, 1));
            }
            Tally tally = counted(new Tally(plan(CountPlan.Weight.REQUESTS, random.nextLong()), 500_000), hits);
            assertTrue(tally, hits);
            tally.clients().forEachRow(row -> {
                if (tally.clients().requests(row) > 1) {
                    assertThat(tally.clients().requests(row)).isEqualTo(2_000);
                    assertThat(tally.clients().requestsError(row)).isLessThan(2 * 300_000 / 1_000);
                }
            });
        });
    }

    @Test
    void windowsAreForgottenBeforeClientsAre() {
        Seeds.each(4, random -> {
            List<Hit> hits = new ArrayList<>();
            for (int i = 0; i < 200_000; i++) {
                hits.add(new Hit((int) (Math.pow(200, random.nextDouble()) - 1), i * 40L, 200, 1));
            }
            Tally tally = new Tally(plan(CountPlan.Weight.REQUESTS, random.nextLong()), 2_000_000);
            counted(tally, hits);
            assertTrue(tally, hits);
            CounterTable clients = tally.clients();
            assertThat(clients.isExact()).isFalse();
            assertThat(clients.distinctKeysError()).isZero();
            Set<Boolean> known = new HashSet<>();
            clients.forEachRow(row -> {
                assertThat(clients.isPartial(row)).isFalse();
                known.add(clients.peak(row) != null);
            });
            assertThat(known).containsExactlyInAnyOrder(true, false);
        });
    }

    @Test
    void aNameLongerThanTheMemoryIsStillOneClient() {
        CounterTable table = new CounterTable(plan(CountPlan.Weight.REQUESTS, 1), new MemoryBudget(300_000));
        ClientKey key = new ClientKey();
        for (int i = 0; i < 50; i++) {
            byte[] name = new byte[1_000_000];
            name[0] = (byte) i;
            key.setName(name, 0, name.length);
            table.count(key, i, 0, 200, 1, -1);
            table.count(key, i, 0, 200, 1, -1);
        }
        assertThat(table.distinctKeys()).isBetween(49L, 51L);
        table.forEachRow(row -> assertThat(table.requests(row)).isEqualTo(2));
    }

    @Test
    void aCourseThatIsTooLongIsLeftOut() {
        Tally tally = new Tally(plan(CountPlan.Weight.REQUESTS, 1), 1_000_000);
        List<Hit> hits = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            hits.add(new Hit(1, i * 60L, 200, 1));
        }
        counted(tally, hits);
        assertThat(tally.series().isExact()).isFalse();
        tally.series().forEachCell((start, requests, bytes) -> assertThat(start).isNull());
        assertThat(tally.requests()).isEqualTo(10_000);
        Tally other = tally.fresh();
        counted(other, hits.subList(0, 3));
        other.merge(tally);
        assertThat(other.series().isExact()).isFalse();
        assertThat(other.requests()).isEqualTo(10_003);
    }

    private static ClientAddress address(Hit hit) {
        AccessLogEntry entry = new AccessLogEntry();
        hit.write(entry);
        ClientKey key = entry.client();
        return key.isName()
                ? ClientAddress.ofName(key.nameBytes(), key.nameFrom(), key.nameTo())
                : ClientAddress.ofAddress(key.high(), key.low());
    }

    private static void assertTrue(Tally tally, List<Hit> hits) {
        Map<ClientAddress, List<Hit>> byClient = hits.stream().collect(Collectors.groupingBy(ShortMemoryTest::address));
        CounterTable clients = tally.clients();
        assertThat(tally.requests()).isEqualTo(hits.size());
        assertThat(clients.distinctKeys())
                .isBetween(
                        byClient.size() - clients.distinctKeysError(), byClient.size() + clients.distinctKeysError());
        Map<ClientAddress, Integer> rows = new HashMap<>();
        clients.forEachRow(row -> assertThat(rows.put(clients.key(row), row)).isNull());
        assertThat(rows).hasSize(clients.size());
        rows.forEach((client, row) -> assertTrue(clients, row, byClient.getOrDefault(client, List.of())));
        assertTheHeaviestAreThere(clients, rows, byClient);
    }

    private static long bytes(List<Hit> hits) {
        return hits.stream().mapToLong(Hit::bytes).reduce(0, Saturating::sum);
    }

    private static void assertTheHeaviestAreThere(
            CounterTable clients, Map<ClientAddress, Integer> rows, Map<ClientAddress, List<Hit>> byClient) {
        byClient.forEach((client, own) -> {
            if (!rows.containsKey(client)) {
                assertThat((long) own.size()).isLessThanOrEqualTo(clients.mostRequestsOfUnknown());
                assertThat(bytes(own)).isLessThanOrEqualTo(clients.mostBytesOfUnknown());
            }
        });
    }

    @Test
    void statusesAreForgottenBeforeClientsAre() {
        List<Hit> hits = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            hits.add(new Hit(i, 0, 404, 1));
        }
        Tally tally = counted(new Tally(plan(CountPlan.Weight.REQUESTS, 1), 2_400_000), hits);
        assertTrue(tally, hits);
        assertThat(tally.clients().size()).isEqualTo(10_000);
        assertThat(tally.clients().isExact()).isFalse();
    }

    private static void assertTrue(CounterTable clients, int row, List<Hit> hits) {
        long bytes = bytes(hits);
        assertThat((long) hits.size())
                .isBetween(clients.requests(row), clients.requests(row) + clients.requestsError(row));
        assertThat(bytes).isBetween(clients.bytes(row), Saturating.sum(clients.bytes(row), clients.bytesError(row)));
        if (clients.isPartial(row)) {
            assertThat(clients.peak(row)).isNull();
            return;
        }
        assertThat(clients.requestsError(row)).isZero();
        assertThat(clients.bytesError(row)).isZero();
        assertThat(clients.firstSecond(row))
                .isEqualTo(hits.stream().mapToLong(Hit::second).min().orElseThrow());
        assertThat(clients.lastSecond(row))
                .isEqualTo(hits.stream().mapToLong(Hit::second).max().orElseThrow());
        if (clients.hasStatuses(row)) {
            long notFound = hits.stream().filter(hit -> hit.status() == 404).count();
            assertThat(clients.requestsOfClass(row, 4)).isEqualTo(notFound);
            assertThat(clients.requestsOfClass(row, 2)).isEqualTo(hits.size() - notFound);
        }
        Peak peak = clients.peak(row);
        if (peak != null) {
            Map<Long, Long> windows = hits.stream()
                    .collect(Collectors.groupingBy(
                            hit -> Math.floorDiv(hit.second(), (long) WINDOW), Collectors.counting()));
            long most = windows.values().stream().max(Long::compare).orElseThrow();
            assertThat(peak.requests()).isEqualTo(most);
            assertThat(windows.get(peak.window())).isEqualTo(most);
        }
    }
}
