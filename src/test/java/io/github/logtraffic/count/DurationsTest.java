package io.github.logtraffic.count;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logtraffic.log.entry.AccessLogEntry;
import io.github.logtraffic.log.entry.ClientAddress;
import io.github.logtraffic.reference.Seeds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Durations are those of the requests, of each client and of all, in whatever pieces they are counted. */
class DurationsTest {
    /** A request; without a duration when that is below 0. */
    private record Timed(int client, long micros) {
        static List<Timed> random(Random random, int count, int clients) {
            long most = 1L << (4 + random.nextInt(40));
            List<Timed> all = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int client = (int) (Math.pow(clients, random.nextDouble()) - 1);
                long micros = random.nextInt(10) == 0 ? -1 : (long) Math.pow((double) most, random.nextDouble()) - 1;
                all.add(new Timed(client, random.nextInt(5_000) == 0 ? Long.MAX_VALUE - random.nextInt(9) : micros));
            }
            return all;
        }

        ClientAddress address() {
            return ClientAddress.ofAddress(0, 0xFFFF_0000_0000L | client);
        }
    }

    private static Tally count(Tally tally, List<Timed> requests) {
        AccessLogEntry entry = new AccessLogEntry();
        for (Timed request : requests) {
            entry.client().setIpv4(request.client);
            entry.set(request.client, 200, 1);
            entry.setDurationMicros(request.micros);
            tally.accept(entry);
        }
        return tally;
    }

    private static Map<ClientAddress, List<Long>> byClient(List<Timed> requests) {
        return requests.stream()
                .filter(request -> request.micros >= 0)
                .collect(Collectors.groupingBy(Timed::address, Collectors.mapping(Timed::micros, Collectors.toList())));
    }

    @Test
    void everyBucketHoldsItsMiddleAndNothingThatIsFarFromIt() {
        for (int bucket = 0; bucket < DurationBuckets.COUNT; bucket++) {
            assertThat(DurationBuckets.of(DurationBuckets.middle(bucket))).isEqualTo(bucket);
        }
        assertThat(DurationBuckets.of(Long.MAX_VALUE)).isEqualTo(DurationBuckets.COUNT - 1);
        Seeds.each(100, random -> {
            for (int i = 0; i < 1_000; i++) {
                long micros = random.nextLong() >>> (1 + random.nextInt(63));
                long middle = DurationBuckets.middle(DurationBuckets.of(micros));
                assertThat((double) Math.abs(middle - micros)).isLessThanOrEqualTo(micros * DurationBuckets.ERROR);
                assertThat(DurationBuckets.of(micros))
                        .isLessThanOrEqualTo(DurationBuckets.of(micros + 1 & ~(1L << 63)));
            }
        });
    }

    @Test
    void agreeWithSortingThem() {
        Seeds.each(30, random -> {
            List<Timed> requests = Timed.random(random, 20_000, 1 + random.nextInt(2_000));
            Tally tally = count(new Tally(Hit.plan(random.nextLong()), Long.MAX_VALUE), requests);
            Map<ClientAddress, List<Long>> expected = byClient(requests);
            tally.clients()
                    .forEachRow(row -> assertAgree(
                            tally.clients().durations(row),
                            expected.get(tally.clients().key(row))));
            assertAgree(
                    tally.durations(),
                    expected.values().stream().flatMap(List::stream).toList());
            assertThat(tally.clients().isExact()).isTrue();
        });
    }

    private static void assertAgree(@Nullable DurationCounts counts, @Nullable List<Long> micros) {
        if (counts == null || micros == null) {
            assertThat(counts == null).isEqualTo(micros == null);
            return;
        }
        List<Long> sorted = micros.stream().sorted().toList();
        assertThat(counts.requests()).isEqualTo(sorted.size());
        assertThat(counts.maxMicros()).isEqualTo(sorted.get(sorted.size() - 1));
        assertThat(counts.totalMicros()).isEqualTo(sorted.stream().reduce(0L, Saturating::sum));
        for (int percent = 1; counts.hasPercentiles() && percent < 100; percent++) {
            long exact = sorted.get((int) Math.ceil(percent * sorted.size() / 100.0) - 1);
            assertThat((double) Math.abs(counts.percentile(percent) - exact))
                    .isLessThanOrEqualTo(exact * DurationCounts.ERROR);
        }
    }

    private static Map<ClientAddress, List<Long>> state(Tally tally) {
        Map<ClientAddress, List<Long>> state = new TreeMap<>();
        CounterTable clients = tally.clients();
        clients.forEachRow(row -> {
            DurationCounts counts = clients.durations(row);
            if (counts != null) {
                state.put(clients.key(row), values(counts));
            }
        });
        state.put(ClientAddress.ofName(new byte[0], 0, 0), values(tally.durations()));
        return state;
    }

    private static List<Long> values(DurationCounts counts) {
        List<Long> values = new ArrayList<>(List.of(counts.requests(), counts.totalMicros(), counts.maxMicros()));
        for (int percent = 1; percent < 100; percent++) {
            values.add(counts.percentile(percent));
        }
        return values;
    }

    @Test
    void anySplitMergedInAnyOrderIsTheSame() {
        Seeds.each(30, random -> {
            List<Timed> requests = Timed.random(random, 10_000, 1 + random.nextInt(3_000));
            Tally whole = count(new Tally(Hit.plan(7), Long.MAX_VALUE), requests);
            List<Tally> parts = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                parts.add(new Tally(Hit.plan(7), Long.MAX_VALUE));
            }
            for (int from = 0; from < requests.size(); from += 100) {
                count(parts.get(random.nextInt(4)), requests.subList(from, from + 100));
            }
            while (parts.size() > 1) {
                Tally one = parts.remove(random.nextInt(parts.size()));
                parts.get(random.nextInt(parts.size())).merge(one);
            }
            assertThat(state(parts.get(0))).isEqualTo(state(whole));
        });
    }

    @Test
    void whatIsKnownWithTooLittleMemoryIsTrue() {
        Seeds.each(12, random -> {
            List<Timed> requests = Timed.random(random, 100_000, 30_000);
            Tally tally = new Tally(Hit.plan(random.nextLong()), 700_000 + random.nextInt(6_000_000));
            List<Tally> parts = new ArrayList<>(List.of(tally, tally.fresh(), tally.fresh()));
            int count = 1 + random.nextInt(3);
            for (int from = 0; from < requests.size(); from += 1_000) {
                count(parts.get(random.nextInt(count)), requests.subList(from, from + 1_000));
            }
            parts.subList(1, count).forEach(tally::merge);
            Map<ClientAddress, List<Long>> expected = new HashMap<>(byClient(requests));
            CounterTable clients = tally.clients();
            assertThat(clients.isExact()).isFalse();
            clients.forEachRow(row -> {
                DurationCounts known = clients.durations(row);
                if (known != null) {
                    assertThat(clients.isPartial(row)).isFalse();
                    assertAgree(known, expected.get(clients.key(row)));
                }
            });
        });
    }

    @Test
    void percentilesAreKeptOfTheHeaviest() {
        List<Timed> requests = new ArrayList<>();
        for (int i = 0; i < 200_000; i++) {
            requests.add(new Timed(i % 2 == 0 ? 0 : 1 + i % 5_000, 1_000L * (i % 977)));
        }
        Tally tally = count(new Tally(Hit.plan(1), 3_000_000), requests);
        Map<Boolean, Integer> known = new HashMap<>();
        tally.clients().forEachRow(row -> {
            DurationCounts counts = tally.clients().durations(row);
            assertThat(counts).isNotNull();
            if (counts != null) {
                known.merge(counts.hasPercentiles(), 1, Integer::sum);
                if (tally.clients().requests(row) > 1_000) {
                    assertThat(counts.hasPercentiles()).isTrue();
                }
            }
        });
        assertThat(known).containsKeys(true, false);
    }
}
