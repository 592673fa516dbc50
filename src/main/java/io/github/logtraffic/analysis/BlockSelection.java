package io.github.logtraffic.analysis;

import io.github.logtraffic.identity.Agent;
import io.github.logtraffic.identity.CrawlerClaim;
import io.github.logtraffic.identity.NameAnswers;
import io.github.logtraffic.identity.NetworkPrefix;
import io.github.logtraffic.identity.Verification;
import io.github.logtraffic.log.entry.ClientAddress;
import io.github.logtraffic.log.value.Network;
import io.github.logtraffic.log.value.Networks;
import io.github.logtraffic.traffic.emit.BlockList;
import io.github.logtraffic.traffic.emit.LeftOut;
import io.github.logtraffic.traffic.emit.SmallestCover;
import io.github.logtraffic.traffic.limit.ClientRequests;
import io.github.logtraffic.traffic.limit.ClientTraffic;
import io.github.logtraffic.traffic.limit.HarmedClient;
import io.github.logtraffic.traffic.limit.LimitOutcome;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Chooses whom to block: those of which a limit rejects the most requests, but for whom it is better not to. By a key that is a
 * network, the network is the offender, whoever in it sent what was rejected.
 */
public final class BlockSelection {
    /** Of so many claims name servers are asked. */
    private static final int MOST_ASKED = 1_000;

    private static final int IPV4_OFFSET = 96;

    /** Whose requests are rejected, and whether any of those claim to be a crawler's. */
    private record Offender(Network network, long rejected, boolean claims) {}

    private final BlockPlan plan;
    private final List<Offender> ranked;
    private final List<ClientTraffic> clients;
    private final boolean areNetworks;
    private final boolean isComplete;
    private final long names;
    private final long allRequests;
    private final Predicate<Network> holdsSpared;

    /**
     * @param logs what was read
     * @param key what the limit is by; a client
     * @param sent what all clients sent
     * @param result of one setting, with all harmed clients
     */
    public BlockSelection(BlockPlan plan, LimitPlan logs, LimitKey key, ClientRequests sent, LimitResult result) {
        LimitOutcome outcome = result.outcomes().get(0);
        NetworkPrefix unit = key.clientPrefix(logs.prefix());
        this.plan = plan;
        this.clients = sent.sorted();
        this.areNetworks = !unit.isWholeAddress();
        this.isComplete = sent.isComplete() && result.logs().exact();
        this.allRequests = result.logs().totals().requests();
        this.ranked = ranked(outcome.mostHarmed(), unit);
        this.names = outcome.mostHarmed().stream()
                .filter(harmed -> harmed.rejected() > 0 && harmed.client().isName())
                .count();
        Networks spared =
                plan.trusted().and(Networks.PRIVATE).and(Networks.RESERVED).and(plan.ofCrawlers());
        this.holdsSpared = spared::meets;
    }

    private static List<Offender> ranked(List<HarmedClient> harmed, NetworkPrefix unit) {
        Map<Network, Offender> offenders = new HashMap<>();
        for (HarmedClient one : harmed) {
            if (one.rejected() > 0 && !one.client().isName()) {
                offenders.merge(
                        network(one.client(), unit),
                        new Offender(network(one.client(), unit), one.rejected(), one.isCrawler()),
                        (a, b) -> new Offender(a.network, a.rejected + b.rejected, a.claims || b.claims));
            }
        }
        List<Offender> ranked = new ArrayList<>(offenders.values());
        ranked.sort((a, b) -> a.rejected == b.rejected
                ? first(a.network).compareTo(first(b.network))
                : Long.compare(b.rejected, a.rejected));
        return ranked;
    }

    private static Network network(ClientAddress client, NetworkPrefix unit) {
        return new Network(
                client.high(), client.low(), client.isIpv4() ? IPV4_OFFSET + unit.ipv4Bits() : unit.ipv6Bits());
    }

    private static ClientAddress first(Network network) {
        return ClientAddress.ofAddress(network.high(), network.low());
    }

    /** The claims of which name servers could tell more, and on which it depends who is blocked. */
    public Collection<CrawlerClaim> open() {
        Set<CrawlerClaim> open = new LinkedHashSet<>();
        int sure = 0;
        for (Offender offender : ranked) {
            if ((plan.most() > 0 && sure == plan.most()) || open.size() >= MOST_ASKED) {
                break;
            }
            List<CrawlerClaim> claims = ofNetwork(offender.network) != null ? List.of() : open(offender.network);
            open.addAll(claims);
            boolean isSure = claims.isEmpty() && reason(offender, NameAnswers.NONE) == null;
            sure += plan.force() || isSure ? 1 : 0;
        }
        return open;
    }

