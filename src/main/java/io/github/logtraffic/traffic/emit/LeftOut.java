package io.github.logtraffic.traffic.emit;

import io.github.logtraffic.log.value.Network;

/**
 * An offender that is not to be blocked.
 *
 * @param network its address, or its network where those are limited
 * @param rejected how many of its requests the limit rejects
 * @param reason why not
 */
public record LeftOut(Network network, long rejected, Reason reason) {
    /** Why an offender is not to be blocked. */
    public enum Reason {
        /** The server's own proxies. */
        TRUSTED_PROXY("in --trusted-proxy", "in --trusted-proxy"),

        /** What no client on the Internet has. */
        NOT_PUBLIC("a private or reserved address", "private or reserved"),

        /** Known to be a search engine's or the like. */
        VERIFIED_CRAWLER("a verified crawler", "verified as crawlers"),

        /** Whoever can be a search engine is taken for one: to block one that is costs more than to spare one that is not. */
        UNCHECKED_CRAWLER("claims to be a crawler, which was not checked", "unchecked claims to be crawlers");

        private final String ofOne;
        private final String ofMany;

        Reason(String ofOne, String ofMany) {
            this.ofOne = ofOne;
            this.ofMany = ofMany;
        }

        /** What one of them is. */
        public String ofOne() {
            return ofOne;
        }

        /** What several of them are. */
        public String ofMany() {
            return ofMany;
        }
    }
}
