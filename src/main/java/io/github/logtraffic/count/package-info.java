/**
 * Counting: the {@link io.github.logtraffic.count.Tally} of a log or of a piece of one.
 *
 * <p>Promise: exact, and the same for any order of the entries and any split of them among tallies that are merged in any
 * order, as long as the memory suffices; when not, every number is exact or has a bound beside it, and what has none is
 * absent. Memory grows with distinct clients and the time windows each was seen in, never with lines. Nothing is allocated
 * per entry but when a table grows.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>A client is one row of eight longs, a cache line, in one array: key, counters, first, last and the time window it
 *       was seen in last. What few lines touch (statuses other than 2xx, windows of before) lies elsewhere.
 *   <li>A client's peak must be exact although lines may come in any order, so every window with its count is kept, in
 *       {@link io.github.logtraffic.count.WindowRuns}, and summed when the peak is asked for.
 *   <li>When the {@link io.github.logtraffic.count.MemoryBudget} is used up, the same table goes on as a summary of heavy
 *       hitters, see {@link io.github.logtraffic.count.CounterTable}; {@link io.github.logtraffic.count.LossyCounting} makes
 *       the room. Not with DataSketches' frequent items: there a counter
 *       is low by the same bound for every client, while here a client that was never evicted keeps exact counters, and
 *       first, peak and statuses with them. Its HyperLogLog counts the clients.
 *   <li>Durations are counted in buckets whose width grows with them, {@link io.github.logtraffic.count.DurationBuckets},
 *       because such counts add up to the same in any order; t-digests and KLL sketches do not. Few of a row's buckets hold
 *       anything, so those of all rows stand in one table, which logs without durations never make.
 *   <li>Groups that depend on the client alone, networks say, are made of the clients' rows in the end: that costs by
 *       clients, not by entries. Not when clients are about to be lost, see {@code ClientGroups}.
 *   <li>Hash functions are seeded, for whoever writes to the log chooses the keys.
 *   <li>Sums saturate at {@link java.lang.Long#MAX_VALUE}, which keeps them independent of order.
 * </ul>
 */
@NullMarked
package io.github.logtraffic.count;

import org.jspecify.annotations.NullMarked;
