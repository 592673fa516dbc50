package io.github.logtraffic.traffic.limit;

import io.github.logtraffic.log.entry.ClientAddress;

/**
 * A client that a setting would have harmed.
 *
 * @param client who
 * @param rejected how many of its requests would have been rejected
 * @param delayed how many would have had to wait
 * @param isCrawler whether any of them claims to be a crawler's
 * @param first when that began, in seconds since 1970
 * @param last when it happened last
 */
public record HarmedClient(
        ClientAddress client, long rejected, long delayed, boolean isCrawler, long first, long last) {}
