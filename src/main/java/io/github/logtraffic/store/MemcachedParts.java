package io.github.logtraffic.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A sealed value that is longer than memcached takes, as several items, and an entry that says which: sealed in turn, with the
 * number of parts, their length together and the check that they end with. The keys of the parts have that check in them, so that those
 * of two values never mix, whoever puts them at the same time.
 *
 * @param count how many parts
 * @param length how long they are together
 * @param check of all of them, which they end with
 */
record MemcachedParts(int count, int length, long check) {
    private static final int MOST_COUNT = 9_999; // as many as the length of keys has room for
    private static final int BYTES = 2 * Integer.BYTES + Long.BYTES;

    /** With a character that keys do not have: nobody else's value is ever sealed so. */
    private static final String OF_KEY = "/parts";

    static MemcachedParts of(byte[] sealed, int partBytes) throws IOException {
        int count = (sealed.length + partBytes - 1) / partBytes;
        if (count > MOST_COUNT) {
            throw new IOException("a value of " + sealed.length + " bytes is more than memcached takes");
        }
        return new MemcachedParts(count, sealed.length, SealedValue.check(sealed));
    }

    /** The entry that says so. */
    byte[] seal(String key, Instant now, Duration ttl) {
        byte[] bytes = new byte[BYTES];
        ByteBuffer.wrap(bytes).putInt(count).putInt(length).putLong(check);
        return SealedValue.seal(key + OF_KEY, bytes, now, ttl);
    }

    /** What an entry says; null when it is none. */
    static @Nullable MemcachedParts open(byte[] entry, String key, Instant now) {
        byte[] bytes = SealedValue.open(entry, key + OF_KEY, now);
        if (bytes == null || bytes.length != BYTES) {
            return null;
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        return new MemcachedParts(in.getInt(), in.getInt(), in.getLong());
    }

    /** The key of one of them. */
    String key(String entryKey, int part) {
        return entryKey + ":" + Long.toHexString(check) + ":" + part;
    }

    /** One of them. */
    byte[] part(byte[] sealed, int part, int partBytes) {
        int from = part * partBytes;
        return Arrays.copyOfRange(sealed, from, Math.min(from + partBytes, sealed.length));
    }
}
