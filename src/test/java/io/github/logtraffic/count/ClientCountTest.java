package io.github.logtraffic.count;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logtraffic.log.entry.ClientKey;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Clients are counted once each. */
class ClientCountTest {
    private static void add(ClientCount count, int clients) {
        ClientKey key = new ClientKey();
        for (int i = 0; i < 2 * clients; i++) {
            if (i % 2 == 0) {
                key.setIpv4(i % clients);
            } else {
                byte[] name = ("host" + i % clients).getBytes(StandardCharsets.UTF_8);
                key.setName(name, 0, name.length);
            }
            count.add(key);
        }
    }

    @Test
    void theyAreCountedExactlyWhileThatIsCheap() {
        ClientCount count = new ClientCount(3);
        add(count, 9_999); // each as an address and as a name
        assertThat(count.count()).isEqualTo(2 * 9_999);
        assertThat(count.error()).isZero();
    }

    @Test
    void thenTheirNumberIsAnEstimate() {
        ClientCount count = new ClientCount(3, 1_000);
        add(count, 9_999);
        assertThat(count.error()).isPositive();
        assertThat(count.count()).isBetween(2 * 9_999 - count.error(), 2 * 9_999 + count.error());
    }
}
