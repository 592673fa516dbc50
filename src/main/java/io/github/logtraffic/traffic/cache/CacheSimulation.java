package io.github.logtraffic.traffic.cache;

import io.github.logtraffic.log.entry.ClientKey;
import io.github.logtraffic.log.entry.Utf8Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Asks caches for what was recorded. */
public final class CacheSimulation {
    /** A sample of fewer objects would say little. */
    private static final int LEAST_OBJECTS = 8_192;

    /** A sample of fewer requests would save little time. */
    private static final int LEAST_REQUESTS = 1 << 18;

    /** The bytes of a sample must not hang on whether a few large objects are in it: so many of one size must make up as much. */
    private static final int LEAST_ALIKE = 2_048;

    /** A cache of fewer objects says little of a larger one: a window of a hundredth of it is hardly an object any more. */
    private static final int LEAST_HELD = 256;

    private final CacheRecording recording;
    private final CacheSettings settings;
    private final int[] ttlSeconds;
    private final Trace whole;
    private final CurveSamples samples;
    private final long objectsOnce;

    /**
     * @param recording to which nothing is added any more
     * @param rules those that it was made by
     */
    public CacheSimulation(CacheRecording recording, ObjectRules rules, CacheSettings settings) {
        this.recording = recording;
        this.settings = settings;
        this.whole = recording.trace();
        this.ttlSeconds =
                rules.ttlSeconds().stream().mapToInt(Integer::intValue).toArray();
        long once = 0;
        for (int object = 0; object < whole.objects(); object++) {
            once += recording.objects().requests(object) == 1 ? 1 : 0;
        }
        this.objectsOnce = once;
        this.samples = new CurveSamples(recording, whole, requestedBytes());
    }

    /** How many objects were asked for. */
    public long objects() {
        return ofAll(whole.objects());
    }

    /** How many objects were asked for only once. */
    public long objectsOnce() {
        return ofAll(objectsOnce);
    }

    /** The bytes of all objects: a cache of that size never evicts. */
    public long footprint() {
        long bytes = 0;
        for (long size : whole.sizes()) {
            bytes = Minutes.plus(bytes, size);
        }
        return ofAll(bytes);
    }

    private long requestedBytes() {
        long bytes = 0;
        for (int object = 0; object < whole.objects(); object++) {
            bytes = Minutes.plus(bytes, Minutes.times(recording.objects().requests(object), whole.sizes()[object]));
        }
        return ofAll(bytes);
    }

    private long ofAll(long recorded) {
        return recording.share() == 1 ? recorded : Math.round(recorded / recording.share());
    }

    /**
     * Of how many of the recorded objects one is enough for a curve of large caches.
     *
     * @return 1 when the log is small, or a few objects have much of its bytes; otherwise a power of two
     */
    public int curveSample() {
        double alike = alike();
        int every = 1;
        while (whole.objects() / (2 * every) >= LEAST_OBJECTS
                && whole.length() / (2 * every) >= LEAST_REQUESTS
                && alike / (2 * every) >= LEAST_ALIKE) {
            every *= 2;
        }
        return every;
    }

    /**
     * How many objects of one size would make up for all of them: {@code sum(x)^2 / sum(x^2)}, the effective sample size of
     * L. Kish. With few of them a sample has many of the bytes, or few, by luck.
     */
    private double alike() {
        double sum = 0;
        double squares = 0;
        for (double bytes : whole.sizes()) {
            sum += bytes;
            squares += bytes * bytes;
        }
        return squares == 0 ? 0 : sum / squares * sum;
    }

    /** What is simulated on all objects: small caches on more of them than large ones, and what is not the same in small on all. */
    private int sampleFor(CachePolicy policy, long size, int most) {
        int every = policy.isScalable() && Arrays.stream(ttlSeconds).allMatch(ttl -> ttl == ObjectRules.FOR_EVER)
                ? most
                : 1;
        while (every > 1 && whole.objectsIn(Math.round(size * recording.share())) / every < LEAST_HELD) {
            every /= 2;
        }
        return every;
    }

