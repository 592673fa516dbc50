package io.github.logtraffic.traffic.cache;

import io.github.logtraffic.traffic.cache.CacheSimulation.Pair;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Looks whether what stretches of a log say is true: the first policy is asked for all requests at two sizes, and policies that
 * may remember what was long ago at one. When any does not do what was found from stretches, all are asked for all requests at
 * all sizes: then the stretches do not stand for the log, or not for what policies make of it.
 */
final class StretchCheck {
    /** A difference of half a point is more than chance makes. */
    private static final double MOST_OFF = 0.005;

    private static final double MOST_BYTES_OFF = 0.01;

    /** Where policies are looked at: much is decided there. The first is, too, where its objects are to be named. */
    private static final double HALF = 0.5;

    private final CacheSimulation simulation;
    private final Executor lanes;
    private final BooleanSupplier stopped;

    StretchCheck(CacheSimulation simulation, Executor lanes, BooleanSupplier stopped) {
        this.simulation = simulation;
        this.lanes = lanes;
        this.stopped = stopped;
    }

    /** The outcomes, with those in place of which the truth was found, and with errors not below what was seen. */
    List<CacheOutcome> checked(List<CacheOutcome> outcomes) {
        List<Pair> looked = new ArrayList<>();
        for (CachePolicy policy :
                outcomes.stream().map(CacheOutcome::policy).distinct().toList()) {
            List<CacheOutcome> sampled = outcomes.stream()
                    .filter(outcome -> outcome.policy() == policy && outcome.share() < 1)
                    .toList();
            boolean isFirst = looked.isEmpty();
            if (!sampled.isEmpty() && isFirst) {
                looked.add(new Pair(policy, sizeToLookAt(sampled, CacheSimulation.ENOUGH)));
            }
            if (!sampled.isEmpty() && (isFirst || policy.mayRemember())) {
                looked.add(new Pair(policy, sizeToLookAt(sampled, HALF)));
            }
        }
        Map<Pair, CacheOutcome> exact =
                new HashMap<>(exact(looked.stream().distinct().toList()));
        boolean isAnyOff = looked.stream().anyMatch(pair -> isOff(pair, outcomes, exact));
        List<Pair> again = outcomes.stream()
                .filter(outcome -> isAnyOff && outcome.share() < 1)
                .map(outcome -> new Pair(outcome.policy(), outcome.size()))
                .filter(pair -> !exact.containsKey(pair))
                .toList();
        exact.putAll(exact(again));
        return outcomes.stream()
                .map(outcome -> exact.getOrDefault(
                        new Pair(outcome.policy(), outcome.size()), withErrorSeen(outcome, outcomes, exact)))
                .toList();
    }

    private Map<Pair, CacheOutcome> exact(List<Pair> pairs) {
        return CacheSimulation.all(pairs, simulation::exact, lanes, stopped).stream()
                .collect(Collectors.toMap(outcome -> new Pair(outcome.policy(), outcome.size()), Function.identity()));
    }

    /** The smallest size that has so much of the hits of the best. */
    private static long sizeToLookAt(List<CacheOutcome> ofPolicy, double part) {
        long most = ofPolicy.stream()
                .mapToLong(outcome -> outcome.all().hits())
                .max()
                .orElse(0);
        return ofPolicy.stream()
                .filter(outcome -> outcome.all().hits() >= part * most)
                .findFirst()
                .orElseThrow()
                .size();
    }

    private static boolean isOff(Pair pair, List<CacheOutcome> sampled, Map<Pair, CacheOutcome> exact) {
        CacheOutcome truth = exact.get(pair);
        return truth != null
                && sampled.stream()
                        .filter(outcome -> outcome.policy() == pair.policy() && outcome.size() == pair.size())
                        .anyMatch(
                                outcome -> off(outcome, truth) > MOST_OFF || bytesOff(outcome, truth) > MOST_BYTES_OFF);
    }

    private static double off(CacheOutcome sampled, CacheOutcome truth) {
        return Math.max(
                Math.abs(sampled.all().hitRatio() - truth.all().hitRatio()),
                Math.abs(sampled.warm().hitRatio() - truth.warm().hitRatio()));
    }

    private static double bytesOff(CacheOutcome sampled, CacheOutcome truth) {
        return Math.max(
                Math.abs(sampled.all().byteHitRatio() - truth.all().byteHitRatio()),
                Math.abs(sampled.warm().byteHitRatio() - truth.warm().byteHitRatio()));
    }

    private static CacheOutcome withErrorSeen(
            CacheOutcome outcome, List<CacheOutcome> sampled, Map<Pair, CacheOutcome> exact) {
        double error = outcome.hitRatioError();
        double bytesError = outcome.byteHitRatioError();
        for (CacheOutcome other : sampled) {
            CacheOutcome truth = exact.get(new Pair(other.policy(), other.size()));
            if (truth != null && other.policy() == outcome.policy() && outcome.share() < 1) {
                error = Math.max(error, off(other, truth));
                bytesError = Math.max(bytesError, bytesOff(other, truth));
            }
        }
        return outcome.withErrors(error, bytesError);
    }
}
