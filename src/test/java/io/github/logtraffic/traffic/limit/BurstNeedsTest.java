package io.github.logtraffic.traffic.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logtraffic.reference.Seeds;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The burst that is found leaves as many clients untouched as it should, and no smaller one does. */
class BurstNeedsTest {
    private static final long SEED = 11;

    private static LimitedKey limits(List<LimitSetting> settings) {
        return new LimitedKey(Traffic.CLIENT, true, settings);
    }

    private static long touched(LimitSetting setting, int burst, Traffic traffic) {
        LimitSetting tried = new LimitSetting(LimitModel.NGINX, "client", setting.rate(), burst, LimitSetting.NODELAY);
        LimitSimulation simulation =
                new LimitSimulation(List.of(limits(List.of(tried))), Traffic.CLIENT, null, 0, SEED);
        traffic.atFloor().feed(simulation);
        return simulation.outcomes(0).get(0).touched();
    }

    @Test
    void noSmallerBurstLeavesSoManyUntouched() {
        Seeds.each(40, random -> {
            Traffic traffic = Traffic.random(random, 2_000, 3_000);
            List<LimitSetting> settings = IntStream.of(7, 30, 60, 300)
                    .mapToObj(perMinute -> Settings.of(LimitModel.NGINX, perMinute + "r/m", 0, LimitSetting.NODELAY))
                    .toList();
            BurstNeeds needs = new BurstNeeds(limits(settings), Traffic.CLIENT, client -> false, SEED);
            traffic.feed(needs);
            long mayBeTouched = random.nextInt(10);
            for (int i = 0; i < settings.size(); i++) {
                int burst = (int) needs.smallestBurst(i, mayBeTouched);
                assertThat(touched(settings.get(i), burst, traffic)).isLessThanOrEqualTo(mayBeTouched);
                if (burst > 0) {
                    assertThat(touched(settings.get(i), burst - 1, traffic)).isGreaterThan(mayBeTouched);
                }
            }
        });
    }

    @Test
    void whoIsExemptDoesNotMatter() {
        Traffic.Request once = new Traffic.Request(1, "", 200, 1_700_000_000_000_000L, 1_700_000_000_000_000L);
        Traffic.Request often = new Traffic.Request(2, "", 200, 1_700_000_000_000_000L, 1_700_000_000_000_000L);
        BurstNeeds needs = new BurstNeeds(
                limits(List.of(Settings.of(LimitModel.NGINX, "1r/s", 0, LimitSetting.NODELAY))),
                Traffic.CLIENT,
                client -> (client.low() & 0xFF) == 2,
                SEED);
        new Traffic(List.of(once, often, often, often, once)).feed(needs);
        assertThat(needs.clients()).isEqualTo(1);
        assertThat(needs.smallestBurst(0, 0)).isEqualTo(1);
    }

    @Test
    void withoutClientsNoneIsNeeded() {
        BurstNeeds needs = new BurstNeeds(
                limits(List.of(Settings.of(LimitModel.NGINX, "1r/s", 0, 0))), Traffic.CLIENT, client -> false, SEED);
        assertThat(needs.clients()).isZero();
        assertThat(needs.smallestBurst(0, 0)).isZero();
    }
}
