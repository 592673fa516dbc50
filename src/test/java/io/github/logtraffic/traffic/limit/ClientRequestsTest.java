package io.github.logtraffic.traffic.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logtraffic.identity.Agent;
import io.github.logtraffic.identity.AgentList;
import io.github.logtraffic.identity.UserAgents;
import io.github.logtraffic.log.entry.AccessLogEntry;
import io.github.logtraffic.reference.Latin1;
import io.github.logtraffic.reference.Seeds;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What each client sent is counted, with the crawlers that it claims to be. */
class ClientRequestsTest {
    private static final UserAgents AGENTS = new UserAgents(AgentList.builtIn());

    private static AccessLogEntry entry(int client, String agent) {
        AccessLogEntry entry = new AccessLogEntry(1);
        entry.client().setIpv4(client);
        byte[] bytes = Latin1.bytes(agent);
        entry.setText(0, bytes, 0, bytes.length);
        return entry;
    }

    @Test
    void everyRequestIsCounted() {
        Seeds.each(5, random -> {
            ClientRequests counted = new ClientRequests(AGENTS, 0, random.nextLong());
            Map<Long, Long> expected = new TreeMap<>();
            for (int i = 0; i < 20_000; i++) {
                int client = random.nextInt(5_000) - 2_500;
                counted.add(entry(client, "curl/8.0"));
                expected.merge(0xFFFF_0000_0000L | (client & 0xFFFF_FFFFL), 1L, Long::sum);
            }
            Map<Long, Long> actual = new TreeMap<>();
            counted.sorted().forEach(client -> actual.put(client.low(), client.requests()));
            assertThat(actual).isEqualTo(expected);
            assertThat(counted.sorted()).extracting(ClientTraffic::low).isSorted();
            assertThat(counted.isComplete()).isTrue();
        });
    }

    @Test
    void claimsAreKeptOnceEachUpToFour() {
        ClientRequests counted = new ClientRequests(AGENTS, 0, 1);
        for (String agent :
                new String[] {"GPTBot/1.1", "x", "Googlebot/2.1", "GPTBot/1.2", "bingbot/2", "ClaudeBot", "CCBot"}) {
            counted.add(entry(1, agent));
        }
        counted.add(entry(2, "Firefox/1"));
        assertThat(counted.sorted().get(0).claims())
                .extracting(Agent::name)
                .containsExactly("GPTBot", "Googlebot", "Bingbot", "ClaudeBot");
        assertThat(counted.sorted().get(0).requests()).isEqualTo(7);
        assertThat(counted.sorted().get(1).claims()).isEmpty();
    }

    @Test
    void whoComesWhenThereIsNoRoomIsNotCounted() {
        ClientRequests counted = new ClientRequests(AGENTS, 0, 1, 10);
        for (int i = 0; i < 100; i++) {
            counted.add(entry(i % 20, ""));
        }
        assertThat(counted.sorted()).hasSize(10).allMatch(client -> client.requests() == 5);
        assertThat(counted.isComplete()).isFalse();
    }

    @Test
    void namesAreNoAddresses() {
        AccessLogEntry entry = entry(1, "");
        byte[] name = Latin1.bytes("host.example");
        entry.client().setName(name, 0, name.length);
        ClientRequests counted = new ClientRequests(AGENTS, 0, 1);
        counted.add(entry);
        assertThat(counted.sorted()).isEmpty();
        assertThat(counted.isComplete()).isTrue();
    }
}
