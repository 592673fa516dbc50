/**
 * What a cache would have done with the requests of a log. A {@link io.github.logtraffic.traffic.cache.CacheRecording}
 * writes down which objects were asked for; {@link io.github.logtraffic.traffic.cache.CacheSimulation} then asks caches of
 * several sizes and policies for them.
 *
 * <p>Promise: what a policy hits is what its published definition hits, request by request; tests hold them against a real
 * trace and against slow twins. Each cache's books are checked when its run has ended.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>Written down first, simulated then: an object's size is the largest full answer of the whole log, the best policy
 *       needs to know the future, and several threads can ask several caches.
 *   <li>Objects are numbers, and what a cache knows of them stands in arrays: nothing is allocated per request.
 *   <li>A curve of a large log is found from a sample of its objects, with caches that are smaller by as much: SHARDS for LRU
 *       (Waldspurger, Park, Garthwaite, Ahmad: Efficient MRC construction with SHARDS, FAST 2015), miniature simulation for
 *       the others (Waldspurger, Saemundsson, Ahmad, Park: Cache modeling and optimization using miniature simulations,
 *       USENIX ATC 2017). Objects are drawn from each popularity alike: with half of them, drawn by hash alone, LRU's curve
 *       of the trace web07 was off by up to 3 points; so no curve is off by more than 0.9 with one in 32. How far off it may
 *       be is found by simulating both halves of the sample.
 *   <li>What changes when a cache is smaller is not simulated in small: LFU, and all that depends on time.
 * </ul>
 */
@NullMarked
package io.github.logtraffic.traffic.cache;

import org.jspecify.annotations.NullMarked;
