package io.github.logtraffic.traffic.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logtraffic.reference.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is true of caches whatever is asked for; and slow twins of the policies that are easy to write slowly. */
class CachePropertiesTest {
    private static final int OBJECTS = 200;
    private static final int REQUESTS = 3_000;

    private static Trace ofUnitSizes(Random random) {
        return Traces.of(Traces.skewed(random, REQUESTS, OBJECTS));
    }

    private static Trace ofManySizes(Random random) {
        long[] sizes = new long[OBJECTS];
        Arrays.setAll(sizes, object -> 1 + random.nextInt(1 + random.nextInt(500)));
        return Traces.of(Traces.skewed(random, REQUESTS, OBJECTS), sizes);
    }

    @Test
    void aCacheOfAllObjectsMissesEachOnce() {
        Seeds.each(5, random -> {
            Trace trace = ofUnitSizes(random);
            for (CachePolicy policy : CachePolicy.values()) {
                long size = policy == CachePolicy.S3_FIFO ? 20L * OBJECTS : trace.objects();
                assertThat(Traces.outcome(policy, trace, size, new CacheSettings(Integer.MAX_VALUE, 1, 0), 1_000_000)
                                .all()
                                .hits())
                        .as(policy.policyName())
                        .isEqualTo(trace.length() - trace.objects());
            }
        });
    }

    @Test
    void noPolicyIsBetterThanTheBestForObjectsOfOneSize() {
        Seeds.each(5, random -> {
            Trace trace = ofUnitSizes(random);
            for (int size : new int[] {1, 2, 7, 20, 61, 150}) {
                long best = Traces.hits(CachePolicy.OPTIMAL, trace, size);
                for (CachePolicy policy : CachePolicy.values()) {
                    assertThat(Traces.hits(policy, trace, size))
                            .as(policy.policyName() + size)
                            .isLessThanOrEqualTo(best);
                }
            }
        });
    }

    @Test
    void leastRecentlyUsedAndTheBestHitNoLessWhenTheyAreLarger() {
        Seeds.each(5, random -> {
            Trace trace = ofUnitSizes(random);
            for (CachePolicy policy :
                    List.of(CachePolicy.LRU, CachePolicy.OPTIMAL, CachePolicy.BELADY, CachePolicy.NGINX_PROXY_CACHE)) {
                long before = 0;
                for (int size = 1; size <= OBJECTS; size += 3) {
                    long hits = Traces.hits(policy, trace, size);
                    assertThat(hits).as(policy.policyName() + size).isGreaterThanOrEqualTo(before);
                    before = hits;
                }
            }
        });
    }

    @Test
    void booksAreRightAndBytesAddUpWhateverTheSizes() {
        Seeds.each(5, random -> {
            Trace trace = ofManySizes(random);
            long bytes = 0;
            for (int at = 0; at < trace.length(); at++) {
                bytes += trace.sizes()[trace.object(at)];
            }
            for (CachePolicy policy : CachePolicy.values()) {
                for (long size :
                        new long[] {1, 50, 400, 3_000, 10_000, 20_000, 100_000}) { // each run checks its cache's books
                    CacheOutcome outcome = Traces.outcome(policy, trace, size, new CacheSettings(300, 2, 20), 200);
                    CacheCounts all = outcome.all();
                    assertThat(all.bytes()).isEqualTo(bytes);
                    assertThat(all.requests()).isEqualTo(trace.length());
                    assertThat(all.hits() + all.revalidations() + all.misses()).isEqualTo(trace.length());
                    assertThat(outcome.origin().requests())
                            .as(policy.policyName())
                            .isGreaterThanOrEqualTo(all.misses() + all.revalidations());
                }
            }
        });
    }

    @Test
    void leastRecentlyUsedIsASetInTheOrderOfUse() {
        Seeds.each(5, random -> {
            Trace trace = ofManySizes(random);
            for (long size : new long[] {30, 400, 3_000}) {
                assertThat(Traces.hits(CachePolicy.LRU, trace, size)).isEqualTo(slowQueue(trace, size, true));
                assertThat(Traces.hits(CachePolicy.FIFO, trace, size)).isEqualTo(slowQueue(trace, size, false));
            }
        });
    }

    private static long slowQueue(Trace trace, long size, boolean movesUsed) {
        Set<Integer> held = new LinkedHashSet<>();
        long hits = 0;
        for (int at = 0; at < trace.length(); at++) {
            int object = trace.object(at);
            if (held.contains(object)) {
                hits++;
                if (movesUsed) {
                    held.remove(object);
                    held.add(object);
                }
            } else if (trace.sizes()[object] <= size) {
                while (bytes(held, trace) + trace.sizes()[object] > size) {
                    held.remove(held.iterator().next());
                }
                held.add(object);
            }
        }
        return hits;
    }

    private static long bytes(Set<Integer> held, Trace trace) {
        return held.stream().mapToLong(object -> trace.sizes()[object]).sum();
    }

    @Test
    void whoWasUsedLeastAndLongestAgoGoesFirst() {
        Seeds.each(5, random -> {
            Trace trace = ofManySizes(random);
            for (long size : new long[] {30, 400, 3_000}) {
                assertThat(Traces.hits(CachePolicy.LFU, trace, size)).isEqualTo(slowLfu(trace, size));
            }
        });
    }

