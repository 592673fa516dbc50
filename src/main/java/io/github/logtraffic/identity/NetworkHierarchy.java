package io.github.logtraffic.identity;

import io.github.logtraffic.identity.HeavyNetwork.Level;
import io.github.logtraffic.log.entry.ClientAddress;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which networks send much, when their addresses do not: hierarchical heavy hitters with discounted counts, as Cormode,
 * Korn, Muthukrishnan and Srivastava define them in "Finding hierarchical heavy hitters in data streams" (VLDB 2003).
 *
 * <p>From addresses over small and large networks to autonomous systems, what a part of the address space sends is its
 * count less that of the parts of it that are reported already. Where that reaches a share of all requests, the part is
 * reported. So there are at most as many rows as shares fit into everything, and each says something that those below it do
 * not. All counts here are exact.
 *
 * <p>A large network may be announced by several systems; then it is one part of each. Which system announces an address is
 * asked once for each small network, by its first address.
 *
 * <p>Networks are counted in parts of the address space, one after another. Counts of all networks at once would take twice
 * the memory of the clients, who may fill what there is.
 */
public final class NetworkHierarchy {
    /** The share of all requests from which on a part of the address space is reported. */
    public static final double DEFAULT_SHARE = 0.01;

    /** So many clients are counted by network at once, or a share of all when there are very many. */
    private static final int CLIENTS_OF_PART = 1 << 16;

    private static final int SHARE_DECIMALS = 8;
    private static final int MOST_PARTS = 16;

    /** What clients sent: may be asked for again, and then says the same in any order. */
    public interface Clients {
        /** Gives all clients, each once. */
        void forEach(Visitor visitor);
    }

    /** Takes clients. */
    public interface Visitor {
        /** Takes an address of 128 bits. */
        void address(long high, long low, long requests, long bytes);

        /** Takes clients that are names, or no longer known: they belong to everything, and to no network. */
        void other(long requests, long bytes);
    }

    /** A reported part, while those are looked for that hold it. */
    private record Found(Level level, long high, long low, long asn, Count all, Count unexplained, List<Found> parts) {
        boolean isIn(Level larger, long otherHigh, long otherLow, long otherAsn) {
            return asn == otherAsn
                    && larger.prefix().high(high, low) == otherHigh
                    && larger.prefix().low(high, low) == otherLow
                    && ClientAddress.isIpv4(high, low) == ClientAddress.isIpv4(otherHigh, otherLow);
        }
    }

    private final @Nullable Geography geography;
    private final long seed;
    private final long threshold;
    private final Count everything;

    private final Map<Long, String> systemNames = new HashMap<>();

    /** What is reported and belongs to nothing larger that is. */
    private List<Found> outermost = new ArrayList<>();

    private NetworkHierarchy(@Nullable Geography geography, long seed, long threshold, Count everything) {
        this.geography = geography;
        this.seed = seed;
        this.threshold = threshold;
        this.everything = everything;
    }

