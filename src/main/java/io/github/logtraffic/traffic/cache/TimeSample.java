package io.github.logtraffic.traffic.cache;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Stretches of the trace of a log that has so few objects that none can be left out, but very many requests for them. The log is
 * cut into parts of as many requests, and of each a stretch somewhere in it stands for it; in front of each the cache is warmed
 * up, with what it held before (stratified sampling; as SMARTS does it for processors: Wunderlich, Wenisch, Falsafi, Hoe, ISCA
 * 2003). The beginning, where caches are empty, and the minutes that are busiest without a cache are simulated whole; what the
 * origin has to do in these stands for its peaks.
 */
final class TimeSample {
    /** The parts that a stretch each stands for, two to a tenth of the log, one for each half of the sample. */
    private static final int PARTS = 20;

    /** How many of them are the first tenth. */
    private static final int COLD_PARTS = 2;

    /** The requests of a stretch. */
    private static final int LENGTH = 1 << 12;

    /** An object that is asked for less often than this while the cache is warmed up is held or not by luck. */
    private static final int RARE = 3;

    /** More requests than this part must not be for rare objects. */
    private static final double MOST_RARE = 0.005;

    /** A sample of more than this part of the requests would save little time. */
    private static final double MOST = 0.25;

    private static final int NONE = -1;

    /** Multiples of it, without what is in front of the point, are spread evenly and have no period. */
    private static final double GOLDEN = 0.618033988749895;

    private final Trace whole;
    private final Minutes minutes;
    private final Trace sample = new Trace();
    private final List<Part> parts = new ArrayList<>();

    /** The busiest minute by requests, and the one by bytes if that is another one. */
    private final List<Peak> peaks;

    private final List<Stretch> stretches = new ArrayList<>();
    private final long bypassed;
    private final long bypassedBytes;
    private int @Nullable [] nextUses;

    /**
     * A part of the log.
     *
     * @param requests how many it has
     * @param bytes of them
     * @param from the first request of the stretch that stands for it
     * @param to the one behind its last
     * @param stretchBytes of the stretch
     */
    private record Part(int requests, long bytes, int from, int to, long stretchBytes) {
        boolean has(int request) {
            return from <= request && request < to;
        }
    }

    /**
     * A minute whose load of the origin is wanted.
     *
     * @param minute its number
     * @param from its first request
     * @param to the one behind its last
     */
    private record Peak(int minute, int from, int to) {
        boolean has(int request) {
            return from <= request && request < to;
        }
    }

    /**
     * Requests of the sample.
     *
     * @param end the one behind the last
     * @param part which part they stand for, {@value #NONE} for none
     * @param peak which of the peaks they are of, {@value #NONE} for none
     */
    private record Stretch(int end, int part, int peak) {}

    private TimeSample(Trace whole, Minutes minutes) {
        this.whole = whole;
        this.minutes = minutes;
        this.bypassed = minutes.bypassed();
        this.bypassedBytes = minutes.bypassedBytes();
        int[] ends = minutes.endsIn(whole);
        this.peaks = IntStream.of(minutes.busiest(), minutes.busiestByBytes())
                .distinct()
                .mapToObj(minute -> new Peak(minute, minute == 0 ? 0 : ends[minute - 1], ends[minute]))
                .toList();
    }

    /**
     * The sample of a log; null when it is better simulated whole: when it is short, much of it is asked for rarely, or the
     * stretches happen to be for other objects than the whole, as of a log with a few crawls, or one very large object.
     *
     * @param requests of the log, by object
     */
    static @Nullable TimeSample of(Trace whole, long[] requests, Minutes minutes) {
        if (whole.bytes() == Long.MAX_VALUE) {
            return null;
        }
        int warmUp = LENGTH;
        while (isPossible(warmUp, whole)
                && rare(requests, (double) warmUp / whole.length()) > MOST_RARE * whole.length()) {
            warmUp += LENGTH / 4;
        }
        if (!isPossible(warmUp, whole)) {
            return null;
        }
        TimeSample made = new TimeSample(whole, minutes);
        made.cut();
        made.take(warmUp);
        return made.sample.length() <= MOST * whole.length()
                        && new Likeness(whole, requests).has(made.requestsOfStretches())
                ? made
                : null;
    }

    private static boolean isPossible(int warmUp, Trace whole) {
        return (PARTS + 1.0) * (warmUp + LENGTH) <= MOST * whole.length();
    }

    /** How many requests are for objects that are rare in so large a share of the log. */
    private static long rare(long[] requests, double share) {
        return Arrays.stream(requests).filter(count -> count * share < RARE).sum();
    }

    /** How often each object is asked for in the stretches, but for the one at the beginning, which stands for itself only. */
    private long[] requestsOfStretches() {
        long[] requests = new long[whole.objects()];
        int from = 0;
        for (Stretch stretch : stretches) {
            for (int at = from; at < stretch.end && stretch.part > 0; at++) {
                requests[sample.object(at)]++;
            }
            from = stretch.end;
        }
        return requests;
    }

    private void cut() {
        parts.add(part(0, LENGTH, 0, LENGTH));
        for (int part = 0; part < PARTS; part++) {
            int from = Math.max(LENGTH, (int) ((long) whole.length() * part / PARTS));
            int to = (int) ((long) whole.length() * (part + 1) / PARTS);
            int stretch = from + (int) (GOLDEN * (part + 1) % 1 * (to - LENGTH - from));
            parts.add(part(from, to, stretch, stretch + LENGTH));
        }
    }

