package io.github.logtraffic.store;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a sealed value says of itself before it begins: magic, version of the form, the length of its key, when it was put,
 * when it expires, how long the value is (all big-endian), its key, and a {@link Checks check} of these, so that the
 * header of a large value can be believed without reading all of it.
 *
 * @param key what it was put under
 * @param putMillis when, in milliseconds since the epoch
 * @param expiresMillis until when it counts, likewise; {@link #NEVER}
 * @param length the length of the value
 */
record SealedHeader(String key, long putMillis, long expiresMillis, int length) {
    /** When values expire that are kept for good. */
    static final long NEVER = Long.MAX_VALUE;

    /** To be raised whenever the form of header or value changes: what has another version is read by nobody. */
    private static final short VERSION = 1;

    /** As PNG's: seven bits, the ends of lines, or text instead of bytes show in it. */
    private static final byte[] MAGIC = {(byte) 0x89, 'L', 'T', 'V', '\r', '\n', 0x1a, '\n'};

    static final int MAGIC_BYTES = MAGIC.length;

    /** Text has at most three of its bytes, so that two may be damaged. */
    private static final int LEAST_OF_MAGIC = 6;

    private static final int BEFORE_KEY = MAGIC.length + 2 * Short.BYTES + 2 * Long.BYTES + Integer.BYTES;

    /** For what a store puts beside values, under keys that nobody else can use. */
    private static final int LONGEST_KEY = StoreKeys.MOST_BYTES + 50;

    /** As many bytes as the longest header takes. */
    static final int MOST_BYTES = BEFORE_KEY + LONGEST_KEY + Checks.BYTES;

    /** Of a value that is put now. */
    static SealedHeader of(String key, int length, Instant now, Duration ttl) {
        if (ttl.isNegative()) {
            throw new IllegalArgumentException("a negative time to live");
        }
        return new SealedHeader(key, now.toEpochMilli(), expiry(now, ttl), length);
    }

    private static long expiry(Instant now, Duration ttl) {
        boolean isForEver = ttl.isZero() || ttl.compareTo(Duration.between(now, Instant.ofEpochMilli(NEVER))) >= 0;
        return isForEver ? NEVER : now.plus(ttl).toEpochMilli();
    }

    /** How long it is. */
    int bytes() {
        return BEFORE_KEY + key.length() + Checks.BYTES;
    }

    /** Writes it at the beginning of some bytes. */
    void write(byte[] bytes) {
        ByteBuffer out = ByteBuffer.wrap(bytes);
        out.put(MAGIC)
                .putShort(VERSION)
                .putShort((short) key.length())
                .putLong(putMillis)
                .putLong(expiresMillis)
                .putInt(length)
                .put(key.getBytes(US_ASCII));
        out.putLong(Checks.of(bytes, out.position()));
    }

    /** Reads the header at the beginning of some bytes; null when there is none of this version, whole and sound. */
    static @Nullable SealedHeader read(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        if (bytes.length < BEFORE_KEY || !Arrays.equals(MAGIC, 0, MAGIC.length, bytes, 0, MAGIC.length)) {
            return null;
        }
        in.position(MAGIC.length);
        boolean isOfVersion = in.getShort() == VERSION;
        int keyLength = in.getShort();
        if (!isOfVersion || keyLength < 0 || in.limit() < BEFORE_KEY + keyLength + Checks.BYTES) {
            return null;
        }
        long put = in.getLong();
        long expires = in.getLong();
        int length = in.getInt();
        String key = new String(bytes, BEFORE_KEY, keyLength, US_ASCII);
        boolean isSound = Checks.of(bytes, BEFORE_KEY + keyLength) == in.getLong(BEFORE_KEY + keyLength);
        return isSound ? new SealedHeader(key, put, expires, length) : null;
    }

    /** Whether some bytes begin as those that another version of this program has sealed. */
    static boolean isOfAnotherVersion(byte[] bytes) {
        return bytes.length >= BEFORE_KEY
                && Arrays.equals(MAGIC, 0, MAGIC.length, bytes, 0, MAGIC.length)
                && ByteBuffer.wrap(bytes).getShort(MAGIC.length) != VERSION;
    }

    /** Whether some bytes begin with the magic, or with what may have become of it. */
    static boolean resemblesMagic(byte[] bytes) {
        int equal = 0;
        for (int i = 0; i < Math.min(MAGIC.length, bytes.length); i++) {
            equal += bytes[i] == MAGIC[i] ? 1 : 0;
        }
        return equal >= LEAST_OF_MAGIC;
    }

    /** When it was put. */
    Instant put() {
        return Instant.ofEpochMilli(putMillis);
    }

    boolean isExpired(Instant now) {
        return now.toEpochMilli() >= expiresMillis;
    }

    /** Whether it was put so long ago, or is expired. */
    boolean isOlder(Duration age, Instant now) {
        return isExpired(now) || Duration.between(put(), now).compareTo(age) > 0;
    }
}
