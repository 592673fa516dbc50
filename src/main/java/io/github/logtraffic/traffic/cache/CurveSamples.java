package io.github.logtraffic.traffic.cache;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Samples of the objects of a log. Objects are put in the order of how often they were asked for, and of every few neighbours
 * one is taken, by hash. So a sample has as many objects of each popularity as it should; one that is chosen by hash alone may
 * have too many or too few of the most popular ones, which have much of all requests, and is off by several points then.
 */
final class CurveSamples {
    /** A sample of fewer objects would say little. */
    private static final int LEAST_OBJECTS = 8_192;

    /** A sample of fewer requests would save little time. */
    private static final int LEAST_REQUESTS = 1 << 18;

    /** The bytes of a sample must not hang on whether a few large objects are in it: so many of one size must make up as much. */
    private static final int LEAST_ALIKE = 2_048;

    /** A cache of fewer objects says little of a larger one: a window of a hundredth of it is hardly an object any more. */
    private static final int LEAST_HELD = 256;

    private final CacheRecording recording;
    private final Trace whole;
    private final long requestedBytes;
    private final Map<Integer, Sample> samples = new HashMap<>();

    /**
     * A sample, and two halves of it to find its error by.
     *
     * @param all the sample
     * @param halves none when the sample is all that there is
     */
    record Sample(CacheSample all, List<CacheSample> halves) {}

    /** @param requestedBytes of all requests of the log */
    CurveSamples(CacheRecording recording, Trace whole, long requestedBytes) {
        this.recording = recording;
        this.whole = whole;
        this.requestedBytes = requestedBytes;
    }

    /** All objects that were recorded. */
    CacheSample all() {
        return of(1).all();
    }

    /**
     * A sample of one of so many objects; the same each time, for all threads.
     *
     * @param every 1 for all that were recorded
     */
    synchronized Sample of(int every) {
        return samples.computeIfAbsent(every, this::newSample);
    }

    /**
     * Of how many of the recorded objects one is enough for a curve of large caches.
     *
     * @return 1 when the log is small, or a few objects have much of its bytes; otherwise a power of two
     */
    int usual() {
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

    /** Of how many objects one is enough for a cache of that size, at most as many: of small caches it is fewer. */
    int enoughFor(long size, int most) {
        int every = most;
        while (every > 1 && whole.objectsIn(Math.round(size * recording.share())) / every < LEAST_HELD) {
            every /= 2;
        }
        return every;
    }

    private Sample newSample(int every) {
        if (every == 1 && recording.share() == 1) {
            return new Sample(newSample(whole, 1), List.of());
        }
        Integer[] taken = oneOf(every, ordered());
        boolean[] isTaken = marked(taken);
        boolean[] isInHalf = marked(half(taken));
        boolean[] isInOther = new boolean[isTaken.length];
        for (int object = 0; object < isTaken.length; object++) {
            isInOther[object] = isTaken[object] && !isInHalf[object];
        }
        return new Sample(
                newSample(every == 1 ? whole : whole.part(isTaken), 1.0 / every),
                List.of(newSample(whole.part(isInHalf), 0.5 / every), newSample(whole.part(isInOther), 0.5 / every)));
    }

    private CacheSample newSample(Trace trace, double share) {
        return new CacheSample(
                trace,
                recording.share() * share,
                recording.minutes(),
                recording.requests().cacheable(),
                requestedBytes);
    }

    /** Those asked for most first; of those asked for as often, the largest first. */
    private Integer[] ordered() {
        return IntStream.range(0, whole.objects())
                .boxed()
                .sorted(Comparator.<Integer>comparingLong(
                                object -> -recording.objects().requests(object))
                        .thenComparingLong(object -> -whole.sizes()[object])
                        .thenComparingInt(object -> recording.objects().place(object)))
                .toArray(Integer[]::new);
    }

    /** Of every so many neighbours the one whose hash is the smallest. */
    private Integer[] oneOf(int every, Integer[] objects) {
        List<Integer> taken = new ArrayList<>();
        for (int from = 0; from < objects.length; from += every) {
            int to = Math.min(objects.length, from + every);
            taken.add(Arrays.stream(objects, from, to)
                    .min(Comparator.comparingInt(object -> recording.objects().place(object)))
                    .orElseThrow());
        }
        return taken.toArray(Integer[]::new);
    }

    /** Chosen as the whole was, so that halves differ as wholes would. */
    private Integer[] half(Integer[] taken) {
        return recording.share() == 1
                ? oneOf(2, taken)
                : Arrays.stream(taken)
                        .filter(object -> recording.objects().place(object) % 2 == 0)
                        .toArray(Integer[]::new);
    }

    private boolean[] marked(Integer[] objects) {
        boolean[] isMarked = new boolean[whole.objects()];
        for (int object : objects) {
            isMarked[object] = true;
        }
        return isMarked;
    }
}
