package io.github.logtraffic.store;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Bytes of a file that are sealed as values of stores are: what was changed, cut short or lengthened is found to be none.
 * The same value makes the same bytes.
 */
public final class SealedFile {
    /** As many bytes tell whether a file {@link #isMeant}. */
    public static final int MAGIC_BYTES = SealedHeader.MAGIC_BYTES;

    private static final String KEY = "file";
    private static final Instant NO_TIME = Instant.EPOCH;

    private SealedFile() {}

    /** What to write for a value. */
    public static byte[] seal(byte[] value) {
        return SealedValue.seal(KEY, value, NO_TIME, Duration.ZERO);
    }

    /** Whether bytes with that beginning were sealed once, be they damaged or not. */
    public static boolean isMeant(byte[] beginning) {
        return SealedHeader.resemblesMagic(beginning);
    }

    /** The value; null when these bytes are none, or of another version. */
    public static byte @Nullable [] open(byte[] bytes) {
        return SealedValue.open(bytes, KEY, NO_TIME);
    }
}
