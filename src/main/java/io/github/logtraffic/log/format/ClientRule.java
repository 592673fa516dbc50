package io.github.logtraffic.log.format;

import io.github.logtraffic.log.value.Networks;
import org.jspecify.annotations.Nullable;

/**
 * Who the client is of a request that came through proxies: read from the addresses that they noted in a header.
 *
 * @param field the name of the field that holds the header
 * @param trusted the proxies: where one of them is the peer, the last address in the field that is none of them is the
 *     client's. Null when whoever is the peer is believed, and the last address in the field is the client's
 */
public record ClientRule(String field, @Nullable Networks trusted) {}
