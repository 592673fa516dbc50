package io.github.logtraffic.traffic.cache;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A million requests by Zipf's law for 100,000 objects of 1 to 64 kB, asked of caches of each policy that hold a hundredth and
 * a tenth of them: requests per microsecond (millions per second), with all that is counted besides. At least 5 are wanted.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(1)
public class PolicyBenchmark {
    private static final int REQUESTS = 1_000_000;
    private static final int OBJECTS = 100_000;

    /** The policy. */
    @Param({
        "LRU",
        "FIFO",
        "CLOCK",
        "LFU",
        "SIEVE",
        "S3_FIFO",
        "W_TINYLFU",
        "GDSF",
        "OPTIMAL",
        "BELADY",
        "NGINX_PROXY_CACHE",
        "VARNISH"
    })
    public CachePolicy policy = CachePolicy.LRU;

    /** Which part of all objects the cache holds. */
    @Param({"100", "10"})
    public int part;

    private final CacheSample sample = sample();
    private long size;

    private static CacheSample sample() {
        Random random = new Random(1);
        int[] numbers = random.ints(OBJECTS, 0, OBJECTS).toArray(); // neighbours in rank are none in memory
        Trace trace = new Trace();
        Minutes minutes = new Minutes();
        int[] ranks = Traces.zipf(random, REQUESTS, OBJECTS);
        for (int at = 0; at < REQUESTS; at++) {
            trace.add(numbers[ranks[at]], at / 50);
            minutes.add(at / 50, 1, false);
        }
        trace.describe(random.longs(OBJECTS, 1, 1 << 16).toArray(), new byte[OBJECTS]);
        return new CacheSample(trace, 1, minutes, REQUESTS, 0);
    }

    @Setup
    public void chooseSize() {
        size = OBJECTS * (1L << 15) / part;
    }

    @Benchmark
    @OperationsPerInvocation(REQUESTS)
    public CacheOutcome simulate() {
        int ttl = policy == CachePolicy.VARNISH ? CacheSettings.VARNISH_TTL_SECONDS : ObjectRules.FOR_EVER;
        return sample.run(policy, size, CacheSettings.DEFAULT, new int[] {ttl}, null);
    }
}
