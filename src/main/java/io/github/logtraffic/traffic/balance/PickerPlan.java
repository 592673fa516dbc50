package io.github.logtraffic.traffic.balance;

import java.util.List;

/**
 * What a picker is made of.
 *
 * @param backends in the order in which servers have them
 * @param states of those backends; whoever drives the picker keeps them
 * @param settings what servers let one choose
 * @param seed of random draws
 */
public record PickerPlan(List<Backend> backends, BackendStates states, PolicySettings settings, long seed) {
    /** Keeps a copy. */
    public PickerPlan {
        backends = List.copyOf(backends);
    }

    NginxPeers nginxPeers() {
        return new NginxPeers(backends, states, settings.maxFails(), settings.failTimeoutSeconds());
    }

    HaproxyMap haproxyMap() {
        return new HaproxyMap(backends, states);
    }

    Draws draws() {
        return new Draws(backends, seed);
    }
}
