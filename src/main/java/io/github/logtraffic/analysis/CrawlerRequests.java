package io.github.logtraffic.analysis;

import io.github.logtraffic.identity.Verification;

/**
 * Requests by whether they are of the crawler that they claim to be of.
 *
 * @param verified from addresses of the crawler's operator
 * @param spoofed from addresses that are not of the crawler's operator
 * @param unchecked it could be found out, and was not
 * @param claimed there is only the claim
 */
public record CrawlerRequests(long verified, long spoofed, long unchecked, long claimed) {
    static final CrawlerRequests NONE = new CrawlerRequests(0, 0, 0, 0);

    /** These and more of one kind. */
    CrawlerRequests and(Verification known, long requests) {
        return switch (known) {
            case VERIFIED -> new CrawlerRequests(verified + requests, spoofed, unchecked, claimed);
            case SPOOFED -> new CrawlerRequests(verified, spoofed + requests, unchecked, claimed);
            case UNCHECKED -> new CrawlerRequests(verified, spoofed, unchecked + requests, claimed);
            case CLAIMED -> new CrawlerRequests(verified, spoofed, unchecked, claimed + requests);
        };
    }

    /** All of them. */
    long all() {
        return verified + spoofed + unchecked + claimed;
    }
}
