/**
 * The configuration of servers as text, from what the what-ifs found: a limit that was tried, a policy that requests were
 * spread by, a cache of some size, a list that blocks the clients that a limit rejects most.
 *
 * <p>Promise: a server with that configuration decides as the simulation did. A key is made of the same bytes, a rate that a
 * server cannot hold is refused, and so is a field that it does not know when a request comes. What is written passes the
 * server's own test of its configuration.
 *
 * <p>Decision: nothing that a log or a user says becomes a part of a directive unless it was checked to be a number, an
 * address, or letters, digits and underscores; anything else stands in comments, without control characters. The exception
 * are a user's patterns of paths, of which {@link io.github.logtraffic.traffic.emit.PathPattern} makes regular expressions
 * that cannot end early. Keys that are parts of addresses are made of the address's bytes and not of its text, which may
 * leave out zeros.
 *
 * <p>Decision: a cache is configured more carefully than it was simulated. What could give one user's answer to another (cookies,
 * what the origin forbids to keep, other hosts and schemes) is left as the servers have it by default, and a comment says what
 * was simulated and how to have that.
 *
 * <p>Decision: a block list blocks nobody whom a log does not accuse unless that was asked for, since whoever loads it does not
 * read it line by line. What was left out and why stands in it as comments.
 * {@link io.github.logtraffic.traffic.emit.SmallestCover} finds the smallest set of networks, and says when it is not sure.
 */
@NullMarked
package io.github.logtraffic.traffic.emit;

import org.jspecify.annotations.NullMarked;
