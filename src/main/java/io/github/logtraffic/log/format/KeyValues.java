package io.github.logtraffic.log.format;

import io.github.logtraffic.log.entry.AccessLogEntry;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The values of a line's keys on their way into an entry: of the keys of one field the best one wins. */
final class KeyValues {
    private static final int NONE = Integer.MAX_VALUE;

    private final EntryValues values;
    private final int[] ranks;
    private int failedField;
    private @Nullable MalformedReason failure;
    private boolean hasRequest;

    KeyValues(KeyMap map, EntryPlan plan) {
        values = new EntryValues(plan);
        ranks = new int[map.fields(plan)];
    }

    /** See {@link EntryValues#take(int)}. */
    int room(int length) {
        return values.take(length);
    }

    /** See {@link EntryValues#room()}. */
    byte[] room() {
        return values.room();
    }

    /** See {@link LineParser#assumeTime}. */
    void assumeTime(long epochMicros) {
        values.assumeTime(epochMicros);
    }

    void begin(AccessLogEntry entry) {
        values.begin(entry);
        Arrays.fill(ranks, NONE);
        failure = null;
        hasRequest = false;
    }

    /** Whether a value of this key is wanted. */
    boolean wants(KeyTable.Key key) {
        KeyTable.Key use = key;
        while (use != null && !isBetter(use)) {
            use = use.also;
        }
        return use != null;
    }

    /** Whether the key is a better source of its field than those that the line had before. */
    private boolean isBetter(KeyTable.Key key) {
        return key.use != null && key.rank < ranks[key.field];
    }

    /**
     * Takes the value of a key where it is {@link #wants wanted}; an empty one and {@code -} are none. One that cannot be
     * read, such as a {@code time} that is a duration, leaves the place to another key of the field.
     */
    void take(KeyTable.Key key, byte[] bytes, int from, int to) {
        if (key.use == null || from == to || (to - from == 1 && bytes[from] == '-')) {
            return;
        }
        for (KeyTable.Key use = key; use != null; use = use.also) {
            if (isBetter(use)) {
                takeFor(use, bytes, from, to);
            }
        }
    }

    private void takeFor(KeyTable.Key key, byte[] bytes, int from, int to) {
        FieldUse use = key.use;
        if (use == null) {
            return;
        }
        hasRequest |= isOfRequest(use.kind);
        if (values.take(use, bytes, from, to)) {
            ranks[key.field] = key.rank;
            failure = failedField == key.field ? null : failure;
        } else if (ranks[key.field] == NONE) {
            failedField = key.field;
            failure = use.kind == ValueKind.STATUS ? MalformedReason.STATUS : MalformedReason.TIMESTAMP;
        }
    }

    private static boolean isOfRequest(ValueKind kind) {
        return switch (kind) {
            case CLIENT, CLIENT_AND_PORT, REQUEST, ABSOLUTE_REQUEST, METHOD, TARGET, PATH -> true;
            default -> false;
        };
    }

    /** Whether the line said who sent it, or what was asked for. */
    boolean hasRequest() {
        return hasRequest;
    }

    /** Ends a line, see {@link EntryValues#finish}. */
    @Nullable
    MalformedReason finish() {
        MalformedReason finished = values.finish();
        return failure == null ? finished : failure;
    }
}
