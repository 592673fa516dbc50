package io.github.logtraffic.traffic.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.logtraffic.log.entry.AccessLogEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.function.IntToLongFunction;
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
        return simulation.outcomes(POLICIES, sizes, new Sampling(every, false), Runnable::run, () -> false);
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
                assertThat(outcome.hitRatioError()).isBetween(0.001, 0.5);
                assertThat(outcome.all().hitRatio())
                        .isCloseTo(exact.get(i).all().hitRatio(), within(1.5 * outcome.hitRatioError()));
            }
        }
    }

    /** Of few objects none can be left out; what is asked for changes half way, and sizes differ. */
    @Test
    void ofALogOfFewObjects() {
        int[] keys = Traces.zipf(new Random(8), 2_000_000, 100);
        for (int at = keys.length / 2; at < keys.length; at++) {
            keys[at] += 30;
        }
        CacheSimulation simulation = ofSizes(keys, object -> BODY_BYTES * (1L + object % 7));
        assertThat(simulation.curveSampling()).isEqualTo(new Sampling(1, true));
        List<CachePolicy> policies =
                List.of(CachePolicy.LRU, CachePolicy.SIEVE, CachePolicy.S3_FIFO, CachePolicy.GDSF, CachePolicy.OPTIMAL);
        List<Long> sizes = sizes(simulation);
        List<CacheOutcome> exact = simulation.outcomes(policies, sizes, Sampling.NONE, Runnable::run, () -> false);
        List<CacheOutcome> sampled =
                simulation.outcomes(policies, sizes, simulation.curveSampling(), Runnable::run, () -> false);
        int stretches = 0;
        for (int i = 0; i < exact.size(); i++) {
            CacheOutcome expected = exact.get(i);
            CacheOutcome found = sampled.get(i);
            String name = expected.policy() + " of " + expected.size();
            if (found.share() == 1) {
                assertThat(found).as(name).isEqualTo(expected);
                continue;
            }
            stretches++;
            assertThat(expected.policy().hasShortMemory()).as(name).isTrue();
            assertThat(found.share()).as(name).isLessThan(0.25);
            assertThat(found.hitRatioError()).as(name).isBetween(0.0001, POINT);
            assertThat(found.all().hitRatio()).as(name).isCloseTo(expected.all().hitRatio(), within(POINT));
            assertThat(found.warm().hitRatio())
                    .as(name)
                    .isCloseTo(expected.warm().hitRatio(), within(POINT));
            assertThat(found.all().byteHitRatio())
                    .as(name)
                    .isCloseTo(expected.all().byteHitRatio(), within(POINT));
            assertThat(found.all().requests()).isEqualTo(expected.all().requests());
            assertThat(found.warm().requests()).isEqualTo(expected.warm().requests());
            assertThat(found.all().bytes()).isEqualTo(expected.all().bytes());
            assertThat((double) found.origin().requests())
                    .as(name)
                    .isCloseTo((double) expected.origin().requests(), within(POINT * keys.length));
        }
        assertThat(stretches).isGreaterThan(3 * SIZES / 2);
    }

    private static CacheSimulation ofSizes(int[] keys, IntToLongFunction bytes) {
        ObjectRules rules = new ObjectRules(QueryRule.ALL, entry -> true, entry -> 0, List.of(ObjectRules.FOR_EVER));
        CacheRecording recording = new CacheRecording(1, Integer.MAX_VALUE, 1 << 20, 1);
        ObjectProjection projection = new ObjectProjection(SLOTS, rules);
        for (int at = 0; at < keys.length; at++) {
            record(recording, projection, keys[at], at / 20, bytes.applyAsLong(keys[at]));
        }
        return new CacheSimulation(recording, rules, CacheSettings.DEFAULT);
    }

    /** A few crawls of pages that nobody else asks for are in stretches, or are not, by luck. */
    @Test
    void aLogWithCrawlsIsSimulatedWhole() {
        int[] keys = Traces.zipf(new Random(8), 1_000_000, 40);
        for (int crawl = 0; crawl < 10; crawl++) {
            for (int page = 0; page < 5_000; page++) {
                keys[crawl * 100_000 + 60_000 + page] = 40 + page % 300;
            }
        }
        assertThat(simulation(keys, 1 << 20).curveSampling()).isEqualTo(Sampling.NONE);
    }

    /** So are requests for one object that has half of the bytes. */
    @Test
    void aLogWithOneVeryLargeObjectIsSimulatedWhole() {
        int[] keys = Traces.zipf(new Random(8), 1_000_000, 40);
        for (int request = 1; request <= 9; request++) {
            keys[request * 99_000] = 40;
        }
        assertThat(ofSizes(keys, object -> object == 40 ? 100_000L * BODY_BYTES : BODY_BYTES)
                        .curveSampling())
                .isEqualTo(Sampling.NONE);
        assertThat(ofSizes(keys, object -> BODY_BYTES).curveSampling()).isEqualTo(new Sampling(1, true));
    }

    /** A page that every second request is for is always held, whether it is among the objects that were kept or not. */
    @Test
    void bytesOfWhatHasNoRoomCountAsMuch() {
        int[] keys = Traces.zipf(new Random(8), 200_000, 20_000);
        for (int at = 0; at < keys.length; at += 2) {
            keys[at] = 99_999;
        }
        CacheSimulation all = simulation(keys, 1 << 20);
        CacheSimulation some = simulation(keys, 2_000);
        List<Long> size = List.of(all.footprint() / 2);
        CacheOutcome exact = all.outcomes(List.of(CachePolicy.LRU), size, Sampling.NONE, Runnable::run, () -> false)
                .get(0);
        CacheOutcome sampled = some.outcomes(List.of(CachePolicy.LRU), size, Sampling.NONE, Runnable::run, () -> false)
                .get(0);
        assertThat(sampled.share()).isLessThan(0.2);
        assertThat(sampled.all().bytes()).isEqualTo(exact.all().bytes());
        assertThat(sampled.all().byteHitRatio()).isCloseTo(exact.all().byteHitRatio(), within(5 * POINT));
    }

    /** An object that has most of the bytes, and that is asked for twice, is not what caches are sized by. */
    @Test
    void whatSavesLittleForItsBytesIsNotUseful() {
        ObjectRules rules = new ObjectRules(QueryRule.ALL, entry -> true, entry -> 0, List.of(ObjectRules.FOR_EVER));
        CacheRecording recording = new CacheRecording(1, Integer.MAX_VALUE, 1 << 20, 1);
        ObjectProjection projection = new ObjectProjection(SLOTS, rules);
        for (int second = 0; second < 10_000; second++) {
            record(recording, projection, second % 10, second, 100);
        }
        record(recording, projection, 10, 10_000, Long.MAX_VALUE);
        record(recording, projection, 10, 10_001, Long.MAX_VALUE);
        record(recording, projection, 11, 10_002, 1_000);
        CacheSimulation simulation = new CacheSimulation(recording, rules, CacheSettings.DEFAULT);
        assertThat(simulation.footprint()).isEqualTo(Long.MAX_VALUE);
        assertThat(simulation.usefulBytes()).as("twice ten objects of 100").isEqualTo(2_000);
    }

    /** A few objects with most of the bytes are in a sample, or are not, by luck. */
    @Test
    void aFewLargeObjectsAreNoneForASample() {
        assertThat(withLargest(1).curveSampling().every()).isGreaterThan(1);
        assertThat(withLargest(1 << 20).curveSampling()).isEqualTo(Sampling.NONE);
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
