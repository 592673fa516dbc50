package io.github.logtraffic.traffic.balance;

import io.github.logtraffic.log.entry.ClientKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Envoy's ring hash (source/extensions/load_balancing_policies/ring_hash): ketama with XXH64, at least 1,024 points in
 * all, each host as many as its weight says.
 */
final class RingHash implements Picker {
    private static final double LEAST_POINTS = 1_024;
    private static final double MOST_POINTS = 8_388_608;

    private final KeyText text = new KeyText();
    private final List<Backend> backends;
    private final BackendStates states;
    private long[] points = {};
    private int[] backendOf = {};
    private int version;

    RingHash(List<Backend> backends, BackendStates states) {
        this.backends = backends;
        this.states = states;
        build();
    }

    @Override
    public int pick(@Nullable ClientKey key, long nowMicros) {
        if (version != states.version()) {
            build();
        }
        if (points.length == 0) {
            return NONE;
        }
        text.read(key);
        return backendOf[Unsigned.firstFrom(points, text.xxHash64()) % points.length];
    }

    private record Point(long hash, int backend) {}

    private void build() {
        version = states.version();
        int[] up = IntStream.range(0, backends.size()).filter(states::isUp).toArray();
        double total = IntStream.of(up).map(i -> backends.get(i).weight()).sum();
        double least = IntStream.of(up).map(i -> backends.get(i).weight()).min().orElse(1) / total;
        double scale = Math.min(Math.ceil(least * LEAST_POINTS) / least, MOST_POINTS);
        List<Point> ring = new ArrayList<>();
        double wanted = 0;
        for (int backend : up) {
            wanted += scale * (backends.get(backend).weight() / total); // a running sum, as Envoy rounds it
            String prefix = backends.get(backend).address() + "_";
            for (int i = 0; ring.size() < wanted; i++) {
                byte[] name = (prefix + i).getBytes(StandardCharsets.UTF_8);
                ring.add(new Point(XxHash64.of(name, 0), backend));
            }
        }
        ring.sort(Comparator.comparing(Point::hash, Long::compareUnsigned));
        points = ring.stream().mapToLong(Point::hash).toArray();
        backendOf = ring.stream().mapToInt(Point::backend).toArray();
    }
}
