/**
 * Who a client is: which network it belongs to, which program it says it is, whether a crawler is who it claims to be, what
 * an address is called.
 *
 * <p>Promise: functions of an address or of a user agent, in bounded memory and linear time whatever they are; nothing here
 * counts or reads logs. Programs are told by a list, {@code agents.tsv}, of which the first line that fits counts: whoever
 * adds a line sees what it takes precedence of.
 */
@NullMarked
package io.github.logtraffic.identity;

import org.jspecify.annotations.NullMarked;
