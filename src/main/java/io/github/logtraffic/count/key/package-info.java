/**
 * Groups of entries: each {@link io.github.logtraffic.count.key.EntryKey} says which one an entry belongs to, as the key of
 * a row in a {@code CounterTable}.
 *
 * <p>Promise: nothing is allocated per entry, and no key is longer than a bound, whatever the log holds.
 *
 * <p>Decision: a key is held as a client is, an address or the bytes of a name, so that one kind of table serves both. Of
 * several keys together {@link io.github.logtraffic.count.key.CompositeKey} makes one name with lengths in front of its
 * parts, which no text in a log can imitate.
 */
@NullMarked
package io.github.logtraffic.count.key;

import org.jspecify.annotations.NullMarked;
