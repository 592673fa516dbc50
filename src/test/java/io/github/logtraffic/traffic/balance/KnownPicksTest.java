package io.github.logtraffic.traffic.balance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Picks that running daemons, or the sources named in {@link BalancePolicy}, were seen to make. */
class KnownPicksTest {
    private static final String[] THREE = {"127.0.0.1:8081", "127.0.0.1:8082", "127.0.0.1:8083"};
    private static final List<String> ONE_TO_TWENTY =
            IntStream.rangeClosed(1, 20).mapToObj(String::valueOf).toList();

    @ParameterizedTest
    @CsvSource({
        "nginx-round-robin, 5 1 1, a a b a c a a a a b a c a a",
        "nginx-round-robin, 3 1, a a b a a a b a",
        "nginx-round-robin, 5 3 2, a b c a a b a c b a a b c a a b a c b a",
        "haproxy-roundrobin, 5 1 1, a a a b a a c",
        "haproxy-roundrobin, 3 1, a a a b",
        "haproxy-static-rr, 5 1 1, a a a b a a c a a a b a a c",
        "haproxy-static-rr, 3 1, a a a b a a a b"
    })
    void turnsGoByWeight(String policy, String weights, String expected) {
        String[] backends =
                Stream.of(weights.split(" ", -1)).map(w -> "10.0.0.1*" + w).toArray(String[]::new);
        int picks = (expected.length() + 1) / 2;
        assertThat(Picks.of(policy(policy), backends).letters(picks)).isEqualTo(expected);
    }

