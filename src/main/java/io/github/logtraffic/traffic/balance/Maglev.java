package io.github.logtraffic.traffic.balance;

import io.github.logtraffic.log.entry.ClientKey;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Maglev (Eisenbud et al., NSDI 2016) as Envoy has it (source/extensions/load_balancing_policies/maglev): a table of a
 * prime size in which hosts take their favourite free slots in turn.
 */
final class Maglev implements Picker {
    /** Envoy's size of the table. */
    static final int USUAL_SIZE = 65_537;

    private final KeyText text = new KeyText();
    private final List<Backend> backends;
    private final BackendStates states;
    private final int size;
    private int[] table = {};
    private int version;

    /** @param size of the table, a prime */
    Maglev(List<Backend> backends, BackendStates states, int size) {
        this.backends = backends;
        this.states = states;
        this.size = size;
        build();
    }

    /** The backends by slot; empty when all are down. */
    int[] table() {
        return table.clone();
    }

    @Override
    public int pick(@Nullable ClientKey key, long nowMicros) {
        if (version != states.version()) {
            build();
        }
        text.read(key);
        return table.length == 0 ? NONE : table[(int) Long.remainderUnsigned(text.xxHash64(), size)];
    }

    /** A host while the table is filled. */
    private static final class Host {
        private final int backend;
        private final long offset;
        private final long skip;
        private final double weight;
        private double target;
        private long taken;

        Host(int backend, byte[] address, double weight, int size) {
            this.backend = backend;
            this.offset = Long.remainderUnsigned(XxHash64.of(address, 0), size);
            this.skip = Long.remainderUnsigned(XxHash64.of(address, 1), size - 1) + 1;
            this.weight = weight;
        }

        int favourite(int size) {
            return (int) ((offset + skip * taken) % size);
        }
    }

    private void build() {
        version = states.version();
        Host[] hosts = hosts();
        table = new int[hosts.length == 0 ? 0 : size];
        Arrays.fill(table, NONE);
        double heaviest =
                Arrays.stream(hosts).mapToDouble(host -> host.weight).max().orElse(0);
        int filled = 0;
        for (long round = 1; filled < table.length; round++) {
            for (Host host : hosts) {
                if (filled < size && round * host.weight >= host.target) {
                    host.target += heaviest;
                    takeSlot(host);
                    filled++;
                }
            }
        }
    }

    private void takeSlot(Host host) {
        while (table[host.favourite(size)] != NONE) {
            host.taken++;
        }
        table[host.favourite(size)] = host.backend;
        host.taken++;
    }

    private Host[] hosts() {
        int[] up = IntStream.range(0, backends.size()).filter(states::isUp).toArray();
        double total = Arrays.stream(up).map(i -> backends.get(i).weight()).sum();
        return Arrays.stream(up)
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> backends.get(i).address()))
                .map(i -> new Host(i, address(backends.get(i)), backends.get(i).weight() / total, size))
                .toArray(Host[]::new);
    }

    private static byte[] address(Backend backend) {
        return backend.address().getBytes(StandardCharsets.UTF_8);
    }
}
