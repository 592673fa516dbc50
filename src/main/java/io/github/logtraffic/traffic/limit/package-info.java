/**
 * What a rate limit would have done to the requests of a log: {@link io.github.logtraffic.traffic.limit.LimitSimulation}
 * takes them in their order and tries any number of {@link io.github.logtraffic.traffic.limit.LimitSetting settings} at
 * once.
 *
 * <p>Promise: the limits are those of the programs they are named after, in their own arithmetic, not look-alikes; each
 * class names the source it was taken from. Memory grows with the keys that are alive, which means those that a limit does
 * not treat as new, and with the clients that were touched up to a bound; not with lines. No object is made per entry.
 *
 * <p>Decision: each setting is simulated twice, because stamps of logs are coarse: with all requests of one stamp at its
 * start, and spread evenly. What the second run finds is reported, and both say how sure that is. The states of all
 * settings of a key, and of both runs, lie next to each other: an entry is looked up once for each kind of key, and 16
 * settings cost 16 small steps in a few cache lines.
 *
 * <p>Limits of any what-if: clients that are refused try again, or give up, and what is delayed makes later requests later.
 * A log does not know that.
 */
@NullMarked
package io.github.logtraffic.traffic.limit;

import org.jspecify.annotations.NullMarked;
