/**
 * From bytes to values: the addresses, times, durations and numbers that stand in the fields of any log format.
 *
 * <p>Promise: nothing here knows a format or a line; a value is read from a range of bytes, for which nothing is
 * allocated unless the method says so; what is no such value is told by a return value and never by an exception.
 */
@NullMarked
package io.github.logtraffic.log.value;

import org.jspecify.annotations.NullMarked;
