package io.github.logtraffic.store;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Opens sealed values, and counts those that were damaged. */
final class OpenedValues {
    private final InstantSource clock;
    private final AtomicLong damaged = new AtomicLong();

    OpenedValues(InstantSource clock) {
        this.clock = clock;
    }

    /** The value that was sealed under a key; null when these bytes are none of it, or expired. */
    @Nullable
    KeptValue open(byte[] sealed, String key) {
        Instant now = clock.instant();
        byte[] value = SealedValue.open(sealed, key, now);
        if (value == null && SealedValue.isDamaged(sealed, now)) {
            damaged.incrementAndGet();
        }
        SealedHeader header = SealedHeader.read(sealed);
        return value == null || header == null ? null : new KeptValue(value, header.put());
    }

    /** How many were neither expired nor of another version, and nevertheless none. */
    long damaged() {
        return damaged.get();
    }
}
