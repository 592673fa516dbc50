package io.github.logtraffic.traffic.emit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logtraffic.log.value.Network;
import io.github.logtraffic.reference.Seeds;
import io.github.logtraffic.traffic.emit.SmallestCover.Cover;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Covers are as small as can be: as small as the smallest of all sets of networks of a small universe. */
class SmallestCoverTest {
    private static final int ADDRESSES = 8;
    private static final int LEVELS = 3;

    private static List<Network> networks(String... cidrs) {
        return List.of(cidrs).stream().map(Network::parse).toList();
    }

    private static List<String> cidrs(Cover cover) {
        return cover.networks().stream().map(Network::cidr).toList();
    }

    @Test
    void halvesAreMergedAndNestedNetworksDropped() {
        assertThat(cidrs(SmallestCover.exact(networks(
                        "192.0.2.0/25",
                        "192.0.2.128/25",
                        "192.0.3.0/24",
                        "192.0.2.7",
                        "10.0.0.1",
                        "10.0.0.2",
                        "2001:db8::1",
                        "2001:db8::",
                        "2001:db8::/127"))))
                .containsExactly("10.0.0.1", "10.0.0.2", "192.0.2.0/23", "2001:db8::/127");
        assertThat(SmallestCover.exact(List.of())).isEqualTo(new Cover(List.of(), true));
    }

    @Test
    void everythingIsOneNetworkOfEachKind() {
        assertThat(cidrs(SmallestCover.exact(networks("0.0.0.0/1", "128.0.0.0/1", "::/1", "8000::/1"))))
                .containsExactly("0.0.0.0/0", "::/0");
    }

    @Test
    void addressesOfBothKindsAreNeverCoveredTogether() {
        Cover cover = SmallestCover.within(networks("0.0.0.1", "::fffe:ffff:ffff"), EVERYTHING, Long.MAX_VALUE);
        assertThat(cidrs(cover)).containsExactly("0.0.0.1", "::fffe:ffff:ffff");
    }

    private static final SmallestCover.Neighbours EVERYTHING = new SmallestCover.Neighbours() {
        @Override
        public long requestsOfOthers(Network network) {
            return 0;
        }

        @Override
        public boolean mayBeCovered(Network network) {
            return true;
        }
    };

    /** Addresses with what they sent, of which some offend and some are never to be covered. */
    private static final class Universe implements SmallestCover.Neighbours {
        final Network all;
        final List<Network> nodes = new ArrayList<>();
        final List<Network> offenders = new ArrayList<>();
        final long[] requests = new long[ADDRESSES];
        final int widest;
        int offending;
        int spared;

        Universe(Random random, String base) {
            all = new Network(Network.parse(base).high(), Network.parse(base).low(), 128 - LEVELS);
            for (int bits = 128 - LEVELS; bits <= 128; bits++) {
                for (int from = 0; from < ADDRESSES; from += 1 << (128 - bits)) {
                    nodes.add(new Network(all.high(), all.low() + from, bits));
                }
            }
            widest = 128 - random.nextInt(LEVELS + 1);
            for (int i = 0; i < random.nextInt(7); i++) {
                Network offender = nodes.get(nodes.size() - 1 - random.nextInt(10)); // an address, or now and then two
                offenders.add(offender);
                offending |= addresses(offender);
            }
            for (int i = 0; i < ADDRESSES; i++) {
                requests[i] = random.nextInt(4);
                spared |= random.nextInt(8) == 0 ? 1 << i & ~offending : 0;
            }
        }

        /** The addresses of a network, as bits. */
        int addresses(Network network) {
            return IntStream.range(0, ADDRESSES)
                    .filter(i -> network.contains(all.high(), all.low() + i))
                    .reduce(0, (bits, i) -> bits | 1 << i);
        }

        long collateral(int addresses) {
            return IntStream.range(0, ADDRESSES)
                    .filter(i -> (addresses & ~offending & 1 << i) != 0)
                    .mapToLong(i -> requests[i])
                    .sum();
        }

        @Override
        public long requestsOfOthers(Network network) {
            return collateral(addresses(network));
        }

        @Override
        public boolean mayBeCovered(Network network) {
            return network.bits() >= widest && (addresses(network) & spared) == 0;
        }

