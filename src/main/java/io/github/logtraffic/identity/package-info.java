/**
 * Who a client is: which networks it belongs to, where it is, what its address is called, which program it says it is and
 * whether that is true; and, where that is wanted, that nobody can tell any more.
 *
 * <p>Promise: functions of an address or of a user agent, in bounded memory and linear time whatever a log says; nothing
 * here counts or reads logs. What is immutable may be shared by threads; what remembers or writes ({@code Cached…},
 * anonymizers, filters) belongs to one.
 *
 * <p>Decisions: programs are told by a list, {@code agents.tsv}, of which the first line that fits counts, so that whoever
 * adds a line sees what it takes precedence of. What an operator says of its crawlers (domains of reverse names) is in that
 * list only where the operator publishes it: a wrong domain would call a true crawler false. Networks are not in it: they
 * change, and are given as files.
 */
@NullMarked
package io.github.logtraffic.identity;

import org.jspecify.annotations.NullMarked;
