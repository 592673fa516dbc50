package io.github.logtraffic.traffic.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logtraffic.reference.Seeds;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The busiest second is found also when requests begin later than they come. */
class RequestsPerSecondTest {
    @Test
    void theBusiestSecondIsFound() {
        Seeds.each(500, random -> {
            RequestsPerSecond requests = new RequestsPerSecond();
            Map<Long, Integer> all = new TreeMap<>();
            long now = random.nextInt(1_000) - 500L;
            int longest = 1 + random.nextInt(random.nextBoolean() ? 3 : 2_000);
            for (int i = 0; i < 500; i++) {
                now += random.nextInt(20) == 0 ? random.nextInt(3_000) : random.nextInt(2);
                long begins = now + random.nextInt(longest);
                requests.add(now, begins);
                all.merge(begins, 1, Integer::sum);
            }
            requests.close();
            int most = all.values().stream().mapToInt(Integer::intValue).max().orElseThrow();
            long when = all.keySet().stream()
                    .filter(second -> Objects.equals(all.get(second), most))
                    .findFirst()
                    .orElseThrow();
            assertThat(requests.peak()).isEqualTo(most);
            assertThat(requests.peakSecond()).isEqualTo(when);
        });
    }

    @Test
    void withoutRequestsThereIsNone() {
        RequestsPerSecond requests = new RequestsPerSecond();
        requests.close();
        assertThat(requests.peak()).isZero();
    }
}
