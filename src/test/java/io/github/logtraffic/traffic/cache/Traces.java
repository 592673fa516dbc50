package io.github.logtraffic.traffic.cache;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.tukaani.xz.XZInputStream;

/** Traces to ask caches for. */
final class Traces {
    private Traces() {}

    /** Requests for objects by any keys, a second each; all objects have one byte. */
    static Trace of(int... keys) {
        Map<Integer, Integer> numbers = new HashMap<>();
        int[] objects = Arrays.stream(keys)
                .map(key -> {
                    Integer known = numbers.putIfAbsent(key, numbers.size());
                    return known == null ? numbers.size() - 1 : known;
                })
                .toArray();
        long[] sizes = new long[numbers.size()];
        Arrays.fill(sizes, 1);
        return of(objects, sizes);
    }

    static Trace of(int[] objects, long[] sizes) {
        Trace trace = new Trace();
        for (int at = 0; at < objects.length; at++) {
            trace.add(objects[at], at);
        }
        trace.describe(sizes, new byte[sizes.length]);
        return trace;
    }

    /** Requests of a real online shop, by key. They are no part of the project: the test is skipped where they are absent. */
    static int[] web07() throws IOException {
        Path file = Path.of("../shared/traces/web07.trace.xz");
        assumeTrue(Files.exists(file), "no trace web07 here");
        try (XZInputStream in = new XZInputStream(Files.newInputStream(file))) {
            ByteBuffer bytes = ByteBuffer.wrap(in.readAllBytes());
            int[] keys = new int[bytes.remaining() / Integer.BYTES];
            bytes.asIntBuffer().get(keys);
            return keys;
        }
    }

    /** Independent requests that follow Zipf's law: the object of rank n is asked for 1/n as often as the first. */
    static int[] zipf(Random random, int requests, int objects) {
        double[] sums = new double[objects];
        double sum = 0;
        for (int rank = 1; rank <= objects; rank++) {
            sum += 1.0 / rank;
            sums[rank - 1] = sum;
        }
        double total = sum;
        return IntStream.range(0, requests)
                .map(at -> {
                    int found = Arrays.binarySearch(sums, random.nextDouble() * total);
                    return found < 0 ? -found - 1 : found;
                })
                .toArray();
    }

    /** Some objects much, many of them little. */
    static int[] skewed(Random random, int requests, int objects) {
        int[] trace = new int[requests];
        for (int at = 0; at < requests; at++) {
            trace[at] = (int) (objects * Math.pow(random.nextDouble(), 3));
        }
        return trace;
    }

    static long hits(CachePolicy policy, Trace trace, long size) {
        return outcome(policy, trace, size).all().hits();
    }

    static CacheOutcome outcome(CachePolicy policy, Trace trace, long size) {
        return outcome(policy, trace, size, CacheSettings.DEFAULT, ObjectRules.FOR_EVER);
    }

    /** @param size for nginx in blocks, which is in objects when none is larger than a block */
    static CacheOutcome outcome(CachePolicy policy, Trace trace, long size, CacheSettings settings, int ttlSeconds) {
        long capacity = policy == CachePolicy.NGINX_PROXY_CACHE ? size * CacheSettings.NGINX_BLOCK_BYTES : size;
        Minutes minutes = new Minutes();
        for (int at = 0; at < trace.length(); at++) {
            minutes.add(trace.second(at), 1, false);
        }
        return new CacheSample(trace, 1, minutes, trace.length(), 0)
                .run(policy, capacity, settings, new int[] {ttlSeconds}, null);
    }
}