    static BalancePolicy policy(String name) {
        return Stream.of(BalancePolicy.values())
                .filter(policy -> policy.policyName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void nginxHashes() {
        assertThat(Picks.of(BalancePolicy.NGINX_HASH, THREE).numbers(ONE_TO_TWENTY))
                .containsExactly(2, 3, 2, 1, 2, 1, 1, 3, 3, 1, 3, 1, 3, 3, 2, 3, 1, 2, 2, 3);
    }

    @Test
    void nginxHashesConsistently() {
        Picks all = Picks.of(BalancePolicy.NGINX_CONSISTENT, THREE);
        List<Integer> before = all.numbers(ONE_TO_TWENTY);
        assertThat(before).containsExactly(1, 3, 1, 3, 1, 3, 1, 2, 1, 2, 1, 1, 2, 1, 2, 2, 3, 1, 1, 2);
        NginxRing ring = NginxRing.of(Stream.of(THREE).map(Backend::parse).toList());
        assertThat(ring.size()).isEqualTo(480);
        assertThat(ring.point(0)).isEqualTo(858_133);
        assertThat(ring.point(479)).isEqualTo((int) 4_291_836_733L);
        List<Integer> without =
                Picks.of(BalancePolicy.NGINX_CONSISTENT, THREE[0], THREE[2]).numbers(ONE_TO_TWENTY);
        all.states.setUp(1, false);
        List<Integer> down = all.numbers(ONE_TO_TWENTY);
        for (int i = 0; i < before.size(); i++) {
            int stays = before.get(i);
            int removed = without.get(i) == 2 ? 3 : 1;
            assertThat(down.get(i)).isEqualTo(removed);
            assertThat(stays == 2 || stays == removed).isTrue();
        }
    }

    @Test
    void nginxHashesNetworks() {
        for (int backends = 2; backends <= 3; backends++) {
            Picks picks = Picks.of(
                    BalancePolicy.NGINX_IP_HASH,
                    List.of(THREE).subList(0, backends).toArray(new String[0]));
            int[] counts = new int[backends];
            StringBuilder order = new StringBuilder();
            for (int network = 1; network <= 30; network++) {
                int pick = picks.picker.pick(Picks.address("127.0." + network + ".2"), 0);
                counts[pick]++;
                order.append(pick + 1);
                assertThat(picks.picker.pick(Picks.address("127.0." + network + ".77"), 0))
                        .isEqualTo(pick);
            }
            assertThat(counts).containsOnly(30 / backends);
            if (backends == 3) {
                assertThat(order.toString()).startsWith("123123");
            }
        }
    }

    @Test
    void nginxLeavesServersAloneThatFail() {
        Picks picks = Picks.of(BalancePolicy.NGINX_ROUND_ROBIN, new PolicySettings(3, 10, 150), "a:1", "b:1");
        int[] answered = new int[2];
        int tries = 0;
        for (int request = 0; request < 30; request++) {
            int backend = picks.picker.pick(null, 0);
            if (backend == 0 && ++tries % 3 == 0) {
                picks.picker.failed(backend, 0);
                backend = picks.picker.retry(0);
            }
            answered[backend]++;
            picks.picker.ended(backend, 0, 0);
        }
        assertThat(answered).containsExactly(6, 24);
    }

    @Test
    void nginxTriesAgainAfterAWhile() {
        Picks picks = Picks.of(BalancePolicy.NGINX_ROUND_ROBIN, "a:1", "b:1");
        StringBuilder tried = new StringBuilder();
        for (long second = 100; second < 130; second++) {
            int backend = picks.picker.pick(null, second * 1_000_000);
            if (backend == 0) {
                tried.append(second).append(' ');
                picks.picker.failed(backend, second * 1_000_000);
                backend = picks.picker.retry(second * 1_000_000);
            }
            picks.picker.ended(backend, second * 1_000_000, 0);
        }
        assertThat(tried.toString()).isEqualTo("100 113 126 ");
    }

    @Test
    void haproxyHashes() {
        Picks picks = Picks.of(BalancePolicy.HAPROXY_URI, THREE);
        String letters = ONE_TO_TWENTY.stream()
                .map(key -> String.valueOf((char) ('a' + picks.pick("/urim/?a=" + key))))
                .collect(Collectors.joining(" "));
        assertThat(letters).isEqualTo("a b c a b c a b c c a b c a b c a b c a");
    }

    @Test
    void maglevFillsItsTable() {
        List<Backend> hosts = IntStream.rangeClosed(90, 95)
                .mapToObj(port -> new Backend("127.0.0.1", port, 1))
                .toList();
        assertThat(new Maglev(hosts, new BackendStates(6), 7).table()).containsExactly(2, 4, 0, 1, 5, 0, 3);
        List<Backend> two = List.of(new Backend("127.0.0.1", 90, 1), new Backend("127.0.0.1", 91, 2));
        int[] table = new Maglev(two, new BackendStates(2), Maglev.USUAL_SIZE).table();
        assertThat(IntStream.of(table).filter(host -> host == 0)).hasSize(21_846);
        assertThat(IntStream.of(table).filter(host -> host == 1)).hasSize(43_691);
    }

    @Test
    void maglevMovesLittleElse() {
        List<Backend> hosts = IntStream.rangeClosed(1, 10)
                .mapToObj(i -> new Backend("10.0.0." + i, 80, 1))
                .toList();
        int[] before = new Maglev(hosts, new BackendStates(10), Maglev.USUAL_SIZE).table();
        int[] after = new Maglev(hosts.subList(0, 9), new BackendStates(9), Maglev.USUAL_SIZE).table();
        long moved = IntStream.range(0, before.length)
                .filter(slot -> before[slot] != 9 && before[slot] != after[slot])
                .count();
        assertThat(Math.round(moved * 100_000.0 / before.length)).isEqualTo(311);
    }

    @Test
    void twoChoicesFillBinsMoreEvenlyThanOne() {
        int bins = 100_000;
        List<Backend> backends =
                IntStream.range(0, bins).mapToObj(i -> new Backend("a", 0, 1)).toList();
        BackendStates one = new BackendStates(bins);
        BackendStates two = new BackendStates(bins);
        Draws draws = new Draws(backends, 1);
        Picker picker = new PowerOfTwo(backends, two, new Draws(backends, 1));
        for (int ball = 0; ball < bins; ball++) {
            one.started(draws.next());
            two.started(picker.pick(null, 0));
        }
        assertThat(IntStream.range(0, bins).map(one::inFlight).max().orElseThrow())
                .isBetween(6, 9);
        assertThat(IntStream.range(0, bins).map(two::inFlight).max().orElseThrow())
                .isBetween(3, 4);
    }

    @Test
    void hashesAreThoseOfTheirAuthors() {
        assertThat(XxHash64.of(new byte[0], 0)).isEqualTo(0xEF46DB3751D8E999L);
        byte[] digits = "123456789".getBytes(StandardCharsets.US_ASCII);
        assertThat(Crc32.end(Crc32.update(Crc32.START, digits, 0, 9))).isEqualTo(0xCBF43926);
        byte[] abc = "abc".getBytes(StandardCharsets.US_ASCII);
        assertThat(XxHash64.of(abc, 0)).isEqualTo(0x44BC2CF5AD770999L);
    }
}
