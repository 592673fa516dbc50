package io.github.logtraffic.analysis;

import io.github.logtraffic.identity.CrawlerVerifier;
import io.github.logtraffic.identity.NetworkPrefix;
import io.github.logtraffic.log.value.Networks;
import org.jspecify.annotations.Nullable;

/**
 * Whom to put on a block list.
 *
 * @param most how many offenders; 0 is all
 * @param trusted the server's own proxies
 * @param ofCrawlers networks that are known to be crawlers'
 * @param verifier who tells true crawlers from false ones
 * @param force whether to block also who is better not blocked
 * @param widening how much others may have sent from networks that hold not only offenders; null when none may
 * @param widest how large such networks may be
 */
public record BlockPlan(
        int most,
        Networks trusted,
        Networks ofCrawlers,
        CrawlerVerifier verifier,
        boolean force,
        @Nullable Widening widening,
        NetworkPrefix widest) {
    /**
     * How many requests others may have sent.
     *
     * @param requests so many
     * @param share or such a share of all; 0 when it is a number
     */
    public record Widening(long requests, double share) {
        /** The number of requests. */
        long of(long allRequests) {
            return share > 0 ? (long) Math.floor(share * allRequests) : requests;
        }
    }
}
