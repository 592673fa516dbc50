package io.github.logtraffic.cli;

import io.github.logtraffic.analysis.AnalysisResult;
import io.github.logtraffic.analysis.ClientNames;
import io.github.logtraffic.analysis.CrawlerChecks;
import io.github.logtraffic.analysis.CrawlerClaims;
import io.github.logtraffic.identity.CrawlerClaim;
import io.github.logtraffic.identity.CrawlerVerifier;
import io.github.logtraffic.identity.NameAnswers;
import io.github.logtraffic.identity.ReverseNames;
import io.github.logtraffic.identity.UserAgents;
import io.github.logtraffic.log.entry.ClientAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Who clients really are: what is found out about them when they have been counted. */
final class IdentityOptions {
    static final String RESOLVE = "--resolve";
    private static final String RANGES = CrawlerRangeFiles.OPTION;

    private boolean asksNames;
    private final List<String> ranges = new ArrayList<>();

    IdentityOptions(OptionList options) {
        options.section("Who it is:")
                .flag(
                        RESOLVE,
                        () -> asksNames = true,
                        "Ask name servers for the names of the clients shown, and with --by crawler for those of who claims "
                                + "to be one, for two seconds at most; names that do not have the address in turn do "
                                + "not count.")
                .value(
                        RANGES,
                        "[NAME=]FILE",
                        ranges::add,
                        "Tell true crawlers from false ones, with --by crawler or --by crawler,client: the networks that the "
                                + "operator of one publishes, as JSON or as lines; of the crawler that the file is named "
                                + "after, unless named. Repeatable.");
    }

    /**
     * Refuses to find out who clients are that are not to be known, and what no table shows.
     *
     * @throws ParameterException naming the options
     */
    void check(CommandLine command, GroupOptions groups, ClientOptions clients, PrivacyOptions privacy) {
        if (privacy.isAsked() && asksNames) {
            throw new ParameterException(
                    command, RESOLVE + " would ask who the clients are that " + privacy.option() + " hides");
        }
        if (privacy.isAsked() && !ranges.isEmpty()) {
            throw new ParameterException(
                    command, RANGES + " would tell who the clients are that " + privacy.option() + " hides");
        }
        if (!ranges.isEmpty() && !checksCrawlers(groups)) {
            throw new ParameterException(
                    command, RANGES + " says which crawlers are true ones; it needs --by crawler or --top crawler");
        }
        boolean areClaimsShown = groups.keyNames().stream().anyMatch(CrawlerClaims::areRowsBy);
        if (checksCrawlers(groups) && areClaimsShown && !clients.prefix().isWholeAddress()) {
            throw new ParameterException(
                    command,
                    (asksNames ? RESOLVE : RANGES) + " tells of addresses whether they are crawlers', not of networks; "
                            + "--prefix4 and --prefix6 exclude it in a table by crawler and client");
        }
    }

    /** Whether it is to be found out who is a crawler. */
    boolean checksCrawlers(GroupOptions groups) {
        return (asksNames || !ranges.isEmpty()) && groups.keyNames().stream().anyMatch(CrawlerChecks::mayBeIn);
    }

    /**
     * Who tells true crawlers from false ones.
     *
     * @param agents which crawlers are known
     * @throws ParameterException when a file of networks cannot be used
     */
    CrawlerVerifier verifier(CommandLine command, UserAgents agents) {
        return new CrawlerVerifier(CrawlerRangeFiles.read(command, ranges, agents), asksNames);
    }

    /**
     * The result with what can be found out about its clients.
     *
     * @param verifier null when it is not to be found out who is a crawler
     * @param showsTopTalkers whether top talkers are among the tables that are shown
     */
    AnalysisResult identified(
            AnalysisResult result, @Nullable CrawlerVerifier verifier, boolean showsTopTalkers, Invocation invocation) {
        CrawlerClaims claims = result.claims();
        if (verifier == null || claims == null) {
            return asksNames ? result.identified(names(result, List.of(), showsTopTalkers, invocation), null) : result;
        }
        if (!asksNames) {
            return result.identified(null, new CrawlerChecks(claims, verifier, NameAnswers.NONE));
        }
        ClientNames names = names(result, CrawlerChecks.open(result, claims, verifier), showsTopTalkers, invocation);
        return result.identified(names, new CrawlerChecks(claims, verifier, names.answers()));
    }

    /** What name servers answer about crawlers and the clients shown; says of how many addresses there was no answer. */
    private static ClientNames names(
            AnalysisResult result, Collection<CrawlerClaim> open, boolean showsTopTalkers, Invocation invocation) {
        return new ClientNames(ask(open, ClientNames.addresses(result, showsTopTalkers), invocation));
    }

    /** What name servers answer about crawlers and clients; says of how many addresses there was no answer. */
    static NameAnswers ask(Collection<CrawlerClaim> open, Set<ClientAddress> clients, Invocation invocation) {
        try {
            NameAnswers answers = new ReverseNames(invocation.resolver().get()).ask(open, clients);
            sayUnanswered(answers, open, invocation.messages());
            return answers;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the report goes without names
            return NameAnswers.NONE;
        }
    }

    private static void sayUnanswered(NameAnswers answers, Collection<CrawlerClaim> open, Messages messages) {
        long unanswered = answers.unanswered();
        if (unanswered > 0) {
            boolean isAnyAnswered = unanswered < answers.names().size();
            messages.notice(RESOLVE + ": no answer within " + ReverseNames.LIMIT.toSeconds() + " s for " + unanswered
                    + (unanswered == 1 ? " address" : " addresses")
                    + (isAnyAnswered ? "" : "; can a name server be reached?"));
        } else if (answers.domains().isEmpty()
                && open.stream().anyMatch(claim -> !claim.crawler().domains().isEmpty())) {
            messages.notice(RESOLVE + ": name servers know none of the crawlers' domains; is this network cut off?");
        }
    }
}
