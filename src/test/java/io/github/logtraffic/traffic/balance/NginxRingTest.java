package io.github.logtraffic.traffic.balance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logtraffic.reference.Seeds;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A ring that is not made anew is the one that would be made. */
class NginxRingTest {
    @Test
    void withoutAServerItIsTheRingOfTheOthers() {
        Seeds.each(30, random -> {
            List<Backend> backends = new ArrayList<>();
            for (int i = 2 + random.nextInt(6); i > 0; i--) {
                backends.add(new Backend("10.0.0." + random.nextInt(250), i, 1 + random.nextInt(9)));
            }
            int removed = random.nextInt(backends.size());
            NginxRing ring = NginxRing.of(backends).without(removed);
            backends.remove(removed);
            NginxRing others = NginxRing.of(backends);
            assertThat(ring.size()).isEqualTo(others.size());
            for (int at = 0; at < ring.size(); at++) {
                assertThat(ring.point(at)).isEqualTo(others.point(at));
                assertThat(ring.server(at)).isEqualTo(others.server(at));
            }
        });
    }

    /** The same address twice has the same points twice. */
    @Test
    void twinsArePassedOver() {
        NginxRing twins = NginxRing.of(List.of(new Backend("a", 1, 1), new Backend("a", 1, 2)));
        NginxRing alone = NginxRing.of(List.of(new Backend("a", 1, 2)));
        assertThat(twins.size()).isEqualTo(480);
        int other = 0;
        for (int at = 0; at < twins.size(); at = twins.next(at)) {
            assertThat(twins.point(at)).isEqualTo(alone.point(other++));
        }
        assertThat(other).isEqualTo(alone.size());
    }
}
