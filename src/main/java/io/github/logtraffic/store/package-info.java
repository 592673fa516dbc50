/**
 * Where results are kept, so that nothing is counted twice: in a directory, in Redis or in memcached ({@link
 * io.github.logtraffic.store.StoreLocation}), and the guard ({@link io.github.logtraffic.store.GuardedStore}) that keeps a
 * report from depending on them.
 *
 * <p>Promise: what a store gives back under a key is what was put there under that key, byte for byte, by this version of
 * the form, or nothing. Whatever has gone wrong with it (cut short, corrupted, of another key or version, expired) it is
 * nothing. Behind the guard nothing is ever thrown, and no lookup waits longer than a quarter of a second.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>Values are sealed here and not by the places: Redis and memcached keep what they are given, but between two programs
 *       lie versions, proxies, full disks and other people's keys.
 *   <li>Values are bytes, and nothing reads objects out of them.
 *   <li>Redis by Jedis, of which only the connection is used: its other 800 classes, with two libraries for JSON and one for
 *       pools, are for what a store does not do. That way the first answer is there 170 ms after nothing was loaded, instead
 *       of 420 (60 ms with a class-data archive).
 *   <li>memcached by {@link io.github.logtraffic.store.MemcachedServer}, a client of our own. Of those that others keep,
 *       xmemcached 2.4.9 is the best kept. It was held against the 250 ms that a lookup may take: to be made it takes
 *       500 to 1,900 ms, and 260 with a class-data archive, for which some of its classes are too old; to put a value of
 *       500 KB on loopback takes it 310 ms, and 60 of them 18.7 s, where a plain socket takes 0.3 s
 *       (unless its send buffer of 32 KB is made larger than a value, as far as the system allows that). What a store needs
 *       of the text protocol is six commands.
 *   <li>A server of several that is down is not stood in for by another one: when it is back it would have the older value
 *       of a name.
 * </ul>
 */
@NullMarked
package io.github.logtraffic.store;

import org.jspecify.annotations.NullMarked;
