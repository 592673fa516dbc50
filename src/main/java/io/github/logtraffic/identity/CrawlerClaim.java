package io.github.logtraffic.identity;

import io.github.logtraffic.log.entry.ClientAddress;

/**
 * A client whose user agent is that of a crawler.
 *
 * @param client from where it asks
 * @param crawler what it claims to be
 */
public record CrawlerClaim(ClientAddress client, Agent crawler) {}
