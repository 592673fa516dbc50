package io.github.logtraffic.traffic.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logtraffic.reference.Seeds;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Limits decide what the programs they are named after decide. */
class LimitersTest {
    private static final long START = 1_700_000_000_000L;

    /** What is decided about the requests of a new key at those milliseconds. */
    private static long[] decisions(LimitSetting setting, long... millis) {
        Limiter limiter = setting.model().limiter(setting);
        long[] states = new long[Limiter.STATE_LONGS];
        return Arrays.stream(millis)
                .map(milli -> limiter.decide(states, 0, (START + milli) * 1_000))
                .toArray();
    }

    @Test
    void nginxDelaysAndRejects() {
        assertThat(decisions(Settings.of(LimitModel.NGINX, "10r/s", 5, 0), 0, 0, 0, 0, 0, 0, 0, 0, 100, 350, 351, 2000))
                .containsExactly(0, 100, 200, 300, 400, 500, -1, -1, 500, 350, 449, 0);
        assertThat(decisions(Settings.of(LimitModel.NGINX, "30r/m", 2, 1), 0, 0, 0, 0))
                .containsExactly(0, 0, 2000, -1);
    }

    @Test
    void nginxTruncatesRatesPerMinute() {
        // 16 thousandths a second: the second request must wait for 62,500 ms, not for 60,000
        assertThat(decisions(Settings.of(LimitModel.NGINX, "1r/m", 0, 0), 0, 60_000, 62_499, 62_500))
                .containsExactly(0, -1, -1, 0);
    }

    @Test
    void nginxTakesClocksThatGoBackForNoTimeOrForAMillisecond() {
        assertThat(decisions(Settings.of(LimitModel.NGINX, "1r/s", 1, LimitSetting.NODELAY), 90_000, 80_000, 80_001))
                .containsExactly(0, 0, -1);
        assertThat(decisions(Settings.of(LimitModel.NGINX, "1000r/s", 0, 0), 90_000, 80_000, 20_000))
                .containsExactly(0, -1, 0);
    }

    @Test
    void nginxLetsASecondOneThroughAfterYears() {
        assertThat(decisions(Settings.of(LimitModel.NGINX, "1000000000r/s", 1_000_000_000, 0), 0, 3_000_000_000_000L))
                .containsExactly(0, 0);
    }

    @Test
    void haproxyCountsWhatItDenies() {
        // 10 a second against 5 a second: out for ever, but for those before the limit was reached
        LimitSetting setting = Settings.of(LimitModel.HAPROXY, "5r/s", 0, LimitSetting.NODELAY);
        long[] hammering = new long[100];
        Arrays.setAll(hammering, i -> 100L * i);
        long[] decided = decisions(setting, hammering);
        assertThat(Arrays.copyOf(decided, 5)).containsOnly(0);
        assertThat(Arrays.copyOfRange(decided, 5, 100)).containsOnly(-1);
    }

    @Test
    void haproxyLetsInWhoSlowsDown() {
        LimitSetting setting = Settings.of(LimitModel.HAPROXY, "5r/s", 0, LimitSetting.NODELAY);
        long[] slowing = new long[40];
        Arrays.setAll(slowing, i -> i < 25 ? 100L * i : 2_500 + 250L * (i - 25));
        long[] decided = decisions(setting, slowing);
        assertThat(Arrays.copyOfRange(decided, 5, 30)).containsOnly(-1); // until 3.5 s
        assertThat(Arrays.copyOfRange(decided, 31, 40)).containsOnly(0); // from 4 s on
    }

    @Test
    void aTokenBucketIsFullAtFirst() {
        assertThat(decisions(
                        Settings.of(LimitModel.TOKEN_BUCKET, "1r/2s", 2, LimitSetting.NODELAY),
                        0,
                        0,
                        0,
                        0,
                        1_999,
                        2_000,
                        2_001,
                        60_000))
                .containsExactly(0, 0, 0, -1, -1, 0, -1, 0);
    }

    @Test
    void aTokenBucketIsNginxWithoutDelayButForRounding() {
        Seeds.each(300, random -> {
            String rate = (1 + random.nextInt(50)) + "r/s";
            int burst = random.nextInt(20);
            LimitSetting nginx = Settings.of(LimitModel.NGINX, rate, burst, LimitSetting.NODELAY);
            LimitSetting bucket = Settings.of(LimitModel.TOKEN_BUCKET, rate, burst, LimitSetting.NODELAY);
            long[] millis = new long[1_000];
            for (int i = 1; i < millis.length; i++) {
                millis[i] = millis[i - 1] + random.nextInt(random.nextInt(20) == 0 ? 2_000 : 60);
            }
            long[] ofNginx = decisions(nginx, millis);
            long[] ofBucket = decisions(bucket, millis);
            int different = 0;
            for (int i = 0; i < millis.length; i++) {
                different += ofNginx[i] == ofBucket[i] ? 0 : 1;
            }
            assertThat(different).isLessThanOrEqualTo(20); // where tokens are 1 but for the last bit
        });
    }

    @Test
    void limitersDecideAsTheirSlowTwins() {
        Seeds.each(2_000, random -> {
            LimitSetting setting = Settings.random(random);
            ReferenceLimit twin = ReferenceLimit.of(setting);
            Limiter limiter = setting.model().limiter(setting);
            long[] states = new long[7];
            long micros = START * 1_000;
            for (int i = 0; i < 300; i++) {
                micros += 1_000L * random.nextInt(random.nextInt(30) == 0 ? 100_000 : 500);
                assertThat(limiter.decide(states, 5, micros)).isEqualTo(twin.decide(micros / 1_000));
            }
        });
    }

    @Test
    void whatIsIdleIsAsGoodAsNew() {
        Seeds.each(2_000, random -> {
            LimitSetting setting = Settings.random(random);
            Limiter limiter = setting.model().limiter(setting);
            long[] kept = new long[2];
            long[] forgotten = new long[2];
            long micros = START * 1_000;
            for (int i = 0; i < 300; i++) {
                micros += random.nextInt(random.nextInt(10) == 0 ? 100_000_000 : 500_000);
                if (limiter.isIdle(forgotten, 0, micros)) {
                    Arrays.fill(forgotten, 0);
                }
                micros += random.nextInt(3) * 1_000L;
                assertThat(limiter.decide(kept, 0, micros)).isEqualTo(limiter.decide(forgotten, 0, micros));
            }
        });
    }
}
