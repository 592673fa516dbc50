package io.github.logtraffic.traffic.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Policies hit what is published of them. */
class KnownHitsTest {
    private static final int REQUESTS = 12;

    /** The trace on which FIFO shows Belady's anomaly, in the text books. */
    private static final Trace TEXT_BOOK = Traces.of(1, 2, 3, 4, 1, 2, 5, 1, 2, 3, 4, 5);

    private static long misses(CachePolicy policy, int frames) {
        return REQUESTS - Traces.hits(policy, TEXT_BOOK, frames);
    }

    @Test
    void ofTheTextBooks() {
        assertThat(misses(CachePolicy.FIFO, 3)).isEqualTo(9);
        assertThat(misses(CachePolicy.FIFO, 4)).as("Belady's anomaly").isEqualTo(10);
        assertThat(misses(CachePolicy.LRU, 3)).isEqualTo(10);
        assertThat(misses(CachePolicy.LRU, 4)).isEqualTo(8);
        assertThat(misses(CachePolicy.BELADY, 3)).isEqualTo(7);
        assertThat(misses(CachePolicy.BELADY, 4)).isEqualTo(6);
        assertThat(misses(CachePolicy.CLOCK, 3)).isEqualTo(10);
        assertThat(misses(CachePolicy.CLOCK, 4)).isEqualTo(8);
        assertThat(misses(CachePolicy.SIEVE, 3)).isEqualTo(10);
        assertThat(misses(CachePolicy.SIEVE, 4)).isEqualTo(8);
    }

    @Test
    void ofALoopThatIsLargerThanTheCache() {
        int objects = 1_011;
        Trace loop =
                Traces.of(IntStream.range(0, 505_500).map(at -> at % objects).toArray());
        for (CachePolicy policy :
                new CachePolicy[] {CachePolicy.LRU, CachePolicy.FIFO, CachePolicy.SIEVE, CachePolicy.S3_FIFO}) {
            assertThat(Traces.hits(policy, loop, 256)).as(policy.policyName()).isZero();
            assertThat(Traces.hits(policy, loop, 512)).as(policy.policyName()).isZero();
        }
        assertThat(Traces.hits(CachePolicy.BELADY, loop, 256)).isEqualTo(127_500);
        assertThat(Traces.hits(CachePolicy.BELADY, loop, 512)).isEqualTo(255_488);
    }

    /** Che, Tung, Wang: Hierarchical web caching systems, IEEE JSAC 2002: what LRU and FIFO hit of independent requests. */
    @Test
    void ofRequestsThatFollowZipfsLaw() {
        Trace trace = Traces.of(Traces.zipf(new Random(20_261_128), 500_000, 10_000));
        assertThat(Traces.outcome(CachePolicy.LRU, trace, 1_000).warm().hitRatio())
                .isCloseTo(0.6756, within(0.004));
        assertThat(Traces.outcome(CachePolicy.FIFO, trace, 1_000).warm().hitRatio())
                .isCloseTo(0.6309, within(0.004));
    }

    private static Offset<Double> within(double difference) {
        return Offset.offset(difference);
    }

    @Test
    void ofWeb07() throws IOException {
        Trace trace = Traces.of(Traces.web07());
        assertThat(trace.length()).isEqualTo(76_118);
        assertThat(trace.objects()).isEqualTo(20_484);
        Map<CachePolicy, long[]> exact = Map.of(
                CachePolicy.LRU, new long[] {34_813, 42_371},
                CachePolicy.FIFO, new long[] {32_682, 40_432},
                CachePolicy.CLOCK, new long[] {35_243, 42_808},
                CachePolicy.LFU, new long[] {29_481, 39_308},
                CachePolicy.SIEVE, new long[] {37_099, 44_093},
                CachePolicy.S3_FIFO, new long[] {38_175, 44_239},
                CachePolicy.OPTIMAL, new long[] {45_161, 51_832},
                CachePolicy.BELADY, new long[] {45_153, 51_830});
        exact.forEach((policy, hits) -> {
            assertThat(Traces.hits(policy, trace, 512)).as(policy.policyName()).isEqualTo(hits[0]);
            assertThat(Traces.hits(policy, trace, 2_048))
                    .as(policy.policyName())
                    .isEqualTo(hits[1]);
        });
        assertThat(Traces.outcome(CachePolicy.W_TINYLFU, trace, 512).all().hitRatio())
                .isCloseTo(36_608 / 76_118.0, within(0.01));
        assertThat(Traces.outcome(CachePolicy.W_TINYLFU, trace, 2_048).all().hitRatio())
                .isCloseTo(43_176 / 76_118.0, within(0.01));
    }
}
