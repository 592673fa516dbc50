package io.github.logtraffic.traffic.balance;

import io.github.logtraffic.log.entry.ClientKey;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rendezvous hashing (Thaler and Ravishankar 1998), weighted as by Schindelhauer and Schomaker 2005: each backend draws
 * a number from the key and its own name, and the largest {@code weight / -ln(number)} wins. When a backend is lost, only
 * its keys move.
 */
final class Rendezvous implements Picker {
    private static final double UNIT = 0x1p-53;

    private final KeyText text = new KeyText();
    private final BackendStates states;
    private final long[] hash;
    private final int[] weight;

    Rendezvous(List<Backend> backends, BackendStates states) {
        this.states = states;
        this.weight = backends.stream().mapToInt(Backend::weight).toArray();
        this.hash = backends.stream()
                .mapToLong(backend -> XxHash64.of(backend.address().getBytes(StandardCharsets.UTF_8), 0))
                .toArray();
    }

    @Override
    public int pick(@Nullable ClientKey key, long nowMicros) {
        text.read(key);
        long keyHash = text.xxHash64();
        int best = NONE;
        double most = 0;
        for (int i = 0; i < hash.length; i++) {
            if (states.isUp(i)) {
                double number = ((Draws.mix(keyHash ^ hash[i]) >>> 11) + 0.5) * UNIT;
                double score = weight[i] / -Math.log(number);
                if (best < 0 || score > most) {
                    best = i;
                    most = score;
                }
            }
        }
        return best;
    }
}
