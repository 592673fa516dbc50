package io.github.logtraffic.count.key;

import io.github.logtraffic.log.entry.AccessLogEntry;
import io.github.logtraffic.log.entry.ClientKey;

/** The status of the response in three digits, {@code 404}, or its class, {@code 4xx}. */
public final class StatusKey implements EntryKey {
    private static final int STATUSES = 1_000;
    private static final int DIGITS = 3;

    private final boolean onlyClass;

    /** The texts of all statuses, one behind the other. */
    private final byte[] texts = new byte[STATUSES * DIGITS];

    /**
     * @param onlyClass whether only the first digit counts
     */
    public StatusKey(boolean onlyClass) {
        this.onlyClass = onlyClass;
        for (int status = 0; status < STATUSES; status++) {
            int at = status * DIGITS;
            texts[at] = (byte) ('0' + status / 100);
            texts[at + 1] = (byte) (onlyClass ? 'x' : '0' + status / 10 % 10);
            texts[at + 2] = (byte) (onlyClass ? 'x' : '0' + status % 10);
        }
    }

    @Override
    public void read(AccessLogEntry entry, ClientKey key) {
        int at = entry.status() * DIGITS;
        key.setName(texts, at, at + DIGITS);
    }

    @Override
    public EntryKey fresh() {
        return new StatusKey(onlyClass);
    }
}
