package io.github.logtraffic.traffic.balance;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The ring of nginx's {@code hash KEY consistent}: ketama as Cache::Memcached::Fast has it
 * (src/http/modules/ngx_http_upstream_hash_module.c). Each server has 160 points for each unit of its weight on a ring of
 * 32 bits; each point is the check sum of its address and of the point before.
 *
 * <p>64 servers of weight 256 have 2.6 million points, which take most of a second to be made and sorted.
 */
final class NginxRing {
    private static final int POINTS_PER_WEIGHT = 160;

    /** Sorted; points stand in the upper half of numbers, their servers in the lower. */
    private final long[] ring;

    private NginxRing(long[] ring) {
        this.ring = ring;
    }

    static NginxRing of(List<Backend> backends) {
        int weight = 0;
        for (Backend backend : backends) {
            weight += backend.weight();
        }
        long[] ring = new long[POINTS_PER_WEIGHT * weight];
        int end = 0;
        for (int server = 0; server < backends.size(); server++) {
            end = addPoints(ring, end, server, backends.get(server));
        }
        Unsigned.sort(ring);
        return new NginxRing(ring);
    }

    private static int addPoints(long[] ring, int from, int server, Backend backend) {
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
            ring[i] = (long) point << 32 | server;
        }
        return to;
    }

    private static int updated(int state, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return Crc32.update(state, bytes, 0, bytes.length);
    }

    /** The ring of the same servers without one; those behind it move up. */
    NginxRing without(int server) {
        int others = 0;
        for (long point : ring) {
            others += (int) point == server ? 0 : 1;
        }
        long[] rest = new long[others];
        int end = 0;
        for (long point : ring) {
            if ((int) point != server) {
                rest[end++] = (int) point > server ? point - 1 : point;
            }
        }
        return new NginxRing(rest);
    }

    /** How many points there are, twins too. */
    int size() {
        return ring.length;
    }

    /** The point at a place. */
    int point(int at) {
        return (int) (ring[at] >>> 32);
    }

    /** Which server a place on the ring belongs to. */
    int server(int at) {
        return (int) ring[at];
    }

    /** Where the first point is that is not below the hash; behind the last when all are. */
    int firstFrom(int hash) {
        return Unsigned.firstFrom(ring, (long) hash << 32);
    }

    /** The place of the next other point, {@link #size} when there is none: of twins nginx keeps the first. */
    int next(int at) {
        int next = at + 1;
        while (next < ring.length && point(next) == point(at)) {
            next++;
        }
        return next;
    }
}
