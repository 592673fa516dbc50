/**
 * What reading a line costs, format by format, beside a parser that was written by hand for one of them.
 *
 * <p>Client, time, status and bytes only, per byte, as multiples of the hand-written parser of combined lines, which never
 * looks at the half of its line that is behind the bytes (2 virtual cores of an AMD EPYC, Java 17, the least of 14 rounds,
 * formats interleaved): combined and nginx's or Apache's strings that begin like it 1.0 to 1.06; cloudfront 2.0 to 2.3, ltsv
 * 2.4, nginx_json 3.2, alb 3.3, w3c 3.6, proxymanager 3.8, caddy 4.0, envoy 4.0, haproxy 5.9 to 6.7, squid 6.1. With all fields,
 * as multiples of combined with all fields: cloudfront 1.4, proxymanager 1.5, alb 1.5, envoy 1.7, haproxy 2.0, squid 2.5.
 *
 * <p>A step of {@code TextParser} costs 10 to 15 ns whatever it reads, so formats of many short values cost most per byte;
 * lines that must be looked at to their end cannot cost less than that: 56 to 63 ns for the bare search of a byte through
 * an LTSV line of 346 bytes, of which 65 ns would be one and a half times the hand-written parser.
 *
 * <p>Tried and dropped: remembering JSON's unwanted constant values (nginx_json 4 % less, caddy 6 to 13 % more); a scan that
 * reads words past the end of its range (nothing); fewer divisions in durations (nothing).
 */
@NullMarked
package io.github.logtraffic.log.format;

import org.jspecify.annotations.NullMarked;