        /** The best of all sets of networks that cover the offenders: its size, and its collateral. */
        long[] best(long bound) {
            long[] best = {Long.MAX_VALUE, Long.MAX_VALUE};
            for (int set = 0; set < 1 << nodes.size(); set++) {
                int addresses = 0;
                boolean isAllowed = true;
                for (int i = 0; i < nodes.size() && isAllowed; i++) {
                    if ((set & 1 << i) != 0) {
                        int ofNode = masks()[i];
                        addresses |= ofNode;
                        isAllowed = (ofNode & ~offending) == 0 || (bound >= 0 && mayBeCovered(nodes.get(i)));
                    }
                }
                long collateral = isAllowed && (offending & ~addresses) == 0 ? collateral(addresses) : Long.MAX_VALUE;
                int size = Integer.bitCount(set);
                if (collateral <= Math.max(0, bound) && (size < best[0] || (size == best[0] && collateral < best[1]))) {
                    best = new long[] {size, collateral};
                }
            }
            return best;
        }

        private int[] cached = {};

        private int[] masks() {
            if (cached.length == 0) {
                cached = nodes.stream().mapToInt(this::addresses).toArray();
            }
            return cached;
        }

        void check(Cover cover, long bound) {
            int covered = 0;
            for (Network network : cover.networks()) {
                assertThat(covered & addresses(network)).isZero();
                covered |= addresses(network);
            }
            long[] best = best(bound);
            assertThat(covered & offending).isEqualTo(offending);
            assertThat(covered & spared).isZero();
            assertThat(new long[] {cover.networks().size(), collateral(covered)})
                    .isEqualTo(best);
            assertThat(cover.isSmallest()).isTrue();
        }
    }

    @Test
    void noSetOfNetworksIsSmaller() {
        Seeds.each(120, random -> {
            Universe universe = new Universe(random, random.nextBoolean() ? "192.0.2.64" : "2001:db8::70");
            Collections.shuffle(universe.offenders, random);
            long bound = random.nextInt(9);
            universe.check(SmallestCover.within(universe.offenders, universe, bound), bound);
            universe.check(SmallestCover.exact(universe.offenders), -1);
        });
    }

    @Test
    void nothingBeyondTheBoundIsCoveredWhateverTheBound() {
        Seeds.each(10, random -> {
            List<Network> offenders = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                offenders.add(new Network(0, 0xFFFF_0000_0000L | random.nextInt(1 << 9) * 7L, 128));
            }
            SmallestCover.Neighbours one = new SmallestCover.Neighbours() {
                @Override
                public long requestsOfOthers(Network network) {
                    return (1L << (128 - network.bits()))
                            - offenders.stream()
                                    .distinct()
                                    .filter(network::contains)
                                    .count();
                }

                @Override
                public boolean mayBeCovered(Network network) {
                    return network.bits() >= 122;
                }
            };
            long bound = random.nextInt(1_000);
            Cover cover = SmallestCover.within(offenders, one, bound);
            assertThat(cover.networks().stream()
                            .mapToLong(one::requestsOfOthers)
                            .sum())
                    .isLessThanOrEqualTo(bound);
            assertThat(offenders)
                    .allMatch(offender -> cover.networks().stream().anyMatch(any -> any.contains(offender)));
            assertThat(cover.networks().size())
                    .isLessThanOrEqualTo(
                            SmallestCover.exact(offenders).networks().size());
        });
    }

    @Test
    void veryManyOffendersAreCoveredInReasonableTime() {
        Random random = new Random(1);
        List<Network> offenders = new ArrayList<>();
        for (int i = 0; i < 200_000; i++) {
            offenders.add(new Network(0, 0xFFFF_0000_0000L | random.nextInt(1 << 24) * 5L, 128));
        }
        SmallestCover.Neighbours crowded = new SmallestCover.Neighbours() {
            @Override
            public long requestsOfOthers(Network network) {
                return (1L << (128 - network.bits())) / 2;
            }

            @Override
            public boolean mayBeCovered(Network network) {
                return network.bits() >= 120;
            }
        };
        Cover cover = SmallestCover.within(offenders, crowded, 100_000);
        assertThat(cover.isSmallest()).isFalse();
        assertThat(cover.networks().size())
                .isLessThan(SmallestCover.exact(offenders).networks().size() - 5_000);
        assertThat(cover.networks().stream()
                        .filter(network -> network.bits() < 128)
                        .mapToLong(crowded::requestsOfOthers)
                        .sum())
                .isLessThanOrEqualTo(100_000);
    }
}
