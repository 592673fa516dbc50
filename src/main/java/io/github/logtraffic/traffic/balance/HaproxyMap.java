package io.github.logtraffic.traffic.balance;

import java.util.Arrays;
import java.util.List;

/**
 * HAProxy's static map of servers, in which each stands as often as its weight says (src/lb_map.c, recalc_server_map).
 * It is made anew when servers go up or down.
 */
final class HaproxyMap {
    private final BackendStates states;
    private final int[] weight;
    private int[] map = {};
    private int version;

    HaproxyMap(List<Backend> backends, BackendStates states) {
        this.states = states;
        this.weight = backends.stream().mapToInt(Backend::weight).toArray();
        int divisor = Arrays.stream(weight).reduce(0, HaproxyMap::greatestCommonDivisor);
        for (int i = 0; i < weight.length; i++) {
            weight[i] /= divisor;
        }
        build();
    }

    private static int greatestCommonDivisor(int one, int other) {
        return other == 0 ? one : greatestCommonDivisor(other, one % other);
    }

    /** The servers by slot; empty when all are down. It must not be changed. */
    int[] slots() {
        if (version != states.version()) {
            build();
        }
        return map;
    }

    private void build() {
        version = states.version();
        int total = 0;
        for (int i = 0; i < weight.length; i++) {
            total += states.isUp(i) ? weight[i] : 0;
        }
        map = new int[total];
        int[] score = new int[weight.length];
        for (int slot = 0; slot < total; slot++) {
            map[slot] = best(score, total);
            score[map[slot]] -= total;
        }
    }

    /** The first of those with most; that the quotient is rounded towards zero, as in C, matters. */
    private int best(int[] score, int total) {
        int best = Picker.NONE;
        int most = 0;
        for (int i = 0; i < weight.length; i++) {
            if (states.isUp(i)) {
                score[i] += weight[i];
                int quotient = (score[i] + total) / total;
                if (best < 0 || quotient > most) {
                    most = quotient;
                    best = i;
                }
            }
        }
        return best;
    }
}
