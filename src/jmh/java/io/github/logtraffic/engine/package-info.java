/**
 * Benchmarks of the hot loop: {@code mvn -q -Pjmh test-compile exec:exec@jmh -Djmh=LineLoop}.
 *
 * <p>Nanoseconds per combined line of about 270 bytes, Java 17, one of two virtual cores of an AMD EPYC, otherwise idle: 21
 * to find the line's end, 66 to parse it as well, 84 to count it as well while the table fits into the caches.
 *
 * <p>Where the time of a whole run goes, 4 million lines (950 MB, 176,000 clients), two threads, 0.80 s: 0.06 until the
 * first line, 0.53 reading, 0.09 merging, 0.10 the report. The same pass again in the same virtual machine takes 0.46 s
 * (reading 0.36, merging 0.04, report 0.04), on one thread 0.72 instead of 1.06: the difference is code that is not compiled
 * yet, and the second compiler, which takes 0.39 s of one of the two cores. So 0.20 microseconds of CPU a line when warm, of
 * which 0.06 copy from the page cache and 0.06 wait for memory, and 0.36 in a run that is cold.
 *
 * <p>Tried and rejected:
 *
 * <ul>
 *   <li>Looking for line ends 32 bytes at a time, four words before one branch: 27 instead of 21.
 *   <li>C1 alone for the whole run: 0.93 s instead of 0.92 s on 4 million lines, and slower on more.
 *   <li>Fewer or earlier compilations by {@code Tier3…} and {@code Tier4…} thresholds, two threads for the second compiler, no
 *       escape analysis, no unrolling: between no difference and 1.1 of the time (medians of 9, interleaved).
 *   <li>Keeping the parser, the tally and the table from being inlined into the loop, so that each is compiled once: 0.95 to
 *       0.97 of the time; not worth options of the virtual machine that name methods.
 *   <li>A second thread that starts 50 to 200 ms later: no difference, for until then the compiler needs its core.
 *   <li>Java 25 and its profiles from a training run: 1.1 of the time of Java 17.
 *   <li>Transparent huge pages for the heap: 1.19 s instead of 0.87 s (medians of 15, interleaved), and unsteady.
 *   <li>Chunks of 256 KiB instead of 1 MiB: no difference.
 *   <li>Reading through a {@code FileChannel}, with heap or direct buffers, instead of a stream: no difference (0.09 s for
 *       950 MB in each case).
 * </ul>
 */
package io.github.logtraffic.engine;
