package io.github.logtraffic.store;

import java.time.Instant;

/** A value that is kept in a store, and when it was put there by the clock of who did it. */
public final class KeptValue {
    private final byte[] value;
    private final Instant put;

    KeptValue(byte[] value, Instant put) {
        this.value = value;
        this.put = put;
    }

    /** What was put there: the array itself. */
    public byte[] value() {
        return value;
    }

    /** When. */
    public Instant put() {
        return put;
    }
}
