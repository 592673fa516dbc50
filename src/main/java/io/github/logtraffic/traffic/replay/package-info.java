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
 *   <li>A target that fails is left alone as nginx does it, under any policy. When all are down, which nginx answers with
 *       502 without asking any, all are tried, as in Envoy's panic mode: it is then for the watch over errors and for the
 *       time to give up to end a replay, and servers that come back are seen at once. With a single target nothing is ever
 *       left alone, and an answer, be it 503, shows that it is up.
 *   <li>Each try of a request counts as sent at the target that it went to, so that what targets log is what they are
 *       said to have got; how many tries were not the request's last one is said beside. The times of a second try count
 *       from when the request was due. A request that met a connection which the server had closed when idle has not been
 *       tried, as far as one can know: it is sent again there, and counts once. When the close came too late to know that, it
 *       has been tried, and is tried once more.
 *   <li>Every request is marked, in a header and at the end of its user agent, which logs have; requests that a log shows
 *       to be marked are not sent again.
 * </ul>
 */
@NullMarked
package io.github.logtraffic.traffic.replay;

import org.jspecify.annotations.NullMarked;
