package io.github.logtraffic.count;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.logtraffic.count.key.EntryKey;
import io.github.logtraffic.count.key.KeyOfClient;
import io.github.logtraffic.count.key.NetworkKey;
import io.github.logtraffic.identity.NetworkPrefix;
import io.github.logtraffic.log.entry.AccessLogEntry;
import io.github.logtraffic.log.entry.ClientKey;
import io.github.logtraffic.reference.Seeds;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Groups that are made of the clients' rows are as those that are counted entry by entry, also when memory becomes short
 * while entries come.
 */
class ClientGroupsTest {
    private static final long AMPLE = 1L << 30;

    /** The group of a client is that of its number's last byte but one and, for one in 8, of both. */
    private static void read(ClientKey client, ClientKey key) {
        int number = client.isName()
                ? Integer.parseInt(new String(
                        client.nameBytes(), client.nameFrom() + 1, client.nameTo() - client.nameFrom() - 1, UTF_8))
                : (int) client.low();
        byte[] name = name(number).getBytes(UTF_8);
        key.setName(name, 0, name.length);
    }

    /** A third of the clients are names, a third has IPv6. */
    private static void setClient(ClientKey client, int number) {
        byte[] name = ("h" + number).getBytes(UTF_8);
        switch (number % 3) {
            case 0 -> client.setName(name, 0, name.length);
            case 1 -> client.setIpv4(10 << 24 | number);
            default -> client.setAddress(0x2001_0db8_0000_0000L | number >>> 4, number);
        }
    }

    private static String name(int client) {
        return "group " + (client % 8 == 0 ? client & 0xFFFF : client >>> 8 & 0xFF);
    }

    private static final class ByClient implements KeyOfClient {
        @Override
        public void read(ClientKey client, ClientKey key) {
            ClientGroupsTest.read(client, key);
        }

        @Override
        public EntryKey fresh() {
            return new ByClient();
        }
    }

    private static final class ByEntry implements EntryKey {
        @Override
        public void read(AccessLogEntry entry, ClientKey key) {
            ClientGroupsTest.read(entry.client(), key);
        }

        @Override
        public EntryKey fresh() {
            return new ByEntry();
        }
    }

    private static Tally tally(Random random, NetworkPrefix prefix, long memory) {
        return new Tally(
                new CountPlan(
                        60,
                        60,
                        1,
                        200,
                        prefix,
                        CountPlan.Weight.REQUESTS,
                        List.of(new ByClient(), new ByEntry(), new NetworkKey(NetworkPrefix.WHOLE_ADDRESS)),
                        random.nextLong()),
                memory);
    }

    /** Counts entries by any of four tallies that are merged in the end. */
    private static Tally count(Random random, Tally tally, Map<String, Long> expected) {
        Tally[] tallies = {tally, tally.fresh(), tally.fresh(), tally.fresh()};
        AccessLogEntry entry = new AccessLogEntry();
        int mostClients = 1 << random.nextInt(4, 17);
        for (int i = 0; i < 60_000; i++) {
            int client = (int) Math.pow(mostClients, random.nextDouble());
            setClient(entry.client(), client);
            entry.set(
                    1_700_000_000L + random.nextInt(i / 20 + 1), random.nextInt(4) == 0 ? 404 : 200, random.nextInt(9));
            entry.setDurationMicros(random.nextInt(3) == 0 ? -1 : random.nextInt(1 << random.nextInt(20)));
            tallies[random.nextInt(random.nextInt(4) + 1)].accept(entry);
            expected.merge(name(client), 1L, Long::sum);
        }
        for (int i = 1; i < tallies.length; i++) {
            tally.merge(tallies[i]);
        }
        return tally;
    }

    @Test
    void whatIsMadeOfClientsIsWhatIsCounted() {
        Seeds.each(8, random -> {
            NetworkPrefix prefix = random.nextBoolean() ? NetworkPrefix.WHOLE_ADDRESS : new NetworkPrefix(16, 48);
            Tally tally = count(random, tally(random, prefix, AMPLE), new HashMap<>());
            assertThat(tally.group(0).isExact()).isTrue();
            assertThat(rows(tally.group(0))).isEqualTo(rows(tally.group(1)));
            if (prefix.isWholeAddress()) {
                assertThat(rows(tally.group(2))).isEqualTo(rows(tally.clients()));
            }
        });
    }

    @Test
    void entriesThatComeLaterAreCountedToo() {
        Seeds.each(2, random -> {
            Tally tally = count(random, tally(random, NetworkPrefix.WHOLE_ADDRESS, AMPLE), new HashMap<>());
            tally.group(0);
            count(random, tally, new HashMap<>());
            assertThat(rows(tally.group(0))).isEqualTo(rows(tally.group(1)));
        });
    }

    private static Map<String, List<Object>> rows(CounterTable table) {
        Map<String, List<Object>> rows = new HashMap<>();
        table.forEachRow(row -> rows.put(
                table.key(row).toString(),
                List.of(
                        table.requests(row),
                        table.bytes(row),
                        table.firstSecond(row),
                        table.lastSecond(row),
                        table.requestsOfClass(row, 2),
                        table.requestsOfClass(row, 4),
                        Objects.requireNonNull(table.peak(row)),
                        table.durationMicros(row),
                        percentiles(table, row))));
        return rows;
    }

    private static List<Long> percentiles(CounterTable table, int row) {
        DurationCounts durations = table.durations(row);
        return durations == null
                ? List.of()
                : List.of(durations.requests(), durations.percentile(50), durations.percentile(99));
    }

    @ParameterizedTest
    @ValueSource(longs = {300_000, 1_000_000, 3_000_000, AMPLE})
    void everyGroupIsKnownToWithinItsError(long memory) {
        boolean[] lossyClients = new boolean[1];
        Seeds.each(4, random -> {
            Map<String, Long> expected = new HashMap<>();
            Tally tally = count(random, tally(random, NetworkPrefix.WHOLE_ADDRESS, memory), expected);
            CounterTable table = tally.group(0);
            table.forEachRow(row -> {
                long requests =
                        Objects.requireNonNull(expected.remove(table.key(row).toString()));
                assertThat(requests).isBetween(table.requests(row), table.requests(row) + table.requestsError(row));
            });
            assertThat(expected.values()).allMatch(requests -> requests <= table.mostRequestsOfUnknown());
            if (table.isExact() && tally.group(1).isExact()) {
                assertThat(rows(table)).isEqualTo(rows(tally.group(1)));
            }
            lossyClients[0] |= !tally.clients().isExact();
        });
        assertThat(lossyClients[0]).isEqualTo(memory < AMPLE);
    }
}
