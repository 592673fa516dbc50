/**
 * The vocabulary of everything that handles log lines: an entry, who sent it, who takes it.
 *
 * <p>Promise: nothing here allocates per line, and nothing here knows a log format, a file or a report. An {@link
 * io.github.logtraffic.log.entry.AccessLogEntry} is a view of bytes that somebody else owns; it is valid during one call
 * of {@link io.github.logtraffic.log.entry.EntryConsumer#accept} and reused for the next line.
 *
 * <p>Decision: an IPv4 address is held as the IPv6 address that maps it ({@code ::ffff:a.b.c.d}), so that one pair of
 * numbers is a key for both and a mapped address counts as the IPv4 address it stands for.
 */
@NullMarked
package io.github.logtraffic.log.entry;

import org.jspecify.annotations.NullMarked;
