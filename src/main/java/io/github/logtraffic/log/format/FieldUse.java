package io.github.logtraffic.log.format;

import io.github.logtraffic.log.value.TimePattern;
import org.jspecify.annotations.Nullable;

/** What is to become of a field's value in an entry: compiled from a {@link FormatElement.Field} and an {@link EntryPlan}. */
final class FieldUse {
    /** How the value is read; {@link ValueKind#TEXT} also for a second field of a name, which is only text. */
    final ValueKind kind;

    /** Of a {@link ValueKind#PATTERN_TIME}. */
    final @Nullable TimePattern pattern;

    /** The slot of the text itself, -1 when it is not wanted. */
    final int slot;

    // The slots of what is taken from a request or a target, -1 when it is not wanted.
    final int methodSlot;
    final int targetSlot;
    final int pathSlot;
    final int querySlot;
    final int protocolSlot;
    final int hostSlot;

    /** Whether anything is to be done with the value. */
    final boolean isUsed;

    /**
     * @param field a field of a format
     * @param plan what is wanted
     * @param kind the field's kind, or that of a mere text
     * @param slot the slot of the text, -1 for none
     */
    FieldUse(FormatElement.Field field, EntryPlan plan, ValueKind kind, int slot) {
        this.kind = kind;
        this.pattern = field.pattern();
        this.slot = slot;
        this.methodSlot = plan.slot(FieldNames.METHOD);
        this.targetSlot = plan.slot(FieldNames.TARGET);
        this.pathSlot = plan.slot(FieldNames.PATH);
        this.querySlot = plan.slot(FieldNames.QUERY);
        this.protocolSlot = plan.slot(FieldNames.PROTOCOL);
        this.hostSlot = plan.slot(FieldNames.HOST);
        this.isUsed = slot >= 0 || isPartOfEntry(plan);
    }

    private boolean isPartOfEntry(EntryPlan plan) {
        return switch (kind) {
            case CLIENT, CLIENT_AND_PORT, LAST_CLIENT, STATUS, BYTES -> true;
            case CLF_TIME, ISO_TIME, EPOCH_TIME, ANY_TIME, PATTERN_TIME -> true;
            case SECONDS, MILLIS, MICROS, NANOS, ANY_DURATION, SUMMED_SECONDS -> plan.wantsDuration();
            case REQUEST, ABSOLUTE_REQUEST -> wants(methodSlot, protocolSlot) || wantsTarget() || wants(hostSlot, -1);
            case TARGET, PATH, QUERY -> wantsTarget();
            case TEXT, ADDRESSES, USER, METHOD, PROTOCOL, HOST, NUMBER -> false;
        };
    }

    private boolean wantsTarget() {
        return wants(targetSlot, pathSlot) || wants(querySlot, -1);
    }

    private static boolean wants(int slot, int other) {
        return slot >= 0 || other >= 0;
    }
}
