package io.github.logtraffic.identity;

import io.github.logtraffic.identity.ReverseNames.Answers;
import io.github.logtraffic.log.entry.ClientAddress;
import io.github.logtraffic.log.value.Networks;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds clients that claim to be crawlers against what the crawlers' operators say: the networks that they publish, and
 * the domains in which their addresses have names. An address in the networks is verified without asking anybody.
 */
public final class CrawlerVerifier {
    private final CrawlerRanges ranges;
    private final @Nullable ReverseNames names;

    /**
     * @param ranges the networks that are known
     * @param names to be asked; null when nobody may be asked
     */
    public CrawlerVerifier(CrawlerRanges ranges, @Nullable ReverseNames names) {
        this.ranges = ranges;
        this.names = names;
    }

    /**
     * What is known of each claim, in the order of the claims, each once. Takes no longer than {@link ReverseNames#of}: give
     * the most important first, for the time may not suffice for all.
     */
    public Map<CrawlerClaim, Verification> verify(Collection<CrawlerClaim> claims) throws InterruptedException {
        Set<ClientAddress> unknown = new LinkedHashSet<>();
        Set<String> domains = new LinkedHashSet<>();
        for (CrawlerClaim claim : claims) {
            if (byRanges(claim) == Verification.UNCHECKED) {
                unknown.add(claim.client());
                domains.addAll(claim.crawler().domains());
            }
        }
        Answers answers = names == null ? new Answers(Map.of(), Set.of()) : names.ask(unknown, domains);
        Map<CrawlerClaim, Verification> verified = new LinkedHashMap<>();
        for (CrawlerClaim claim : claims) {
            Verification known = byRanges(claim);
            verified.put(claim, known == Verification.UNCHECKED ? byName(claim, answers) : known);
        }
        return verified;
    }

    /** What is known without asking; {@link Verification#UNCHECKED} when asking would tell. */
    private Verification byRanges(CrawlerClaim claim) {
        Networks networks = ranges.of(claim.crawler());
        ClientAddress client = claim.client();
        if (networks != null && !client.isName() && networks.contains(client.high(), client.low())) {
            return Verification.VERIFIED;
        }
        boolean mayBeAsked = !client.isName() && !claim.crawler().domains().isEmpty();
        if (mayBeAsked && (names != null || networks == null)) {
            return Verification.UNCHECKED;
        }
        // Names, by which some servers log their clients, cannot be compared with networks.
        return networks != null && !client.isName() ? Verification.SPOOFED : Verification.CLAIMED;
    }

    /** A name server that does not even know the operator's domain cannot say that an address has no name in it. */
    private static Verification byName(CrawlerClaim claim, Answers answers) {
        ReverseName answer = answers.names().getOrDefault(claim.client(), ReverseName.UNANSWERED);
        if (isOfOperator(answer.names(), claim.crawler())) {
            return Verification.VERIFIED;
        }
        boolean isAnswered = answer.state() != ReverseName.State.UNANSWERED
                && claim.crawler().domains().stream().anyMatch(answers.domains()::contains);
        return isAnswered ? Verification.SPOOFED : Verification.UNCHECKED;
    }

    private static boolean isOfOperator(List<String> names, Agent crawler) {
        return names.stream()
                .anyMatch(name -> crawler.domains().stream().anyMatch(domain -> HostNames.isIn(name, domain)));
    }
}