    private List<CrawlerClaim> open(Network network) {
        return claims(network).stream()
                .filter(claim -> plan.verifier().withoutAsking(claim) == Verification.UNCHECKED)
                .toList();
    }

    private List<CrawlerClaim> claims(Network network) {
        List<CrawlerClaim> claims = new ArrayList<>();
        BlockedClients.in(clients, network).forEach(client -> claims.addAll(claims(client)));
        return claims;
    }

    private static List<CrawlerClaim> claims(ClientTraffic client) {
        List<CrawlerClaim> claims = new ArrayList<>();
        for (Agent crawler : client.claims()) {
            claims.add(new CrawlerClaim(ClientAddress.ofAddress(client.high(), client.low()), crawler));
        }
        return claims;
    }

    /**
     * Chooses them.
     *
     * @param answers of name servers about {@link #open}
     */
    public BlockList select(NameAnswers answers) {
        List<LeftOut> leftOut = new ArrayList<>();
        Set<Network> chosen = new HashSet<>();
        long rejected = 0;
        for (Offender offender : ranked) {
            if (plan.most() > 0 && chosen.size() == plan.most()) {
                break;
            }
            LeftOut.Reason reason = reason(offender, answers);
            if (reason != null) {
                leftOut.add(new LeftOut(offender.network, offender.rejected, reason));
            }
            if (reason == null || plan.force()) {
                chosen.add(offender.network);
                rejected += offender.rejected;
            }
        }
        return list(chosen, rejected, leftOut, answers);
    }

    private LeftOut.@Nullable Reason reason(Offender offender, NameAnswers answers) {
        LeftOut.Reason ofNetwork = ofNetwork(offender.network);
        if (ofNetwork != null) {
            return ofNetwork;
        }
        List<CrawlerClaim> claims = claims(offender.network);
        LeftOut.Reason ofClaims = ofClaims(claims, answers);
        boolean claimsUnknown = claims.isEmpty() && offender.claims; // of clients that there was no memory for
        return claimsUnknown ? LeftOut.Reason.UNCHECKED_CRAWLER : ofClaims;
    }

    private LeftOut.@Nullable Reason ofNetwork(Network network) {
        if (plan.trusted().meets(network)) {
            return LeftOut.Reason.TRUSTED_PROXY;
        }
        if (Networks.PRIVATE.meets(network) || Networks.RESERVED.meets(network)) {
            return LeftOut.Reason.NOT_PUBLIC;
        }
        return plan.ofCrawlers().meets(network) ? LeftOut.Reason.VERIFIED_CRAWLER : null;
    }

    private LeftOut.@Nullable Reason ofClaims(List<CrawlerClaim> claims, NameAnswers answers) {
        LeftOut.Reason reason = null;
        for (CrawlerClaim claim : claims) {
            switch (plan.verifier().verify(claim, answers)) {
                case VERIFIED -> {
                    return LeftOut.Reason.VERIFIED_CRAWLER;
                }
                case UNCHECKED, CLAIMED -> reason = LeftOut.Reason.UNCHECKED_CRAWLER;
                case SPOOFED -> {}
            }
        }
        return reason;
    }

    private BlockList list(Set<Network> chosen, long rejected, List<LeftOut> leftOut, NameAnswers answers) {
        Networks offenders = Networks.of(chosen);
        BlockedClients sent = new BlockedClients(
                clients,
                client -> offenders.contains(client.high(), client.low()),
                client -> ofClaims(claims(client), answers) != null,
                holdsSpared,
                plan.widest());
        Long widening =
                plan.widening() == null ? null : Long.valueOf(plan.widening().of(allRequests));
        SmallestCover.Cover cover = widening == null || !isComplete
                ? SmallestCover.exact(chosen)
                : SmallestCover.within(chosen, sent, widening);
        List<ClientTraffic> blocked = chosen.stream()
                .flatMap(network -> BlockedClients.in(clients, network).stream())
                .toList();
        long requests = blocked.stream().mapToLong(ClientTraffic::requests).sum();
        return new BlockList(
                cover,
                new BlockList.Offenders(
                        chosen.size(),
                        ranked.size(),
                        areNetworks,
                        blocked.size(),
                        Math.max(requests, rejected),
                        rejected),
                new BlockList.Others(
                        cover.networks().stream().mapToLong(sent::others).sum(),
                        cover.networks().stream()
                                .mapToLong(sent::requestsOfOthers)
                                .sum()),
                widening,
                leftOut,
                plan.force(),
                names,
                isComplete);
    }
}
