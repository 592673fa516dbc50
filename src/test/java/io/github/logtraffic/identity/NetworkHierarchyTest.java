package io.github.logtraffic.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.logtraffic.identity.HeavyNetwork.Level;
import io.github.logtraffic.log.entry.ClientAddress;
import io.github.logtraffic.log.entry.ClientKey;
import io.github.logtraffic.reference.Seeds;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which networks send much. */
class NetworkHierarchyTest {
    private static final long IPV4 = 0xFFFF_0000_0000L;

    private record Client(ClientAddress address, long requests, long bytes) {}

    private final List<Client> clients = new ArrayList<>();

    private void add(String address, long requests) {
        clients.add(new Client(Addresses.client(address), requests, 10 * requests));
    }

    private HeavyNetwork hierarchy(double share, @Nullable Geography geography, long seed) {
        return NetworkHierarchy.of(this::visit, share, geography, seed);
    }

    private void visit(NetworkHierarchy.Visitor visitor) {
        for (Client client : clients) {
            if (client.address().isName()) {
                visitor.other(client.requests(), client.bytes());
            } else {
                visitor.address(client.address().high(), client.address().low(), client.requests(), client.bytes());
            }
        }
    }

    /** A line for each row, indented by how deep it is: what, requests, of which unexplained. */
    private static List<String> lines(HeavyNetwork network) {
        List<String> lines = new ArrayList<>();
        addLines(network, "", lines);
        return lines;
    }

    private static void addLines(HeavyNetwork network, String indent, List<String> lines) {
        String name = network.network() == null ? network.level().name() : network.network();
        lines.add(indent + name + (network.asn() == 0 ? "" : " AS" + network.asn() + " " + network.asName()) + " "
                + network.all().requests() + " " + network.unexplained().requests());
        network.parts().forEach(part -> addLines(part, indent + "  ", lines));
    }

    @Test
    void manyAddressesWithFewRequestsAreSeenAsTheirNetworks() {
        for (int i = 0; i < 250; i++) {
            add("203.0.113." + i, 3);
            add("198.51." + i + ".7", 3);
            add("2001:db8:0:1::" + Integer.toHexString(i), 3);
            add("2001:db8:1:" + Integer.toHexString(i) + "::1", 3);
        }
        add("203.0.113.255", 500);
        add("192.0.2.1", 90);
        add("host.example", 10);
        assertThat(lines(hierarchy(0.05, null, 1)))
                .containsExactly(
                        "EVERYTHING 3600 100",
                        "  198.51.0.0/16 750 750",
                        "  203.0.113.0/24 1250 750",
                        "    203.0.113.255 500 500",
                        "  2001:db8:0:1::/64 750 750",
                        "  2001:db8:1::/48 750 750");
    }

    @Test
    void systemsHoldTheirNetworksOfWhichALargeOneMayHaveSeveral(@TempDir Path folder) throws Exception {
        Path file = Files.write(
                folder.resolve("asn.mmdb"),
                new MmdbWriter()
                        .add(
                                "203.0.0.0/17",
                                Map.of("autonomous_system_number", 64_501L, "autonomous_system_organization", "One"))
                        .add(
                                "203.0.128.0/17",
                                Map.of("autonomous_system_number", 64_502L, "autonomous_system_organization", "Two"))
                        .add(
                                "198.51.0.0/16",
                                Map.of("autonomous_system_number", 64_501L, "autonomous_system_organization", "One"))
                        .database());
        for (int i = 0; i < 128; i++) {
            add("203.0." + i + ".1", 2);
            add("203.0." + (128 + i) + ".1", 1);
        }
        for (int i = 0; i < 10; i++) {
            add("198.51." + i + ".1", 1);
            add("203.1." + i + ".1", 1);
        }
        add("203.0.1.2", 50);
        try (Geography geography = Geography.open(List.of(file))) {
            assertThat(lines(hierarchy(0.1, geography, 1)))
                    .containsExactly(
                            "EVERYTHING 454 20",
                            "  203.0.0.0/16 AS64501 One 306 256",
                            "    203.0.1.2 AS64501 One 50 50",
                            "  203.0.0.0/16 AS64502 Two 128 128");
            assertThat(lines(hierarchy(0.68, geography, 1)))
                    .containsExactly("EVERYTHING 454 138", "  SYSTEM AS64501 One 316 316");
        }
    }

    /** So many that they are counted in parts. */
    @Test
    void networksOfManyClientsAreFound() {
        for (int network = 0; network < 1_000; network++) {
            for (int i = 0; i < 100 - network % 2; i++) {
                add(11 + network / 250 + "." + network % 250 + "." + i + "." + network % 7, 1);
            }
        }
        HeavyNetwork found = hierarchy(0.001, null, 1);
        assertThat(found.unexplained().requests()).isEqualTo(500 * 99);
        assertThat(found.parts())
                .hasSize(500)
                .allSatisfy(part -> assertThat(part.network()).matches("1[1-4]\\.\\d*[02468]\\.0\\.0/16"));
    }

