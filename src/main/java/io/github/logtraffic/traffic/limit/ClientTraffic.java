package io.github.logtraffic.traffic.limit;

import io.github.logtraffic.identity.Agent;
import java.util.List;

/**
 * What a client sent.
 *
 * @param high the upper 64 bits of its address
 * @param low the lower 64 bits
 * @param requests how many
 * @param claims the crawlers that it claimed to be, the first ones of very many
 */
public record ClientTraffic(long high, long low, long requests, List<Agent> claims) {}
