package io.github.logtraffic.traffic.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logtraffic.reference.Seeds;
import io.github.logtraffic.traffic.limit.Traffic.Request;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Many settings at once find what each finds alone, and that is what a slow twin finds. */
class LimitSimulationTest {
    private static final long SEED = 42;

    private static List<LimitSetting> settings(Random random, int count) {
        List<LimitSetting> settings = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            settings.add(Settings.random(random));
        }
        return settings;
    }

    private static List<LimitedKey> keys(Random random) {
        return List.of(
                new LimitedKey(Traffic.CLIENT, true, settings(random, 3)),
                new LimitedKey(Traffic.NETWORK, true, settings(random, 2)),
                new LimitedKey(Traffic.TEXT, false, settings(random, 2)));
    }

    private static LimitSimulation run(List<LimitedKey> keys, Traffic traffic, int leastKeys) {
        LimitSimulation simulation = new LimitSimulation(keys, Traffic.CLIENT, null, 0, SEED, leastKeys);
        traffic.feed(simulation);
        return simulation;
    }

    @Test
    void settingsFindWhatTheirSlowTwinsFind() {
        Seeds.each(60, random -> {
            Traffic traffic = Traffic.random(random, 1_000, 600);
            List<LimitedKey> keys = keys(random);
            List<LimitOutcome> outcomes = run(keys, traffic, 1_000).outcomes(10);
            for (int i = 0; i < outcomes.size(); i++) {
                check(outcomes.get(i), traffic, i < 3 ? Request::clientText : i < 5 ? this::network : Request::text);
            }
        });
    }

    private String network(Request request) {
        String client = request.clientText();
        return client.startsWith("host") ? client : client.substring(0, client.lastIndexOf('.'));
    }

    private static void check(LimitOutcome outcome, Traffic traffic, Function<Request, String> key) {
        Map<String, ReferenceLimit> even = new HashMap<>();
        Map<String, ReferenceLimit> floor = new HashMap<>();
        Set<String> touched = new HashSet<>();
        Map<String, Long> rejectedOf = new HashMap<>();
        Map<Long, Integer> letThrough = new TreeMap<>();
        List<Long> delays = new ArrayList<>();
        long rejected = 0;
        long atStart = 0;
        long successes = 0;
        for (Request request : traffic.requests()) {
            String of = key.apply(request);
            boolean isLimited = !of.isEmpty();
            long decided = isLimited ? decide(even, of, outcome.setting(), request.evenMicros()) : 0;
            atStart += isLimited && decide(floor, of, outcome.setting(), request.floorMicros()) < 0 ? 1 : 0;
            if (decided < 0) {
                rejected++;
                successes += request.status() == 200 ? 1 : 0;
                rejectedOf.merge(request.clientText(), 1L, Long::sum);
            } else {
                letThrough.merge((request.evenMicros() / 1_000 + decided) / 1_000, 1, Integer::sum);
            }
            if (decided > 0) {
                delays.add(decided);
            }
            if (decided != 0) {
                touched.add(request.clientText());
            }
        }
        assertThat(outcome.rejected()).isEqualTo(rejected);
        assertThat(outcome.passed()).isEqualTo(traffic.requests().size() - rejected);
        assertThat(outcome.rejectedLow()).isEqualTo(Math.min(rejected, atStart));
        assertThat(outcome.rejectedHigh()).isEqualTo(Math.max(rejected, atStart));
        assertThat(outcome.rejectedSuccesses()).isEqualTo(successes);
        assertThat(outcome.touched()).isEqualTo(touched.size());
        assertThat(outcome.delays().requests()).isEqualTo(delays.size());
        assertThat(outcome.delays().maxMicros()).isEqualTo(delays.isEmpty() ? 0 : 1_000 * Collections.max(delays));
        int peak =
                letThrough.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        assertThat(outcome.peak()).isEqualTo(peak);
        if (peak > 0) {
            assertThat(letThrough.get(outcome.peakSecond())).isEqualTo(peak);
        }
        for (HarmedClient harmed : outcome.mostHarmed()) {
            assertThat(harmed.rejected())
                    .isEqualTo(rejectedOf.getOrDefault(harmed.client().toString(), 0L));
        }
        List<Long> most =
                outcome.mostHarmed().stream().map(HarmedClient::rejected).toList();
        assertThat(most).isSortedAccordingTo(Collections.reverseOrder()).hasSize(Math.min(10, touched.size()));
        assertThat(most.isEmpty() ? 0 : most.get(0))
                .isEqualTo(rejectedOf.values().stream()
                        .mapToLong(Long::longValue)
                        .max()
                        .orElse(0));
    }

    private static long decide(Map<String, ReferenceLimit> limits, String key, LimitSetting setting, long micros) {
        return limits.computeIfAbsent(key, any -> ReferenceLimit.of(setting)).decide(Math.floorDiv(micros, 1_000L));
    }

    @Test
    void keysThatAreGivenBackChangeNothing() {
        Seeds.each(100, random -> {
            Traffic traffic = Traffic.random(random, 3_000, 5_000);
            List<LimitedKey> keys = keys(random);
            LimitSimulation kept = run(keys, traffic, 1 << 20);
            LimitSimulation givenBack = run(keys, traffic, 1);
            assertThat(givenBack.outcomes(0).stream().map(LimitSimulationTest::numbers))
                    .isEqualTo(kept.outcomes(0).stream()
                            .map(LimitSimulationTest::numbers)
                            .toList());
            assertThat(givenBack.keys()).isLessThan(kept.keys());
        });
    }

    private static List<Long> numbers(LimitOutcome outcome) {
        return List.of(
                outcome.passed(),
                outcome.delays().requests(),
                outcome.delays().totalMicros(),
                outcome.rejectedLow(),
                outcome.rejectedHigh(),
                outcome.touched(),
                outcome.peak());
    }

    @Test
    void memoryGrowsWithKeysThatAreAliveOnly() {
        LimitSetting setting = Settings.of(LimitModel.NGINX, "10r/s", 5, 0);
        LimitSimulation simulation = new LimitSimulation(
                List.of(new LimitedKey(Traffic.CLIENT, true, List.of(setting))), Traffic.CLIENT, null, 0, SEED);
        List<Request> requests = new ArrayList<>();
        for (int client = 0; client < 200_000; client++) { // ten a second, each once
            long micros = 1_700_000_000_000_000L + client * 100_000L;
            requests.add(new Request(client * 10, "", 200, micros, micros));
        }
        new Traffic(requests).feed(simulation);
        assertThat(simulation.keys()).isLessThan(2_000);
        assertThat(simulation.offeredPeak()).isEqualTo(10);
    }
}
