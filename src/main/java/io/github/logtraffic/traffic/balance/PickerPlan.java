package io.github.logtraffic.traffic.balance;

import java.util.List;

/**
 * What a picker is made of.
 *
 * @param upstream the backends
 * @param states of those backends; whoever drives the picker keeps them
 * @param settings what servers let one choose
 * @param seed of random draws
 */
public record PickerPlan(Upstream upstream, BackendStates states, PolicySettings settings, long seed) {
    List<Backend> backends() {
        return upstream.backends();
    }

    NginxPeers nginxPeers() {
        return new NginxPeers(backends(), states, settings);
    }

    HaproxyMap haproxyMap() {
        return new HaproxyMap(backends(), states);
    }

    Draws draws() {
        return new Draws(backends(), seed);
    }
}
