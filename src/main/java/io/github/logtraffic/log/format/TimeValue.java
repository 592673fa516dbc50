package io.github.logtraffic.log.format;

import io.github.logtraffic.log.value.AnyTime;
import io.github.logtraffic.log.value.ClfTime;
import io.github.logtraffic.log.value.EpochTime;
import io.github.logtraffic.log.value.IsoTime;
import io.github.logtraffic.log.value.TimeParts;
import io.github.logtraffic.log.value.TimePattern;

/** The time of one line, from a field of any kind or from several that are each a part of it. */
final class TimeValue {
    private static final long MICROS = 1_000_000;

    private final ClfTime clf = new ClfTime();
    private final IsoTime iso = new IsoTime();
    private final AnyTime any = new AnyTime();
    private final TimeParts parts = new TimeParts();

    private boolean hasParts;
    private long epochSecond;
    private int microOfSecond;
    private long assumedMicros = ClfTime.INVALID;

    /** Begins a line. */
    void begin() {
        epochSecond = ClfTime.INVALID;
        microOfSecond = 0;
        if (hasParts) {
            hasParts = false;
            parts.clear();
        }
    }

    /** Ends a line: whether it has a time, its own or the assumed one. */
    boolean finish() {
        return epochSecond != ClfTime.INVALID || takeMicros(hasParts ? parts.epochMicros() : assumedMicros);
    }

    /** Seconds since the epoch. */
    long epochSecond() {
        return epochSecond;
    }

    /** Microseconds within the second. */
    int microOfSecond() {
        return microOfSecond;
    }

    /** Takes a time that was read already. */
    void set(long epochSecond) {
        this.epochSecond = epochSecond;
    }

    /** See {@link LineParser#assumeTime}. */
    void assume(long epochMicros) {
        assumedMicros = epochMicros;
    }

    /** The date of times of day that stand without one. */
    TimeParts parts() {
        return parts;
    }

    /**
     * Takes the value of a field.
     *
     * @return whether it is a time
     */
    boolean take(FieldUse use, byte[] bytes, int from, int to) {
        if (use.kind == ValueKind.CLF_TIME) {
            long second = to - from == ClfTime.LENGTH ? clf.parse(bytes, from) : ClfTime.INVALID;
            epochSecond = second;
            return second != ClfTime.INVALID;
        }
        if (use.pattern != null) {
            hasParts = true;
            int end = use.pattern.read(bytes, from, to, parts);
            return end == to || (end >= 0 && TimePattern.readFraction(bytes, end, to, parts) == to);
        }
        return switch (use.kind) {
            case ISO_TIME -> takeMicros(iso.parse(bytes, from, to));
            case EPOCH_TIME -> takeMicros(EpochTime.parse(bytes, from, to));
            default -> takeMicros(any.parse(bytes, from, to));
        };
    }

    /** Reads the part of a time that a pattern says from {@code from} on; where it ends, -1 when it is none. */
    int takePattern(FieldUse use, byte[] bytes, int from, int to) {
        hasParts = true;
        return use.pattern == null ? -1 : use.pattern.read(bytes, from, to, parts);
    }

    private boolean takeMicros(long micros) {
        if (micros == ClfTime.INVALID) {
            return false;
        }
        epochSecond = Math.floorDiv(micros, MICROS);
        microOfSecond = (int) (micros - epochSecond * MICROS);
        return true;
    }
}
