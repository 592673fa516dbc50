package io.github.logtraffic.traffic.balance;

import io.github.logtraffic.log.entry.ClientKey;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * nginx's {@code hash KEY consistent}: ketama as Cache::Memcached::Fast has it
 * (src/http/modules/ngx_http_upstream_hash_module.c). Each server has 160 points for each unit of its weight on a ring of
 * 32 bits; each point is the check sum of its address and of the point before.
 */
final class NginxConsistent extends NginxPicker {
    private static final int POINTS_PER_WEIGHT = 160;

    private final KeyText text = new KeyText();
    private final int[] points;
    private final int[] peerOf;
    private int at;

    NginxConsistent(NginxPeers peers, List<Backend> backends) {
        super(peers);
        long[] ring = new long[POINTS_PER_WEIGHT * peers.totalWeight()];
        int end = 0;
        for (int peer = 0; peer < backends.size(); peer++) {
            end = addPoints(ring, end, peer, backends.get(peer));
        }
        long[] sorted = sortedWithoutTwins(ring);
        points = Arrays.stream(sorted).mapToInt(point -> (int) (point >>> 32)).toArray();
        peerOf = Arrays.stream(sorted).mapToInt(point -> (int) point).toArray();
    }

    /** Points stand in the upper half of numbers, their servers in the lower. */
    private static int addPoints(long[] ring, int from, int peer, Backend backend) {
        int base = updated(Crc32.START, backend.name());
        base = Crc32.update(base, 0);
        base = updated(base, backend.port() == 0 ? "" : String.valueOf(backend.port()));
        int to = from + POINTS_PER_WEIGHT * backend.weight();
        int point = 0;
        for (int i = from; i < to; i++) {
            int state = base;
            for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
                state = Crc32.update(state, point >>> shift);
            }
            point = Crc32.end(state);
            ring[i] = (long) point << 32 | peer;
        }
        return to;
    }

    private static int updated(int state, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return Crc32.update(state, bytes, 0, bytes.length);
    }

    private static long[] sortedWithoutTwins(long[] ring) {
        Unsigned.sort(ring);
        int end = 0;
        for (int i = 0; i < ring.length; i++) {
            if (end == 0 || ring[end - 1] >>> 32 != ring[i] >>> 32) {
                ring[end++] = ring[i];
            }
        }
        return Arrays.copyOf(ring, end);
    }

    /** The points, in their order. */
    int[] points() {
        return points.clone();
    }

    @Override
    void start(@Nullable ClientKey key) {
        text.read(key);
        at = Unsigned.firstFrom(points, Crc32.end(text.crc32(Crc32.START)));
    }

    @Override
    int next() {
        if (text.isEmpty()) {
            return peers.roundRobin();
        }
        while (true) {
            int peer = peerOf[at % points.length];
            if (peers.isUsable(peer)) {
                return peers.useInTurn(peer, peers.turn(peer));
            }
            at++;
            if (hasTriedTooMany()) {
                return peers.roundRobin();
            }
        }
    }
}
