package io.github.logtraffic.count;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.logtraffic.count.key.EntryKey;
import io.github.logtraffic.count.key.NumberedKey;
import io.github.logtraffic.identity.NetworkPrefix;
import io.github.logtraffic.log.entry.AccessLogEntry;
import io.github.logtraffic.log.entry.ClientKey;
import io.github.logtraffic.reference.Seeds;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A key with numbers is counted as any other, also while rows move and leave because memory is short. */
class NumberedRowsTest {
    /** The name of a client is that of its last two bytes; the number is one more. */
    private static final class LastBytes implements NumberedKey {
        @Override
        public void read(AccessLogEntry entry, ClientKey key) {
            read(number(entry.client()), key);
        }

        @Override
        public int number(ClientKey client) {
            return (int) (client.low() & 0xFFFF) + 1;
        }

        @Override
        public void read(int number, ClientKey key) {
            byte[] name = name(number).getBytes(UTF_8);
            key.setName(name, 0, name.length);
        }

        static String name(int number) {
            return "group " + number;
        }

        @Override
        public EntryKey fresh() {
            return new LastBytes();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1_000_000, 1L << 30})
    void everyGroupIsKnownToWithinItsError(long memory) {
        Seeds.each(4, random -> {
            Tally tally = new Tally(
                    new CountPlan(
                            60,
                            60,
                            1,
                            200,
                            NetworkPrefix.WHOLE_ADDRESS,
                            CountPlan.Weight.REQUESTS,
                            List.of(new LastBytes()),
                            random.nextLong()),
                    memory);
            Map<String, Long> expected = count(random, tally);
            CounterTable table = tally.group(0);
            assertThat(table.isExact()).isEqualTo(memory > 1_000_000);
            table.forEachRow(row -> {
                long requests =
                        Objects.requireNonNull(expected.remove(table.key(row).toString()));
                assertThat(requests).isBetween(table.requests(row), table.requests(row) + table.requestsError(row));
            });
            assertThat(expected.values()).allMatch(requests -> requests <= table.mostRequestsOfUnknown());
        });
    }

    private static Map<String, Long> count(Random random, Tally tally) {
        Map<String, Long> expected = new HashMap<>();
        AccessLogEntry entry = new AccessLogEntry();
        for (int i = 0; i < 100_000; i++) {
            int client = (int) Math.pow(60_000, random.nextDouble());
            entry.client().setIpv4(10 << 24 | client);
            entry.set(1_700_000_000L + i / 20, 200, 7);
            entry.setDurationMicros(-1);
            tally.accept(entry);
            expected.merge(LastBytes.name(client + 1), 1L, Long::sum);
        }
        return expected;
    }
}