    private static long slowLfu(Trace trace, long size) {
        Map<Integer, int[]> held = new HashMap<>(); // uses, last use
        long hits = 0;
        for (int at = 0; at < trace.length(); at++) {
            int object = trace.object(at);
            if (held.containsKey(object)) {
                hits++;
                held.put(object, new int[] {held.get(object)[0] + 1, at});
            } else if (trace.sizes()[object] <= size) {
                while (bytes(held.keySet(), trace) + trace.sizes()[object] > size) {
                    held.remove(held.entrySet().stream()
                            .min(Comparator.<Map.Entry<Integer, int[]>>comparingInt(entry -> entry.getValue()[0])
                                    .thenComparingInt(entry -> entry.getValue()[1]))
                            .orElseThrow()
                            .getKey());
                }
                held.put(object, new int[] {1, at});
            }
        }
        return hits;
    }

    @Test
    void whatExpiresIsAskedForAgain() {
        Trace trace = Traces.of(1, 2, 1, 2, 1, 2, 1); // a second each
        CacheCounts counts = Traces.outcome(CachePolicy.LRU, trace, 10, CacheSettings.DEFAULT, 4)
                .all();
        assertThat(counts.hits()).isEqualTo(3);
        assertThat(counts.revalidations()).as("each four seconds after it came").isEqualTo(2);
    }

    @Test
    void nginxForgetsWhatWasNotAskedForAndKeepsWhatWasAskedForOften() {
        int[] keys = {1, 1, 1, 1, 2, 2, 3, 4, 5, 6, 7, 1, 1};
        Trace trace = Traces.of(keys);
        assertThat(Traces.outcome(CachePolicy.NGINX_PROXY_CACHE, trace, 10, new CacheSettings(600, 3, 0), 600)
                        .all()
                        .hits())
                .as("the fourth request for 1, and the last two")
                .isEqualTo(3);
        assertThat(Traces.outcome(CachePolicy.NGINX_PROXY_CACHE, trace, 10, new CacheSettings(8, 1, 0), 600)
                        .all()
                        .hits())
                .as("1 is forgotten eight seconds after its last request")
                .isEqualTo(3 + 1 + 1);
    }

    @Test
    void nginxCountsFilesInWholeBlocks() {
        int[] objects = {0, 1, 0, 1};
        long block = CacheSettings.NGINX_BLOCK_BYTES;
        long header = 700;
        assertThat(Traces.hits(CachePolicy.NGINX_PROXY_CACHE, Traces.of(objects, new long[] {1, block - header}), 2))
                .isEqualTo(2);
        assertThat(Traces.hits(
                        CachePolicy.NGINX_PROXY_CACHE, Traces.of(objects, new long[] {1, block - header + 1}), 2))
                .as("three blocks in all")
                .isZero();
        assertThat(Traces.hits(CachePolicy.NGINX_PROXY_CACHE, Traces.of(objects, new long[] {1, Long.MAX_VALUE}), 2))
                .as("the second is larger than any cache")
                .isEqualTo(1);
    }

    @Test
    void varnishHandsOutWhatIsInGraceAndDropsWhatIsBehindIt() {
        Trace trace = Traces.of(1, 2, 3, 4, 5, 1, 6, 7, 1, 8, 9, 10, 11, 12, 13, 14, 1);
        CacheOutcome outcome = Traces.outcome(CachePolicy.VARNISH, trace, 100, new CacheSettings(600, 1, 3), 4);
        assertThat(outcome.all().hits())
                .as("at 5 within grace, at 8 fresh, at 16 long gone")
                .isEqualTo(2);
        assertThat(outcome.origin().requests())
                .as("17, less two hits, and one refresh")
                .isEqualTo(16);
    }

    @Test
    void priorityOfGreedyDualIsAgeAndUsesBySize() {
        List<Integer> keys = new ArrayList<>(List.of(0, 0, 0, 1, 2, 0));
        Trace trace = Traces.of(keys.stream().mapToInt(Integer::intValue).toArray(), new long[] {10, 100, 60});
        assertThat(Traces.hits(CachePolicy.GDSF, trace, 120))
                .as("the small one that is used often stays when the third needs room")
                .isEqualTo(3);
    }

    /** The first minute has most requests, and all of them miss; later the busiest minute is the third. */
    @Test
    void peaksOfTheOriginAreThoseOfWarmCaches() {
        int[] objects = new int[1_000];
        Trace trace = new Trace();
        Minutes minutes = new Minutes();
        for (int at = 0; at < objects.length; at++) {
            objects[at] = at < 500 ? at : at % 400;
            int second = at < 500 ? 0 : at < 600 ? 60 : at < 900 ? 120 : 180;
            trace.add(objects[at], second);
            minutes.add(second, 1, false);
        }
        long[] sizes = new long[500];
        Arrays.fill(sizes, 1);
        trace.describe(sizes, new byte[sizes.length]);
        OriginLoad without = minutes.load();
        assertThat(List.of(without.requests(), without.peakRequests(), without.peakSecond()))
                .containsExactly(1_000L, 300L, 120L);
        OriginLoad with = new CacheSample(trace, 1, minutes, trace.length(), trace.bytes())
                .run(CachePolicy.LRU, 500, CacheSettings.DEFAULT, new int[] {ObjectRules.FOR_EVER}, null)
                .origin();
        assertThat(with.requests()).isEqualTo(500);
        assertThat(with.peakRequests()).isZero();
    }
}