    /**
     * Everything, with the parts of it that send much.
     *
     * @param share of all requests, above 0, up to 1
     * @param geography tells which system announces a network; without one there are none
     * @param seed what nobody can know who writes the log; the result is the same for any
     */
    public static HeavyNetwork of(Clients clients, double share, @Nullable Geography geography, long seed) {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("share " + share);
        }
        Sum sum = new Sum();
        clients.forEach(sum);
        long threshold = Math.max(1, threshold(share, sum.count.requests()));
        int parts = (int) Math.min(MOST_PARTS, 1 + sum.addresses / CLIENTS_OF_PART);
        return new NetworkHierarchy(geography, seed, threshold, sum.count).find(clients, parts);
    }

    /** Decimal, because 7 % of 100 are 7, but 0.07 * 100 is a little more in binary. */
    private static long threshold(double share, long requests) {
        return BigDecimal.valueOf(share)
                .setScale(SHARE_DECIMALS, RoundingMode.HALF_UP)
                .multiply(BigDecimal.valueOf(requests))
                .setScale(0, RoundingMode.CEILING)
                .longValueExact();
    }

    private static final class Sum implements Visitor {
        private Count count = Count.NONE;
        private long addresses;

        @Override
        public void address(long high, long low, long requests, long bytes) {
            addresses++;
            other(requests, bytes);
        }

        @Override
        public void other(long requests, long bytes) {
            count = count.plus(new Count(requests, bytes));
        }
    }

    private HeavyNetwork find(Clients clients, int parts) {
        NetworkCounts systems = new NetworkCounts(seed);
        for (int part = 0; part < parts; part++) {
            NetworkCounts small = new NetworkCounts(seed);
            clients.forEach(new Addresses(small, part, parts));
            NetworkCounts large = new NetworkCounts(seed);
            report(Level.SMALL_NETWORK, withSystems(small), Level.LARGE_NETWORK, large);
            report(Level.LARGE_NETWORK, large, Level.SYSTEM, systems);
        }
        if (geography != null) {
            report(Level.SYSTEM, systems, Level.EVERYTHING, new NetworkCounts(seed));
        }
        Count rest = everything;
        for (Found found : flat(outermost)) {
            rest = new Count(
                    rest.requests() - found.unexplained().requests(),
                    Math.max(0, rest.bytes() - found.unexplained().bytes()));
        }
        return new HeavyNetwork(Level.EVERYTHING, null, 0, null, everything, rest, inOrder(outermost));
    }

    /** Reports the addresses of a part, and counts them by small network. All of a large network are in the same part. */
    private final class Addresses implements Visitor {
        private final NetworkCounts small;
        private final int part;
        private final int parts;

        Addresses(NetworkCounts small, int part, int parts) {
            this.small = small;
            this.part = part;
            this.parts = parts;
        }

        private boolean isInPart(long high, long low) {
            NetworkPrefix large = Level.LARGE_NETWORK.prefix();
            long hash = NetworkCounts.hash(large.high(high, low), large.low(high, low), 0, seed);
            long upperHalf = hash >>> Integer.SIZE;
            return (upperHalf * parts) >>> Integer.SIZE == part;
        }

        @Override
        public void address(long high, long low, long requests, long bytes) {
            if (!isInPart(high, low)) {
                return;
            }
            Count all = new Count(requests, bytes);
            boolean isHeavy = requests >= threshold;
            if (isHeavy) {
                outermost.add(new Found(Level.ADDRESS, high, low, asn(high, low), all, all, new ArrayList<>()));
            }
            NetworkPrefix prefix = Level.SMALL_NETWORK.prefix();
            small.add(prefix.high(high, low), prefix.low(high, low), 0, all, isHeavy ? Count.NONE : all);
        }

        @Override
        public void other(long requests, long bytes) {
            // in no network
        }
    }

    private NetworkCounts withSystems(NetworkCounts small) {
        if (geography == null) {
            return small;
        }
        NetworkCounts with = new NetworkCounts(seed);
        small.forEach(i -> with.add(
                small.high(i), small.low(i), asn(small.high(i), small.low(i)), small.all(i), small.unexplained(i)));
        return with;
    }

    private long asn(long high, long low) {
        NetworkPrefix prefix = Level.SMALL_NETWORK.prefix();
        if (geography == null) {
            return 0;
        }
        Place place = geography.place(prefix.high(high, low), prefix.low(high, low));
        if (place.asName() != null) {
            systemNames.putIfAbsent(place.asn(), place.asName());
        }
        return place.asn();
    }

    /** Reports the networks of a level, and counts them by the next. */
    private void report(Level level, NetworkCounts networks, Level next, NetworkCounts larger) {
        NetworkPrefix prefix = next.prefix();
        networks.forEach(i -> {
            boolean mayBeReported = level != Level.SYSTEM || networks.asn(i) != 0;
            boolean isHeavy = mayBeReported && networks.unexplained(i).requests() >= threshold;
            if (isHeavy) {
                enclose(level, networks, i);
            }
            larger.add(
                    next == Level.SYSTEM ? 0 : prefix.high(networks.high(i), networks.low(i)),
                    next == Level.SYSTEM ? 0 : prefix.low(networks.high(i), networks.low(i)),
                    networks.asn(i),
                    networks.all(i),
                    isHeavy ? Count.NONE : networks.unexplained(i));
        });
    }

    /** Puts a network around those of the outermost that are in it. */
    private void enclose(Level level, NetworkCounts networks, int index) {
        Found around = new Found(
                level,
                networks.high(index),
                networks.low(index),
                networks.asn(index),
                networks.all(index),
                networks.unexplained(index),
                new ArrayList<>());
        List<Found> others = new ArrayList<>();
        for (Found found : outermost) {
            boolean isIn = level == Level.SYSTEM
                    ? found.asn() == around.asn()
                    : found.isIn(level, around.high(), around.low(), around.asn());
            (isIn ? around.parts() : others).add(found);
        }
        others.add(around);
        outermost = others;
    }

    private static List<Found> flat(List<Found> found) {
        List<Found> all = new ArrayList<>(found);
        found.forEach(each -> all.addAll(flat(each.parts())));
        return all;
    }

    private List<HeavyNetwork> inOrder(List<Found> found) {
        return found.stream()
                .sorted(Comparator.comparingLong(
                                (Found each) -> each.unexplained().requests())
                        .thenComparingLong(each -> each.unexplained().bytes())
                        .reversed()
                        .thenComparing(each -> ClientAddress.ofAddress(each.high(), each.low()))
                        .thenComparingLong(Found::asn))
                .map(this::heavy)
                .toList();
    }

    private HeavyNetwork heavy(Found found) {
        ClientAddress first = ClientAddress.ofAddress(found.high(), found.low());
        return new HeavyNetwork(
                found.level(),
                found.level() == Level.SYSTEM ? null : found.level().prefix().text(first),
                found.asn(),
                systemNames.get(found.asn()),
                found.all(),
                found.unexplained(),
                inOrder(found.parts()));
    }
}
