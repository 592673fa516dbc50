package io.github.logtraffic.analysis;

import io.github.logtraffic.analysis.AnalysisResult.Group;
import io.github.logtraffic.analysis.AnalysisResult.Groups;
import io.github.logtraffic.identity.CrawlerClaim;
import io.github.logtraffic.identity.CrawlerVerifier;
import io.github.logtraffic.identity.NameAnswers;
import io.github.logtraffic.identity.Verification;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which requests of a report's crawlers are of true ones. */
public final class CrawlerChecks {
    /** Of so many claims of a table name servers are asked; a report may have millions. */
    private static final int MOST_ASKED = 1_000;

    private final CrawlerClaims claims;
    private final CrawlerVerifier verifier;
    private final NameAnswers answers;
    private final Map<String, CrawlerRequests> byCrawler = new HashMap<>();

    /**
     * Holds claims against what is known.
     *
     * @param answers what was answered about {@link #open}
     */
    public CrawlerChecks(CrawlerClaims claims, CrawlerVerifier verifier, NameAnswers answers) {
        this.claims = claims;
        this.verifier = verifier;
        this.answers = answers;
        claims.forEach((claim, requests) -> byCrawler.compute(
                claim.crawler().name(),
                (name, known) ->
                        (known == null ? CrawlerRequests.NONE : known).and(verifier.verify(claim, answers), requests)));
    }

    /** Whether it is known of a table by these keys. */
    public static boolean mayBeIn(List<String> by) {
        return CrawlerClaims.areSummedBy(by) || CrawlerClaims.areRowsBy(by);
    }

    /**
     * The requests of a row by what is known of who sent them; together they are all of them. Claims that there was no
     * memory for are unchecked. Null when the row is not of a crawler, or its table not of crawlers.
     */
    public @Nullable CrawlerRequests of(Groups groups, Group row) {
        if (CrawlerClaims.areRowsBy(groups.by())) {
            CrawlerClaim claim = claims.of(groups.by(), row);
            return claim == null ? null : CrawlerRequests.NONE.and(verifier.verify(claim, answers), row.requests());
        }
        String crawler = row.key().get(0);
        if (!CrawlerClaims.areSummedBy(groups.by()) || !claims.hasCrawler(crawler)) {
            return null;
        }
        CrawlerRequests known = byCrawler.getOrDefault(crawler, CrawlerRequests.NONE);
        return known.and(Verification.UNCHECKED, Math.max(0, row.requests() - known.all()));
    }

    /** The claims in a result's tables of which name servers could tell more: those that come first, each once. */
    public static Collection<CrawlerClaim> open(AnalysisResult result, CrawlerClaims claims, CrawlerVerifier verifier) {
        Set<CrawlerClaim> open = new LinkedHashSet<>();
        Set<String> summed = new HashSet<>();
        for (Groups groups : result.groups()) {
            if (CrawlerClaims.areRowsBy(groups.by())) {
                open.addAll(openRows(groups, claims, verifier));
            } else if (CrawlerClaims.areSummedBy(groups.by())) {
                groups.rows().forEach(row -> summed.add(row.key().get(0)));
            }
        }
        open.addAll(heaviestOpen(summed, claims, verifier));
        return open;
    }

    private static Set<CrawlerClaim> openRows(Groups groups, CrawlerClaims claims, CrawlerVerifier verifier) {
        Set<CrawlerClaim> open = new LinkedHashSet<>();
        for (Group row : groups.rows()) {
            CrawlerClaim claim = claims.of(groups.by(), row);
            if (claim != null && verifier.withoutAsking(claim) == Verification.UNCHECKED) {
                open.add(claim);
            }
            if (open.size() == MOST_ASKED) {
                break;
            }
        }
        return open;
    }

    /** A claim and its requests. */
    private record Weighed(CrawlerClaim claim, long requests) {
        /** Those with few requests first; equals in an order that is the same in every run. */
        static final Comparator<Weighed> LIGHTEST_FIRST = Comparator.comparingLong(Weighed::requests)
                .thenComparing(one -> one.claim.client())
                .thenComparing(one -> one.claim.crawler().name());
    }

    /** Those with the most requests among the claims to be one of these crawlers. */
    private static List<CrawlerClaim> heaviestOpen(
            Set<String> crawlers, CrawlerClaims claims, CrawlerVerifier verifier) {
        PriorityQueue<Weighed> heaviest = new PriorityQueue<>(Weighed.LIGHTEST_FIRST);
        claims.forEach((claim, requests) -> {
            if (crawlers.contains(claim.crawler().name()) && verifier.withoutAsking(claim) == Verification.UNCHECKED) {
                heaviest.add(new Weighed(claim, requests));
                if (heaviest.size() > MOST_ASKED) {
                    heaviest.remove();
                }
            }
        });
        List<Weighed> sorted = new ArrayList<>(heaviest);
        sorted.sort(Weighed.LIGHTEST_FIRST.reversed());
        return sorted.stream().map(Weighed::claim).toList();
    }
}
