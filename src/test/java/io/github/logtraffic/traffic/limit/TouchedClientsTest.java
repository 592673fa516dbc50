package io.github.logtraffic.traffic.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.logtraffic.identity.AgentList;
import io.github.logtraffic.identity.UserAgents;
import io.github.logtraffic.log.entry.AccessLogEntry;
import io.github.logtraffic.log.entry.ClientAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Who was touched is known exactly, or about when there is no room for all. */
class TouchedClientsTest {
    private static final long SEED = 7;

    private static AccessLogEntry entry(int client, String agent) {
        AccessLogEntry entry = new AccessLogEntry(1);
        entry.client().setIpv4(client);
        byte[] bytes = agent.getBytes(StandardCharsets.UTF_8);
        entry.setText(0, bytes, 0, bytes.length);
        return entry;
    }

    @Test
    void crawlersAreThoseThatClaimToBe() {
        TouchedClients touched = new TouchedClients(2, new UserAgents(AgentList.builtIn()), 0, SEED);
        AccessLogEntry crawler = entry(1, "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)");
        AccessLogEntry other = entry(2, "curl/8.0");
        touched.begin(crawler, crawler.client(), 100);
        touched.touch(0, true);
        touched.touch(1, false);
        touched.begin(other, other.client(), 200);
        touched.touch(0, true);
        touched.begin(other, other.client(), 300);
        touched.touch(0, true);
        assertThat(touched.touched(0)).isEqualTo(2);
        assertThat(touched.crawlers(0)).isEqualTo(1);
        assertThat(touched.mostHarmed(0, 5))
                .containsExactly(
                        new HarmedClient(ClientAddress.of(other.client()), 2, 0, false, 200, 300),
                        new HarmedClient(ClientAddress.of(crawler.client()), 1, 0, true, 100, 100));
        assertThat(touched.mostHarmed(1, 5))
                .containsExactly(new HarmedClient(ClientAddress.of(crawler.client()), 0, 1, true, 100, 100));
        assertThat(touched.isExact()).isTrue();
    }

    @Test
    void whoIsTouchedMostStaysWhenThereIsNoRoomForAll() {
        TouchedClients touched = new TouchedClients(1, null, 0, SEED, 100);
        for (int i = 0; i < 50_000; i++) {
            AccessLogEntry entry = entry(i % 2 == 0 ? i : 1 + 2 * (i / 2 % 10), "");
            touched.begin(entry, entry.client(), i);
            touched.touch(0, true);
        }
        assertThat(touched.isExact()).isFalse();
        assertThat((double) touched.touched(0)).isCloseTo(25_010, within(25_010 * 0.02));
        assertThat(touched.mostHarmed(0, 10)).allSatisfy(harmed -> {
            assertThat(harmed.client().low() & 1).isEqualTo(1);
            assertThat(harmed.rejected()).isGreaterThan(2_000);
        });
    }
}
