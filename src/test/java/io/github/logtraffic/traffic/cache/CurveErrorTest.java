package io.github.logtraffic.traffic.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.logtraffic.log.entry.AccessLogEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Curves that are found from a sample of the objects are those that are found from all. */
class CurveErrorTest {
    private static final double POINT = 0.01;
    private static final int SIZES = 16;

    /** With its header a file of one block to nginx. */
    private static final int BODY_BYTES = 3_396;

    private static final List<CachePolicy> POLICIES = List.of(CachePolicy.values());

    private static final ObjectSlots SLOTS = new ObjectSlots(0, 1, 2, 3, 4, 5);

    private static void record(
            CacheRecording recording, ObjectProjection projection, int object, long second, long bytes) {
        byte[] path = ("/" + object).getBytes(StandardCharsets.US_ASCII);
        AccessLogEntry entry = new AccessLogEntry(6);
        entry.set(second, 200, bytes);
        entry.setText(1, path, 0, path.length);
        AccessLogEntry projected = new AccessLogEntry(ObjectProjection.TEXTS);
        projected.setNumbers(entry);
        projection.project(entry, projected);
        recording.accept(projected, second * 1_000_000, second * 1_000_000);
    }

    private static CacheSimulation simulation(int[] keys, int mostObjects) {
        ObjectRules rules = new ObjectRules(QueryRule.ALL, entry -> true, entry -> 0, List.of(ObjectRules.FOR_EVER));
        CacheRecording recording = new CacheRecording(1, Integer.MAX_VALUE, mostObjects, 1);
        ObjectProjection projection = new ObjectProjection(SLOTS, rules);
        for (int second = 0; second < keys.length; second++) {
            record(recording, projection, keys[second], second, BODY_BYTES);
        }
        return new CacheSimulation(recording, rules, CacheSettings.DEFAULT);
    }

    /** From a five hundredth of all objects up to all of them. */
    private static List<Long> sizes(CacheSimulation simulation) {
        return IntStream.range(0, SIZES)
                .mapToObj(i -> Math.round(simulation.objects() * 4_096 * Math.pow(1 / 500.0, 1 - i / (SIZES - 1.0))))
                .toList();
    }

    private static List<CacheOutcome> outcomes(CacheSimulation simulation, List<Long> sizes, int every) {
        return simulation.outcomes(POLICIES, sizes, every, Runnable::run, () -> false);
    }

    private static void assertSampledIsExact(int[] keys) {
        CacheSimulation simulation = simulation(keys, 1 << 20);
        List<Long> sizes = sizes(simulation);
        List<CacheOutcome> exact = outcomes(simulation, sizes, 1);
        assertThat(exact).allMatch(outcome -> outcome.hitRatioError() == 0);
        for (int every : new int[] {2, 8, 32}) {
            List<CacheOutcome> sampled = outcomes(simulation, sizes, every);
            assertThat(sampled).anyMatch(outcome -> outcome.hitRatioError() > 0);
            for (int i = 0; i < exact.size(); i++) {
                CacheOutcome expected = exact.get(i);
                assertThat(sampled.get(i).all().hitRatio())
                        .as("%s of %d, 1/%d", expected.policy(), expected.size(), every)
                        .isCloseTo(expected.all().hitRatio(), within(POINT));
                assertThat(sampled.get(i).all().byteHitRatio())
                        .isCloseTo(expected.all().byteHitRatio(), within(POINT));
            }
        }
    }

    @Test
    void ofWeb07() throws IOException {
        assertSampledIsExact(Traces.web07());
    }

    @Test
    void ofRequestsThatFollowZipfsLaw() {
        assertSampledIsExact(Traces.zipf(new Random(8), 200_000, 10_000));
    }

    @Test
    void whatHasNoRoomIsLeftOutAndTheErrorSaid() {
        int[] keys = Traces.zipf(new Random(8), 200_000, 10_000);
        CacheSimulation all = simulation(keys, 1 << 20);
        CacheSimulation some = simulation(keys, 4_000);
        List<Long> sizes = sizes(all);
        List<CacheOutcome> exact = outcomes(all, sizes, 1);
        List<CacheOutcome> sampled = outcomes(some, sizes, 1);
        assertThat(some.objects()).isCloseTo(all.objects(), within(all.objects() / 20));
        for (int i = 0; i < exact.size(); i++) {
            CacheOutcome outcome = sampled.get(i);
            if (outcome.policy() == CachePolicy.LRU) {
                assertThat(outcome.hitRatioError()).isBetween(0.001, 0.2);
                assertThat(outcome.all().hitRatio())
                        .isCloseTo(exact.get(i).all().hitRatio(), within(1.5 * outcome.hitRatioError()));
            }
        }
    }

    /** A few objects with most of the bytes are in a sample, or are not, by luck. */
    @Test
    void aFewLargeObjectsAreNoneForASample() {
        assertThat(withLargest(1).curveSample()).isGreaterThan(1);
        assertThat(withLargest(1 << 20).curveSample()).isEqualTo(1);
    }

    /** @param factor how many times as large as the others one object of a thousand is */
    private static CacheSimulation withLargest(int factor) {
        ObjectRules rules = new ObjectRules(QueryRule.ALL, entry -> true, entry -> 0, List.of(ObjectRules.FOR_EVER));
        CacheRecording recording = new CacheRecording(1, Integer.MAX_VALUE, 1 << 20, 1);
        ObjectProjection projection = new ObjectProjection(SLOTS, rules);
        for (int request = 0; request < 600_000; request++) {
            int object = request % 40_000;
            long bytes = BODY_BYTES * (object % 1_000 == 0 ? (long) factor : 1);
            record(recording, projection, object, request / 100, bytes);
        }
        return new CacheSimulation(recording, rules, CacheSettings.DEFAULT);
    }
}