    private Part part(int from, int to, int stretchFrom, int stretchTo) {
        return new Part(
                to - from, whole.bytesOf(from, to), stretchFrom, stretchTo, whole.bytesOf(stretchFrom, stretchTo));
    }

    /** Puts the sample together of all requests that are in a stretch, in a minute that matters, or shortly before. */
    private void take(int warmUp) {
        List<int[]> taken = new ArrayList<>();
        NavigableSet<Integer> cuts = new TreeSet<>();
        parts.forEach(part -> taken.add(new int[] {Math.max(0, part.from - warmUp), part.from, part.to}));
        peaks.forEach(peak -> taken.add(new int[] {Math.max(0, peak.from - warmUp), peak.from, peak.to}));
        taken.forEach(range -> Arrays.stream(range).forEach(cuts::add));
        for (int from : cuts) {
            Integer to = cuts.higher(from);
            if (to != null && taken.stream().anyMatch(range -> range[0] <= from && from < range[2])) {
                sample.addAll(whole, from, to);
                stretches.add(new Stretch(
                        sample.length(),
                        first(parts.size(), part -> parts.get(part).has(from)),
                        first(peaks.size(), peak -> peaks.get(peak).has(from))));
            }
        }
        sample.describeAs(whole);
    }

    private static int first(int count, IntPredicate isWanted) {
        return IntStream.range(0, count).filter(isWanted).findFirst().orElse(NONE);
    }

    /** The same numbers for all who ask, made when the first one does. */
    private synchronized int[] nextUses() {
        if (nextUses == null) {
            nextUses = sample.nextUses();
        }
        return nextUses;
    }

    /** What a cache would have done with all requests of the log; of a policy that does not depend on time. */
    Estimate run(CachePolicy policy, long size, CacheSettings settings, int[] ttlSeconds) {
        Freshness freshness = new Freshness(sample, ttlSeconds);
        Cache cache = policy.newCache(sample, size, new CacheRequirements(settings, freshness, this::nextUses));
        Misses misses = new Misses(parts.size(), peaks.size());
        int from = 0;
        for (Stretch stretch : stretches) {
            long requests = 0;
            long bytes = 0;
            for (int at = from; at < stretch.end; at++) {
                int object = sample.object(at);
                if (!cache.request(object, at)) {
                    requests++;
                    bytes += sample.sizes()[object];
                }
            }
            misses.add(stretch, requests, bytes);
            from = stretch.end;
        }
        cache.checkBooks();
        return new Estimate(
                outcome(policy, size, misses, part -> true),
                List.of(
                        outcome(policy, size, misses, part -> part == 0 || part % 2 == 0),
                        outcome(policy, size, misses, part -> part == 0 || part % 2 == 1)));
    }

    /** What missed, by part of the log and by peak. */
    private static final class Misses {
        final long[] ofPart;
        final long[] bytesOfPart;
        final long[] ofPeak;
        final long[] bytesOfPeak;

        Misses(int parts, int peaks) {
            ofPart = new long[parts];
            bytesOfPart = new long[parts];
            ofPeak = new long[peaks];
            bytesOfPeak = new long[peaks];
        }

        void add(Stretch stretch, long requests, long bytes) {
            if (stretch.part != NONE) {
                ofPart[stretch.part] += requests;
                bytesOfPart[stretch.part] += bytes;
            }
            if (stretch.peak != NONE) {
                ofPeak[stretch.peak] += requests;
                bytesOfPeak[stretch.peak] += bytes;
            }
        }
    }

    private CacheOutcome outcome(CachePolicy policy, long size, Misses misses, IntPredicate isWanted) {
        CacheCounts all = counts(misses, isWanted);
        return new CacheOutcome(
                policy,
                size,
                all,
                counts(misses, isWanted.and(part -> part > COLD_PARTS)),
                origin(all, misses),
                (double) sample.length() / whole.length(),
                0,
                0);
    }

    /** The sum over parts of the log, each of which is like its stretch. */
    private CacheCounts counts(Misses misses, IntPredicate isWanted) {
        long requests = 0;
        long bytes = 0;
        double missed = 0;
        double missedBytes = 0;
        for (int index = 0; index < parts.size(); index++) {
            if (isWanted.test(index)) {
                Part part = parts.get(index);
                requests += part.requests;
                bytes += part.bytes;
                missed += (double) misses.ofPart[index] / (part.to - part.from) * part.requests;
                missedBytes += (double) misses.bytesOfPart[index] / part.stretchBytes * part.bytes;
            }
        }
        return new CacheCounts(
                requests, requests - Math.round(missed), 0, bytes, Math.max(0, bytes - Math.round(missedBytes)), 0);
    }

    private OriginLoad origin(CacheCounts all, Misses misses) {
        int byBytes = peaks.size() - 1;
        int busiest = peaks.get(0).minute;
        int busiestByBytes = peaks.get(byBytes).minute;
        return new OriginLoad(
                all.misses() + bypassed,
                Minutes.plus(all.bytes() - all.hitBytes(), bypassedBytes),
                misses.ofPeak[0] + minutes.bypassed(busiest),
                minutes.second(busiest),
                Minutes.plus(misses.bytesOfPeak[byBytes], minutes.bypassedBytes(busiestByBytes)),
                minutes.second(busiestByBytes));
    }
}
