package io.github.logtraffic.traffic.emit;

import io.github.logtraffic.log.value.Network;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The smallest set of networks that covers those of offenders.
 *
 * <p>{@link #exact} covers their addresses and no other: sorted, nested ones dropped, halves of one network merged. That set is
 * the only smallest one.
 *
 * <p>{@link #within} may also cover others, up to a bound on what they sent. It is a dynamic program over the binary trie of
 * the addresses: for each network that branches (any other that covers the same offenders is larger for nothing) it
 * keeps, for each number of networks that its offenders can be covered by, the least that others in those networks sent; two
 * halves are combined by trying all sums. The result has the fewest networks that the bound allows, and of the covers
 * with so many networks the least collateral. Only when a list of that kind becomes longer than 1,024, which takes more
 * offenders and a higher bound than that, is it thinned out; the bound holds then, too, but the set may not be the smallest, and
 * {@link Cover#isSmallest} says so.
 */
public final class SmallestCover {
    private static final int MOST_WAYS = 1_024;
    private static final int BITS = 128;
    private static final Comparator<Network> BY_FIRST_ADDRESS = Comparator.comparing(
                    Network::high, Long::compareUnsigned)
            .thenComparing(Network::low, Long::compareUnsigned)
            .thenComparingInt(Network::bits);

    /** Who else is in a network. */
    public interface Neighbours {
        /** How many requests clients in it sent that are no offenders. */
        long requestsOfOthers(Network network);

        /** Whether it may be covered although not all of it is an offender's. */
        boolean mayBeCovered(Network network);
    }

    /**
     * Networks that cover all offenders.
     *
     * @param networks none of which shares addresses with another: those of IPv4 first, then by address
     * @param isSmallest whether it is proven that there is no smaller set; it always is but for very many offenders
     */
    public record Cover(List<Network> networks, boolean isSmallest) {}

    /** One way to cover a part of the offenders: by a network, or by two ways for the two halves. */
    private record Way(
            int networks,
            long collateral,
            @Nullable Network network,
            @Nullable Way left,
            @Nullable Way right) {
        static Way by(Network network, long collateral) {
            return new Way(1, collateral, network, null, null);
        }

        Way and(Way other) {
            return new Way(networks + other.networks, collateral + other.collateral, null, this, other);
        }

        void addTo(List<Network> all) {
            if (network != null) {
                all.add(network);
            }
            if (left != null && right != null) {
                left.addTo(all);
                right.addTo(all);
            }
        }
    }

    /**
     * The ways to cover some offenders: with fewer and fewer networks and more and more collateral.
     *
     * @param network the smallest that holds them all
     * @param isFull whether every address of it is an offender's
     */
    private record Part(Network network, boolean isFull, List<Way> ways) {}

    private final List<Network> offenders;
    private final @Nullable Neighbours neighbours;
    private final long bound;
    private boolean isSmallest = true;

    private SmallestCover(Collection<Network> offenders, @Nullable Neighbours neighbours, long bound) {
        this.offenders = withoutNested(offenders);
        this.neighbours = neighbours;
        this.bound = bound;
    }

    /** Covers the addresses of these networks, which may overlap, and no others. */
    public static Cover exact(Collection<Network> offenders) {
        return new SmallestCover(offenders, null, 0).cover();
    }

    /**
     * Covers the addresses of these networks, which may overlap, and others where that takes fewer networks.
     *
     * @param bound how many requests the others in all networks together may have sent
     */
    public static Cover within(Collection<Network> offenders, Neighbours neighbours, long bound) {
        return new SmallestCover(offenders, neighbours, bound).cover();
    }

    private static List<Network> withoutNested(Collection<Network> networks) {
        List<Network> sorted = new ArrayList<>(networks);
        sorted.sort(Comparator.comparing(Network::isIpv4).reversed().thenComparing(BY_FIRST_ADDRESS));
        List<Network> kept = new ArrayList<>();
        for (Network network : sorted) {
            if (kept.isEmpty() || !kept.get(kept.size() - 1).contains(network)) {
                kept.add(network);
            }
        }
        return kept;
    }

    private Cover cover() {
        int ipv6 = 0;
        while (ipv6 < offenders.size() && offenders.get(ipv6).isIpv4()) {
            ipv6++;
        }
        List<Way> ways = null;
        for (int[] range : new int[][] {{0, ipv6}, {ipv6, offenders.size()}}) {
            if (range[0] < range[1]) {
                List<Way> ofRange = part(range[0], range[1]).ways();
                ways = ways == null ? ofRange : combined(ways, ofRange);
            }
        }
        List<Network> networks = new ArrayList<>();
        if (ways != null) {
            ways.get(0).addTo(networks);
        }
        return new Cover(networks, isSmallest);
    }

    private Part part(int from, int to) {
        Network first = offenders.get(from);
        if (to - from == 1) {
            return new Part(first, true, List.of(Way.by(first, 0)));
        }
        Network all = common(first, offenders.get(to - 1));
        int middle = from + 1;
        for (int end = to - 1; middle < end; ) {
            int between = (middle + end) >>> 1;
            if (bit(offenders.get(between), all.bits())) {
                end = between;
            } else {
                middle = between + 1;
            }
        }
        Part left = part(from, middle);
        Part right = part(middle, to);
        boolean isFull = isHalf(left, all) && isHalf(right, all);
        return new Part(all, isFull, isFull ? List.of(Way.by(all, 0)) : ways(all, left, right));
    }

    private static boolean isHalf(Part part, Network of) {
        return part.isFull() && part.network().bits() == of.bits() + 1;
    }

    private List<Way> ways(Network all, Part left, Part right) {
        List<Way> halves = combined(left.ways(), right.ways());
        if (neighbours == null || !neighbours.mayBeCovered(all)) {
            return halves;
        }
        long collateral = neighbours.requestsOfOthers(all);
        if (collateral > bound) {
            return halves;
        }
        List<Way> ways = new ArrayList<>(List.of(Way.by(all, collateral)));
        for (Way way : halves) {
            if (way.collateral() < collateral) {
                ways.add(way);
            }
        }
        return ways;
    }

    private List<Way> combined(List<Way> left, List<Way> right) {
        int least = left.get(0).networks() + right.get(0).networks();
        int most = last(left).networks() + last(right).networks();
        Way[] best = new Way[most - least + 1];
        for (Way one : left) {
            for (Way other : right) {
                long collateral = one.collateral() + other.collateral();
                int index = one.networks() + other.networks() - least;
                if (collateral <= bound && (best[index] == null || collateral < best[index].collateral())) {
                    best[index] = one.and(other);
                }
            }
        }
        List<Way> ways = new ArrayList<>();
        for (Way way : best) {
            if (way != null && (ways.isEmpty() || way.collateral() < last(ways).collateral())) {
                ways.add(way);
            }
        }
        return thinned(ways);
    }

    private List<Way> thinned(List<Way> ways) {
        if (ways.size() <= MOST_WAYS) {
            return ways;
        }
        isSmallest = false;
        List<Way> some = new ArrayList<>();
        for (int i = 0; i < MOST_WAYS; i++) {
            some.add(ways.get((int) ((long) i * (ways.size() - 1) / (MOST_WAYS - 1))));
        }
        return some;
    }

    private static Way last(List<Way> ways) {
        return ways.get(ways.size() - 1);
    }

    /** The smallest network that holds two. */
    private static Network common(Network one, Network other) {
        long differenceHigh = one.high() ^ other.high();
        int same = differenceHigh != 0
                ? Long.numberOfLeadingZeros(differenceHigh)
                : Long.SIZE + Long.numberOfLeadingZeros(one.low() ^ other.low());
        return new Network(one.high(), one.low(), Math.min(same, Math.min(one.bits(), other.bits())));
    }

    /** Whether a bit of the first address is set, counted from 0 at the left. */
    private static boolean bit(Network network, int index) {
        return index < Long.SIZE
                ? (network.high() >>> (Long.SIZE - 1 - index) & 1) != 0
                : (network.low() >>> (BITS - 1 - index) & 1) != 0;
    }
}
