package io.github.logtraffic.log.value;

import io.github.logtraffic.log.entry.ClientAddress;
import io.github.logtraffic.log.entry.ClientKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.StringTokenizer;

/** A set of networks, made to be asked once per line. */
public final class Networks {
    private static final Comparator<Network> BY_FIRST_ADDRESS = Comparator.comparing(
                    Network::high, Long::compareUnsigned)
            .thenComparing(Network::low, Long::compareUnsigned)
            .thenComparingInt(Network::bits);

    /** No network. */
    public static final Networks NONE = of(List.of());

    /**
     * What {@code private} names: the private addresses of RFC 1918 and RFC 4193, the loopback addresses of RFC 1122 and
     * RFC 4291, the link-local addresses of RFC 3927 and RFC 4291.
     */
    public static final Networks PRIVATE =
            parse("10.0.0.0/8 172.16.0.0/12 192.168.0.0/16 fc00::/7 127.0.0.0/8 ::1 169.254.0.0/16 fe80::/10");

    /**
     * Addresses besides those that no client on the Internet has, by the registries of RFC 6890: of this host, shared behind a
     * provider's translation (RFC 6598), of protocols, of benchmarks, of groups, and what is kept for later. Those of
     * documents are not among them.
     */
    public static final Networks RESERVED =
            parse("0.0.0.0/8 100.64.0.0/10 192.0.0.0/24 198.18.0.0/15 224.0.0.0/4 240.0.0.0/4 :: ff00::/8");

    /**
     * From where well-known content delivery networks ask the servers behind them: enough to notice one, too little and
     * too old to trust it. {@link CdnNetworks} says whose they are and since when.
     */
    public static final Networks CDN = parse(CdnNetworks.LIST);

    private final List<Network> all;
    private final Network[] ipv4;
    private final Network[] ipv6;

    private Networks(List<Network> all) {
        this.all = all;
        this.ipv4 = disjoint(all, true);
        this.ipv6 = disjoint(all, false);
    }

    /** The addresses that belong to any of the networks, which may overlap. */
    public static Networks of(Collection<Network> networks) {
        return new Networks(List.copyOf(networks));
    }

    private static Networks parse(String list) {
        List<Network> networks = new ArrayList<>();
        StringTokenizer words = new StringTokenizer(list);
        while (words.hasMoreTokens()) {
            networks.add(Network.parse(words.nextToken()));
        }
        return of(networks);
    }

    /** Sorted by their first addresses; of two networks that share addresses one holds the other, and alone remains. */
    private static Network[] disjoint(List<Network> all, boolean isIpv4) {
        List<Network> sorted = new ArrayList<>(all);
        sorted.sort(BY_FIRST_ADDRESS);
        List<Network> kept = new ArrayList<>();
        for (Network network : sorted) {
            Network last = kept.isEmpty() ? null : kept.get(kept.size() - 1);
            if (network.isIpv4() == isIpv4 && (last == null || !last.contains(network.high(), network.low()))) {
                kept.add(network);
            }
        }
        return kept.toArray(new Network[0]);
    }

    /** The addresses that belong to this set or to the other. */
    public Networks and(Networks other) {
        List<Network> both = new ArrayList<>(all);
        both.addAll(other.all);
        return of(both);
    }

    /** The networks that the set was made of. */
    public List<Network> networks() {
        return all;
    }

    /** Whether the set holds the client's address; it holds no name. */
    public boolean contains(ClientKey client) {
        return !client.isName() && contains(client.high(), client.low());
    }

    /** Whether the set holds an address of 128 bits. */
    public boolean contains(long high, long low) {
        Network[] networks = ClientAddress.isIpv4(high, low) ? ipv4 : ipv6;
        int from = 0;
        int to = networks.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (beginsBehind(networks[middle], high, low)) {
                to = middle;
            } else {
                from = middle + 1;
            }
        }
        return from > 0 && networks[from - 1].contains(high, low);
    }

    /** Whether any address of a network belongs to the set. */
    public boolean meets(Network other) {
        if (contains(other.high(), other.low())) {
            return true;
        }
        for (Network network : other.isIpv4() ? ipv4 : ipv6) {
            if (other.contains(network.high(), network.low())) {
                return true;
            }
        }
        return false;
    }

    private static boolean beginsBehind(Network network, long high, long low) {
        int byHigh = Long.compareUnsigned(network.high(), high);
        return byHigh > 0 || (byHigh == 0 && Long.compareUnsigned(network.low(), low) > 0);
    }
}
