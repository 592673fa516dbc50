/**
 * Benchmarks of cache policies: {@code mvn -q -Pjmh test-compile exec:exec@jmh -Djmh=PolicyBenchmark}.
 *
 * <p>Millions of requests per second, Java 17, one of two virtual cores of an AMD EPYC, for caches of a hundredth and of a
 * tenth of all bytes: LRU 34 and 40, FIFO 34 and 47, CLOCK 31 and 48, LFU 24 and 22, SIEVE 38 and 48, S3-FIFO 20 and 33,
 * W-TinyLFU 11 and 15, GDSF 9 and 14, OPTIMAL 14 and 18, BELADY 12 and 18, nginx 20 and 29, Varnish 14 and 17. Runs differ
 * by a third.
 */
@NullMarked
package io.github.logtraffic.traffic.cache;

import org.jspecify.annotations.NullMarked;
