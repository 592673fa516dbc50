package io.github.logtraffic.identity;

import io.github.logtraffic.log.entry.ClientAddress;
import io.github.logtraffic.log.value.Networks;
import java.util.List;

/**
 * Holds clients that claim to be crawlers against what the crawlers' operators say: the networks that they publish, and
 * the domains in which their addresses have names. An address in the networks is verified without asking anybody.
 */
public final class CrawlerVerifier {
    private final CrawlerRanges ranges;
    private final boolean asksNames;

    /**
     * @param ranges the networks that are known
     * @param asksNames whether name servers are asked of whom the networks do not verify
     */
    public CrawlerVerifier(CrawlerRanges ranges, boolean asksNames) {
        this.ranges = ranges;
        this.asksNames = asksNames;
    }

    /** What is known without asking; {@link Verification#UNCHECKED} when asking would tell. */
    public Verification withoutAsking(CrawlerClaim claim) {
        Networks networks = ranges.of(claim.crawler());
        ClientAddress client = claim.client();
        if (networks != null && !client.isName() && networks.contains(client.high(), client.low())) {
            return Verification.VERIFIED;
        }
        boolean mayBeAsked = !client.isName() && !claim.crawler().domains().isEmpty();
        if (mayBeAsked && (asksNames || networks == null)) {
            return Verification.UNCHECKED;
        }
        // Names, by which some servers log their clients, cannot be compared with networks.
        return networks != null && !client.isName() ? Verification.SPOOFED : Verification.CLAIMED;
    }

    /** What is known when name servers have been asked. */
    public Verification verify(CrawlerClaim claim, NameAnswers answers) {
        Verification known = withoutAsking(claim);
        return known == Verification.UNCHECKED ? byName(claim, answers) : known;
    }

    /** A name server that does not even know the operator's domain cannot say that an address has no name in it. */
    private static Verification byName(CrawlerClaim claim, NameAnswers answers) {
        ReverseName answer = answers.of(claim.client());
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
