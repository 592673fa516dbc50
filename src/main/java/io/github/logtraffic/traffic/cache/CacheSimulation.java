package io.github.logtraffic.traffic.cache;

import io.github.logtraffic.log.entry.ClientKey;
import io.github.logtraffic.log.entry.Utf8Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Asks caches for what was recorded. */
public final class CacheSimulation {
    /** More than the size that has so much of the hits of the largest helps little. */
    public static final double ENOUGH = 0.95;

    private static final double NEARLY_ALL = 0.999;

    /** No policy holds just what is worth most: with twice the room it has all of that in nearly always. */
    private static final int ROOM = 2;

    /** A curve up to so much more would have too few of its sizes where requests are decided. */
    private static final int MUCH_MORE = 50;

    private final CacheRecording recording;
    private final CacheSettings settings;
    private final int[] ttlSeconds;
    private final Trace whole;
    private final CurveSamples samples;
    private final long objectsOnce;
    private final Map<Pair, int[]> hitsOfObjects = new ConcurrentHashMap<>();
    private @Nullable TimeSample timeSample;

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
        return Minutes.plus(bytes, recording.bytesNotKept());
    }

    private long ofAll(long recorded) {
        return recording.share() == 1 ? recorded : Math.round(recorded / recording.share());
    }

    /**
     * The size from which on a larger cache helps little: {@value #ROOM} times the bytes of the objects that save
     * {@value #NEARLY_ALL} of the requests that can be saved at all, those first that save most for their bytes; or of those that
     * save as much of the bytes, when that is at most {@value #MUCH_MORE} times as much. At most {@link #footprint}.
     */
    public long usefulBytes() {
        int objects = whole.objects();
        long[] byWorth = new long[objects]; // how many bytes a saved request takes, and the object
        long repeated = 0;
        double repeatedBytes = 0;
        for (int object = 0; object < objects; object++) {
            long saved = recording.objects().requests(object) - 1;
            float worth = saved == 0 ? Float.MAX_VALUE : (float) whole.sizes()[object] / saved;
            byWorth[object] = (long) Float.floatToIntBits(worth) << Integer.SIZE | object; // ordered as the number is
            repeated += saved;
            repeatedBytes += (double) saved * whole.sizes()[object];
        }
        if (repeated == 0) {
            return footprint();
        }
        Arrays.sort(byWorth);
        long bytes = 0;
        long saved = 0;
        double savedBytes = 0;
        long ofRequests = 0;
        for (int i = 0; i < objects && (ofRequests == 0 || savedBytes < NEARLY_ALL * repeatedBytes); i++) {
            int object = (int) byWorth[i];
            long again = recording.objects().requests(object) - 1;
            bytes = Minutes.plus(bytes, whole.sizes()[object]);
            saved += again;
            savedBytes += (double) again * whole.sizes()[object];
            ofRequests = ofRequests == 0 && saved >= NEARLY_ALL * repeated ? bytes : ofRequests;
        }
        long useful = bytes <= Minutes.times(MUCH_MORE, ofRequests) ? bytes : ofRequests;
        return Math.min(ofAll(Minutes.times(ROOM, useful)), footprint());
    }

    /** How a curve may be found from less than all requests; {@link Sampling#NONE} when the log is small. */
    public Sampling curveSampling() {
        int every = samples.usual();
        if (every > 1) {
            return new Sampling(every, false);
        }
        return timeSample() == null ? Sampling.NONE : new Sampling(1, true);
    }

    /** Null when the log is better simulated whole, or only some of its objects were kept. */
    private @Nullable TimeSample timeSample() {
        if (timeSample == null && recording.share() == 1) {
            ObjectTable objects = recording.objects();
            timeSample = TimeSample.of(
                    whole,
                    IntStream.range(0, whole.objects())
                            .mapToLong(objects::requests)
                            .toArray(),
                    recording.minutes());
        }
        return timeSample;
    }

    /**
     * What each policy does at each size, policy by policy.
     *
     * @param sampling what is simulated where that will do; of more objects where caches are small
     * @param lanes run the caches
     * @param stopped whether to leave out what was not begun; asked now and then
     */
    public List<CacheOutcome> outcomes(
            List<CachePolicy> policies, List<Long> sizes, Sampling sampling, Executor lanes, BooleanSupplier stopped) {
        List<Estimate> estimates =
                all(pairs(policies, sizes), pair -> estimate(pair.policy, pair.size, sampling), lanes, stopped);
        List<CacheOutcome> outcomes = estimates.stream()
                .map(one -> one.outcome(estimates.stream()
                        .filter(other ->
                                other.outcome().policy() == one.outcome().policy()
                                        && !other.halves().isEmpty())
                        .toList()))
                .toList();
        return sampling.isOfRequests() ? new StretchCheck(this, lanes, stopped).checked(outcomes) : outcomes;
    }

    /** A policy at a size. */
    record Pair(CachePolicy policy, long size) {}

    private static List<Pair> pairs(List<CachePolicy> policies, List<Long> sizes) {
        return policies.stream()
                .flatMap(policy -> sizes.stream().map(size -> new Pair(policy, size)))
                .toList();
    }

    /** What comes of all pairs, in their order; of those not begun before a stop nothing. */
    static <T> List<T> all(List<Pair> pairs, Function<Pair, T> run, Executor lanes, BooleanSupplier stopped) {
        List<CompletableFuture<Optional<T>>> tasks = pairs.stream()
                .map(pair -> CompletableFuture.supplyAsync(
                        () -> stopped.getAsBoolean() ? Optional.<T>empty() : Optional.of(run.apply(pair)), lanes))
                .toList();
        List<T> done = new ArrayList<>();
        tasks.forEach(task -> await(task).ifPresent(done::add));
        return done;
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

    private Estimate estimate(CachePolicy policy, long size, Sampling sampling) {
        boolean mayBeSampled =
                policy.isScalable() && Arrays.stream(ttlSeconds).allMatch(ttl -> ttl == ObjectRules.FOR_EVER);
        TimeSample stretches = mayBeSampled && policy.hasShortMemory() && sampling.isOfRequests() ? timeSample() : null;
        if (stretches != null) {
            return stretches.run(policy, size, settings, ttlSeconds(policy));
        }
        CurveSamples.Sample sample = samples.of(mayBeSampled ? samples.enoughFor(size, sampling.every()) : 1);
        return new Estimate(
                run(policy, size, sample.all()),
                sample.halves().stream().map(half -> run(policy, size, half)).toList());
    }

    /** What a cache does with all that was recorded; remembers what it hits of which object. */
    CacheOutcome exact(Pair pair) {
        int[] hits = new int[whole.objects()];
        CacheOutcome outcome = samples.all().run(pair.policy, pair.size, settings, ttlSeconds(pair.policy), hits);
        hitsOfObjects.put(pair, hits);
        return outcome;
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
        int[] hits = hits(new Pair(policy, size));
        return IntStream.range(0, hits.length)
                .filter(object -> hits[object] > 0)
                .mapToObj(object -> cached(object, hits[object]))
                .sorted(order)
                .limit(most)
                .toList();
    }

    private int[] hits(Pair pair) {
        if (!hitsOfObjects.containsKey(pair)) {
            exact(pair);
        }
        return hitsOfObjects.getOrDefault(pair, new int[0]);
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
