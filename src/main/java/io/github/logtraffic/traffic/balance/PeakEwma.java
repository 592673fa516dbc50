package io.github.logtraffic.traffic.balance;

import io.github.logtraffic.log.entry.ClientKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finagle's peak EWMA (twitter/finagle, loadbalancer/PeakEwma.scala): of two backends drawn by weight the one with less
 * load, which is the latency that it is expected to have times the requests it would then have at hand. Latencies above
 * what is expected are believed at once, those below little by little.
 */
final class PeakEwma implements Picker {
    private static final double DECAY_MICROS = 10e6;

    /** What a backend counts for from which no answer has come yet. */
    private static final double PENALTY = 0x1p63 / 65_536;

    private final BackendStates states;
    private final int[] weight;
    private final Draws draws;
    private final double[] cost;
    private final long[] observed;

    PeakEwma(List<Backend> backends, BackendStates states, Draws draws) {
        this.states = states;
        this.weight = backends.stream().mapToInt(Backend::weight).toArray();
        this.draws = draws;
        this.cost = new double[weight.length];
        this.observed = new long[weight.length];
    }

    @Override
    public int pick(@Nullable ClientKey key, long nowMicros) {
        int one = PowerOfTwo.drawn(states, draws);
        int other = PowerOfTwo.drawn(states, draws);
        if (one < 0 || one == other) {
            return one;
        }
        return load(other, nowMicros) < load(one, nowMicros) ? other : one;
    }

    private double load(int backend, long nowMicros) {
        observe(backend, 0, nowMicros);
        int pending = states.inFlight(backend);
        double load = cost[backend] == 0 && pending != 0 ? PENALTY + pending : cost[backend] * (pending + 1);
        return load / weight[backend];
    }

    private void observe(int backend, double tookMicros, long nowMicros) {
        double elapsed = Math.max(0, nowMicros - observed[backend]);
        double kept = Math.exp(-elapsed / DECAY_MICROS);
        cost[backend] = tookMicros > cost[backend] ? tookMicros : cost[backend] * kept + tookMicros * (1 - kept);
        observed[backend] = nowMicros;
    }

    @Override
    public void ended(int backend, long nowMicros, long tookMicros) {
        observe(backend, (double) tookMicros, nowMicros);
    }
}