    /**
     * What each policy does at each size, policy by policy.
     *
     * @param every one of so many of the recorded objects is simulated, of more where caches are small; 1 for all
     * @param lanes run the caches
     * @param stopped whether to leave out what was not begun; asked now and then
     */
    public List<CacheOutcome> outcomes(
            List<CachePolicy> policies, List<Long> sizes, int every, Executor lanes, BooleanSupplier stopped) {
        List<CompletableFuture<Optional<Estimate>>> tasks = new ArrayList<>();
        for (CachePolicy policy : policies) {
            for (long size : sizes) {
                CurveSamples.Sample sample = samples.of(sampleFor(policy, size, every));
                tasks.add(CompletableFuture.supplyAsync(
                        () -> stopped.getAsBoolean() ? Optional.empty() : Optional.of(estimate(policy, size, sample)),
                        lanes));
            }
        }
        List<Estimate> estimates = new ArrayList<>();
        tasks.forEach(task -> await(task).ifPresent(estimates::add));
        return estimates.stream()
                .map(one -> one.outcome(estimates.stream()
                        .filter(other -> other.outcome.policy() == one.outcome.policy() && !other.halves.isEmpty())
                        .toList()))
                .toList();
    }

    private static <T> T await(CompletableFuture<T> task) {
        try {
            return task.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Error error) {
                throw error; // no memory is no bug
            }
            throw e;
        }
    }

    /** What a sample says, and what each half of it says. */
    private record Estimate(CacheOutcome outcome, List<CacheOutcome> halves) {
        /**
         * How far off the two halves are, on average over all sizes of the policy, is twice the standard error of their mean.
         */
        CacheOutcome outcome(List<Estimate> ofPolicy) {
            if (halves.isEmpty()) {
                return outcome;
            }
            double hits = 0;
            double bytes = 0;
            for (Estimate estimate : ofPolicy) {
                CacheCounts one = estimate.halves.get(0).all();
                CacheCounts other = estimate.halves.get(1).all();
                hits += Math.pow(one.hitRatio() - other.hitRatio(), 2);
                bytes += Math.pow(one.byteHitRatio() - other.byteHitRatio(), 2);
            }
            return new CacheOutcome(
                    outcome.policy(),
                    outcome.size(),
                    outcome.all(),
                    outcome.warm(),
                    outcome.origin(),
                    outcome.share(),
                    Math.sqrt(hits / ofPolicy.size()),
                    Math.sqrt(bytes / ofPolicy.size()));
        }
    }

    private Estimate estimate(CachePolicy policy, long size, CurveSamples.Sample sample) {
        return new Estimate(
                run(policy, size, sample.all()),
                sample.halves().stream().map(half -> run(policy, size, half)).toList());
    }

    private CacheOutcome run(CachePolicy policy, long size, CacheSample sample) {
        return sample.run(policy, size, settings, ttlSeconds(policy), null);
    }

    private int[] ttlSeconds(CachePolicy policy) {
        return Arrays.stream(ttlSeconds).map(ttl -> ttlSeconds(policy, ttl)).toArray();
    }

    private static int ttlSeconds(CachePolicy policy, int ttl) {
        if (ttl == ObjectRules.FOR_EVER) {
            return policy == CachePolicy.VARNISH ? CacheSettings.VARNISH_TTL_SECONDS : ttl;
        }
        // nginx has whole seconds, and what is exactly as old as its time is fresh to it
        return policy == CachePolicy.NGINX_PROXY_CACHE ? ttl + 1 : ttl;
    }

    /**
     * The recorded objects whose keeping is worth most.
     *
     * @param order the most worth first
     * @param most how many
     */
    public List<CachedObject> worth(CachePolicy policy, long size, Comparator<CachedObject> order, int most) {
        int[] hits = new int[whole.objects()];
        samples.all().run(policy, size, settings, ttlSeconds(policy), hits);
        return IntStream.range(0, hits.length)
                .filter(object -> hits[object] > 0)
                .mapToObj(object -> cached(object, hits[object]))
                .sorted(order)
                .limit(most)
                .toList();
    }

    private CachedObject cached(int object, long hits) {
        ClientKey key = new ClientKey();
        ObjectTable objects = recording.objects();
        objects.read(object, key);
        long requests = objects.requests(object);
        return new CachedObject(
                Utf8Text.decode(key.nameBytes(), key.nameFrom(), key.nameTo(), UnaryOperator.identity()),
                requests,
                hits,
                whole.sizes()[object],
                recording.hasDurations() ? Math.round((double) objects.micros(object) / requests * hits) : -1);
    }
}
