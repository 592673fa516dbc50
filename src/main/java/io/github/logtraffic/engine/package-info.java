/**
 * One pass over logs: opens them, gives chunks of whole lines to threads, drives format and consumer, merges, and keeps
 * the books.
 *
 * <p>Promise: {@code read = blank + comment + malformed + filtered + counted}, and the same result for any number of
 * threads, any chunk size and any order in which threads come to run. No line stops a run; a log that cannot be read
 * stops nothing but itself.
 *
 * <p>Decision: threads help themselves. A thread that wants work takes a log that nobody is reading just now, or opens
 * the next one, fills its own buffer and gives the log back before it parses. So one plain file uses all threads, two
 * compressed ones use two, and no queue has to be bounded.
 */
@NullMarked
package io.github.logtraffic.engine;

import org.jspecify.annotations.NullMarked;
