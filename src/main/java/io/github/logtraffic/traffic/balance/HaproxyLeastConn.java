package io.github.logtraffic.traffic.balance;

import io.github.logtraffic.log.entry.ClientKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * HAProxy's {@code balance leastconn}: the fewest connections for its weight, among equals the one that has been there
 * longest (src/lb_fwlc.c).
 */
final class HaproxyLeastConn implements Picker {
    private final BackendStates states;
    private final int[] weight;
    private final long[] queuedAs;
    private final boolean[] isQueued;
    private long queued;

    HaproxyLeastConn(List<Backend> backends, BackendStates states) {
        this.states = states;
        this.weight = backends.stream()
                .mapToInt(backend -> backend.weight() * HaproxyRoundRobin.WEIGHT_SCALE)
                .toArray();
        this.queuedAs = new long[weight.length];
        this.isQueued = new boolean[weight.length];
    }

    @Override
    public int pick(@Nullable ClientKey ignored, long nowMicros) {
        int first = NONE;
        long least = 0;
        for (int i = 0; i < weight.length; i++) {
            if (isIn(i)) {
                long key = key(i);
                if (first < 0 || key < least || (key == least && queuedAs[i] < queuedAs[first])) {
                    first = i;
                    least = key;
                }
            }
        }
        if (first >= 0) {
            queuedAs[first] = queued++;
        }
        return first;
    }

    private boolean isIn(int server) {
        boolean isUp = states.isUp(server);
        if (isUp && !isQueued[server]) {
            queuedAs[server] = queued++;
        }
        isQueued[server] = isUp;
        return isUp;
    }

    private long key(int server) {
        int inFlight = states.inFlight(server);
        return inFlight == 0
                ? 0
                : (inFlight + 1L) * Backend.MOST_WEIGHT * HaproxyRoundRobin.WEIGHT_SCALE / weight[server];
    }

    @Override
    public void ended(int backend, long nowMicros, long tookMicros) {
        queuedAs[backend] = queued++;
    }
}
