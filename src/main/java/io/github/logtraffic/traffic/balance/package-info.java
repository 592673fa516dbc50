/**
 * Where a load balancer would have sent the requests of a log: {@link io.github.logtraffic.traffic.balance.BalancePolicy}
 * names the policies there are, each a {@link io.github.logtraffic.traffic.balance.Picker}.
 *
 * <p>Promise: a pick of a policy that is named after a server is the pick of that server, to the last bit of its integer
 * arithmetic; tests ask the running daemons. Nothing is allocated per pick.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>Time is virtual and belongs to whoever drives a picker; so does the load, in {@link
 *       io.github.logtraffic.traffic.balance.BackendStates}. A picker keeps only what the daemon's own algorithm keeps.
 *   <li>nginx learns of an outage by requests that fail, as it has no health checks; for all others a backend is down from
 *       the first moment to the last, as checks that never sleep would find.
 *   <li>A key is what the server itself would read, {@link io.github.logtraffic.traffic.balance.KeyReader}: names of
 *       parameters, hosts and empty values are not the same to all.
 *   <li>Tables that depend on which backends are up are built anew when that changes, seldom, rather than patched. nginx's
 *       ring does not, and is large: it is made once.
 * </ul>
 */
@NullMarked
package io.github.logtraffic.traffic.balance;

import org.jspecify.annotations.NullMarked;