    @Test
    void whatHasExactlyTheShareIsShown() {
        add("9.9.9.9", 7);
        for (int i = 0; i < 93; i++) {
            add(i + ".1.1.1", 1);
        }
        assertThat(lines(hierarchy(0.07, null, 1))).anyMatch(line -> line.contains("9.9.9.9 7 7"));
        assertThat(lines(hierarchy(7.01 / 100, null, 1))).noneMatch(line -> line.contains("9.9.9.9"));
    }

    @Test
    void nothingIsNotHeavy() {
        assertThat(lines(hierarchy(0.01, null, 1))).containsExactly("EVERYTHING 0 0");
        add("-", 5);
        assertThat(lines(hierarchy(0.01, null, 1))).containsExactly("EVERYTHING 5 5");
        assertThatThrownBy(() -> hierarchy(0, null, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> hierarchy(Double.NaN, null, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theReportIsWhatTheDefinitionSaysInAnyOrder() {
        Seeds.each(300, random -> {
            clients.clear();
            Set<ClientAddress> seen = new TreeSet<>();
            for (int count = random.nextInt(400); count > 0; count--) {
                ClientAddress address = address(random);
                if (seen.add(address)) {
                    clients.add(new Client(
                            address, 1 + random.nextInt(random.nextInt(20) == 0 ? 300 : 5), random.nextInt(9)));
                }
            }
            double share = 0.005 + random.nextDouble() * random.nextDouble() / 2;
            HeavyNetwork found = hierarchy(share, null, random.nextLong());
            assertThat(flat(found)).containsExactlyInAnyOrderElementsOf(reference(share));
            Collections.shuffle(clients, random);
            assertThat(hierarchy(share, null, random.nextLong())).isEqualTo(found);
            assertThat(flat(found)).hasSizeLessThanOrEqualTo((int) Math.ceil(1 / share));
        });
    }

    private static ClientAddress address(Random random) {
        ClientKey key = new ClientKey();
        if (random.nextBoolean()) {
            key.setIpv4(0xCB00_0000 | random.nextInt(2) << 16 | random.nextInt(4) << 8 | random.nextInt(64));
        } else {
            key.setAddress(
                    0x2001_0db8_0000_0000L | (long) random.nextInt(2) << 16 | random.nextInt(4), random.nextInt(64));
        }
        return ClientAddress.of(key);
    }

    /** Rows as texts, without what holds what. */
    private static List<String> flat(HeavyNetwork network) {
        List<String> rows = new ArrayList<>();
        for (HeavyNetwork part : network.parts()) {
            rows.add(part.network() + " " + part.all() + " " + part.unexplained());
            rows.addAll(flat(part));
        }
        return rows;
    }

    /** The definition: level by level, what is not explained by reported parts. */
    private List<String> reference(double share) {
        List<String> rows = new ArrayList<>();
        long total = clients.stream().mapToLong(Client::requests).sum();
        List<Client> unexplained = new ArrayList<>(clients);
        for (Level level : List.of(Level.ADDRESS, Level.SMALL_NETWORK, Level.LARGE_NETWORK)) {
            Map<ClientAddress, List<Client>> rest = new TreeMap<>();
            unexplained.forEach(client -> rest.computeIfAbsent(network(level, client), key -> new ArrayList<>())
                    .add(client));
            rest.forEach((network, members) -> {
                long requests = members.stream().mapToLong(Client::requests).sum();
                if (requests >= Math.ceil(share * total)) {
                    List<Client> all = clients.stream()
                            .filter(client -> network(level, client).equals(network))
                            .toList();
                    rows.add(level.prefix().text(network) + " " + count(all) + " " + count(members));
                    unexplained.removeAll(members);
                }
            });
        }
        return rows;
    }

    private static Count count(List<Client> clients) {
        return new Count(
                clients.stream().mapToLong(Client::requests).sum(),
                clients.stream().mapToLong(Client::bytes).sum());
    }

    private static ClientAddress network(Level level, Client client) {
        ClientAddress address = client.address();
        return ClientAddress.ofAddress(
                level.prefix().high(address.high(), address.low()),
                level.prefix().low(address.high(), address.low()));
    }

    @Test
    void countsBeyondTheNumbersStayTheLargest() {
        add("203.0.113.1", Long.MAX_VALUE / 10);
        clients.add(new Client(ClientAddress.ofAddress(0, IPV4 | 1), Long.MAX_VALUE / 10, Long.MAX_VALUE));
        HeavyNetwork found = hierarchy(0.01, null, 1);
        assertThat(found.all().bytes()).isEqualTo(Long.MAX_VALUE);
        assertThat(found.unexplained().bytes()).isZero();
    }
}
