/**
 * Which entries of a log somebody wants: what was typed, compiled to tests that an entry passes or not.
 *
 * <p>Promise: a test allocates nothing (but for regular expressions, of texts that were not seen lately), takes time
 * linear in the entry, and throws nothing, whatever the entry holds.
 *
 * <p>Decisions: texts are compared as the bytes that the log holds, since nobody knows whether those are text; only
 * regular expressions see characters, and a byte that is not UTF-8 as U+FFFD. A text that an entry does not have matches
 * nothing, so that a negated value keeps it.
 */
@NullMarked
package io.github.logtraffic.log.filter;

import org.jspecify.annotations.NullMarked;
