package io.github.logtraffic.store;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A value as it is kept: a {@link SealedHeader}, the value, and a {@link Checks check} of all that. Bytes that are not
 * exactly that are no value; so are those that were put under another key, and those that are expired.
 */
final class SealedValue {
    private SealedValue() {}

    /** Seals a value that is to be kept for a time, zero: for good. */
    static byte[] seal(String key, byte[] value, Instant now, Duration ttl) {
        SealedHeader header = SealedHeader.of(key, value.length, now, ttl);
        int end = Math.addExact(header.bytes(), value.length);
        byte[] sealed = new byte[Math.addExact(end, Checks.BYTES)];
        header.write(sealed);
        System.arraycopy(value, 0, sealed, header.bytes(), value.length);
        ByteBuffer.wrap(sealed).putLong(end, Checks.of(sealed, end));
        return sealed;
    }

    /** The check that a sealed value ends with. */
    static long check(byte[] sealed) {
        return ByteBuffer.wrap(sealed).getLong(sealed.length - Checks.BYTES);
    }

    /** The value that was sealed; null when these bytes are none of this key, or expired. */
    static byte @Nullable [] open(byte[] sealed, String key, Instant now) {
        SealedHeader header = SealedHeader.read(sealed);
        if (header == null || !header.key().equals(key) || header.isExpired(now)) {
            return null;
        }
        int end = sealed.length - Checks.BYTES;
        if (end - header.bytes() != header.length() || Checks.of(sealed, end) != check(sealed)) {
            return null;
        }
        return Arrays.copyOfRange(sealed, header.bytes(), end);
    }

    /** Whether what cannot be opened is neither expired nor of another version of this program. */
    static boolean isDamaged(byte[] sealed, Instant now) {
        SealedHeader header = SealedHeader.read(sealed);
        return header == null ? !SealedHeader.isOfAnotherVersion(sealed) : !header.isExpired(now);
    }
}
