/**
 * The requests of a log, sent to real servers: read out of entries by {@link
 * io.github.logtraffic.traffic.replay.RequestSource}, sent by {@link io.github.logtraffic.traffic.replay.Replay}.
 *
 * <p>Promise: a request target goes out byte for byte as the client had sent it, and nothing is sent that could be taken for
 * two requests. When a request is due depends on the log alone, never on when those before it were sent or answered
 * (an open loop), so that a server that stalls cannot hide it.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>One thread reads the log and decides what is due when; another one, Netty's, does all that follows, so that
 *       balancers, connections and counts need no locks. Between them is a queue of bounded length.
 *   <li>Latency is measured twice: from when a request was due, which is what a user would have waited, and from when it
 *       was written to its connection, which is what the server took. Their gap is where requests had to queue.
 *   <li>One request at a time on a connection, no redirects followed, bodies of responses counted and thrown away.
 *   <li>Every request is marked, in a header and at the end of its user agent, which logs have; requests that a log shows
 *       to be marked are not sent again.
 * </ul>
 */
@NullMarked
package io.github.logtraffic.traffic.replay;

import org.jspecify.annotations.NullMarked;
