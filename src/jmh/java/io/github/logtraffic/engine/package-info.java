/**
 * Benchmarks of the hot loop: {@code mvn -q -Pjmh test-compile exec:exec@jmh -Djmh=LineLoop}.
 *
 * <p>Nanoseconds per combined line of about 270 bytes, Java 17, one of two virtual cores of an AMD EPYC, otherwise idle: 21 to find the line's end, 66 to parse it as well, 84 to count it as well while the table fits
 * into the caches.
 *
 * <p>Tried and rejected:
 *
 * <ul>
 *   <li>Looking for line ends 32 bytes at a time, four words before one branch: 27 instead of 21.
 *   <li>C1 alone for the whole run: 0.93 s instead of 0.92 s on 4 million lines, and slower on more.
 *   <li>Transparent huge pages for the heap: 1.19 s instead of 0.87 s (medians of 15, interleaved), and unsteady.
 *   <li>Chunks of 256 KiB instead of 1 MiB: no difference.
 *   <li>Reading through a {@code FileChannel}, with heap or direct buffers, instead of a stream: no difference (0.09 s for
 *       950 MB in each case).
 * </ul>
 */
package io.github.logtraffic.engine;
