/**
 * Lines to entries: the formats there are, their parsers, which one a log is in, and why a line is malformed.
 *
 * <p>Promise: a parser allocates nothing per well-formed line with an address for a client, never throws for any bytes,
 * and takes time linear in the length of the line. What counts as an entry is the contract's: client, timestamp, request
 * and status can be read; the request's text may be anything, and what is missing or broken after the status is absent.
 *
 * <p>Decision: {@link io.github.logtraffic.log.format.LogFormat} is the one registry. A new format is a new constant with
 * its parser; detection, {@code --log-format} and the messages follow from it.
 */
@NullMarked
package io.github.logtraffic.log.format;

import org.jspecify.annotations.NullMarked;
