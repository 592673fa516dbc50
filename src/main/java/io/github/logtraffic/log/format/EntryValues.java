package io.github.logtraffic.log.format;

import io.github.logtraffic.log.entry.AccessLogEntry;
import io.github.logtraffic.log.entry.ClientKey;
import io.github.logtraffic.log.entry.Swar;
import io.github.logtraffic.log.value.ClientField;
import io.github.logtraffic.log.value.Durations;
import io.github.logtraffic.log.value.ForwardedFor;
import io.github.logtraffic.log.value.TimeParts;
import org.jspecify.annotations.Nullable;

/**
 * The values of one line on their way into an entry: {@link #begin}, {@link #take} for each field, {@link #finish}. What
 * parsers of all kinds of formats share.
 */
final class EntryValues {
    private static final int LONGEST_BYTES = 18;
    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final byte[] UNKNOWN = {'-'};
    private static final int MOST_STATUS_DIGITS = 3;

    private final TimeValue time = new TimeValue();
    private final ClientKey forwarded = new ClientKey();
    private final int slots;
    private final int targetSlot;

    private AccessLogEntry entry = new AccessLogEntry();
    private boolean hasClient;
    private int status;
    private long bodyBytes;
    private long durationMicros;

    // A path and a query that stood in two fields, of which the target is put together.
    private byte[] pathBytes = UNKNOWN;
    private int pathFrom;
    private int pathTo;
    private byte[] queryBytes = UNKNOWN;
    private int queryFrom;
    private int queryTo;

    private byte[] room = new byte[256];
    private int used;

    /**
     * @param plan what entries are to hold
     */
    EntryValues(EntryPlan plan) {
        slots = plan.texts().size();
        targetSlot = plan.slot(FieldNames.TARGET);
    }

    /** Begins a line. */
    void begin(AccessLogEntry entry) {
        this.entry = entry;
        time.begin();
        status = -1;
        bodyBytes = 0;
        durationMicros = -1;
        hasClient = false;
        used = 0;
        if (slots > 0) {
            beginTexts();
        }
    }

    private void beginTexts() {
        entry.clearTexts();
        pathTo = pathFrom;
        queryTo = queryFrom;
    }

    /** See {@link LineParser#assumeTime}. */
    void assumeTime(long epochMicros) {
        time.assume(epochMicros);
    }

    /** The date of times of day that stand without one. */
    TimeParts parts() {
        return time.parts();
    }

    /** Ends a line: what could not be read in it, null when it is an entry. */
    @Nullable
    MalformedReason finish() {
        if (!hasClient) {
            entry.client().setName(UNKNOWN, 0, 1);
        }
        if (!time.finish()) {
            return MalformedReason.TIMESTAMP;
        }
        if (status < 0) {
            return MalformedReason.STATUS;
        }
        if (targetSlot >= 0 && pathTo > pathFrom && !entry.hasText(targetSlot)) {
            joinTarget();
        }
        entry.set(time.epochSecond(), status, bodyBytes);
        entry.setMicroOfSecond(time.microOfSecond());
        entry.setDurationMicros(durationMicros);
        return null;
    }

    /** How many texts an entry has. */
    int slots() {
        return slots;
    }

    /** The client's key, to be written by who reads it himself. */
    ClientKey client() {
        hasClient = true;
        return entry.client();
    }

    /** What a step that reads several fields at once has read. */
    void set(long epochSecond, int status, long bodyBytes) {
        time.set(epochSecond);
        this.status = status;
        this.bodyBytes = bodyBytes;
    }

    /**
     * Takes the value of a field.
     *
     * @return whether it is what the field must hold; what an entry can do without always is
     */
    boolean take(FieldUse use, byte[] bytes, int from, int to) {
        if (use.slot >= 0) {
            takeText(use, bytes, from, to);
        }
        switch (use.kind) {
            case TEXT, ADDRESSES, USER, METHOD, PROTOCOL, HOST, NUMBER -> {
                return true;
            }
            case CLIENT -> {
                return takeClient(bytes, from, to);
            }
            case CLIENT_AND_PORT -> {
                int colon = Swar.lastIndexOf(bytes, from, to, (byte) ':');
                return takeClient(bytes, from, colon > from ? colon : to);
            }
            case LAST_CLIENT -> {
                hasClient = ForwardedFor.last(bytes, from, to, entry.client());
                return true;
            }
            case STATUS -> {
                return takeStatus(bytes, from, to);
            }
            case BYTES -> {
                bodyBytes = number(bytes, from, to);
                return true;
            }
            case REQUEST, ABSOLUTE_REQUEST -> {
                RequestLine.setTexts(entry, use, bytes, from, to);
                return true;
            }
            case TARGET -> {
                RequestLine.setTarget(entry, use, bytes, from, to);
                return true;
            }
            case PATH, QUERY -> {
                takePartOfTarget(use, bytes, from, to);
                return true;
            }
            case CLF_TIME, ISO_TIME, EPOCH_TIME, ANY_TIME, PATTERN_TIME -> {
                return time.take(use, bytes, from, to);
            }
            case SECONDS, MILLIS, MICROS, NANOS, ANY_DURATION, SUMMED_SECONDS -> {
                takeDuration(use.kind, bytes, from, to);
                return true;
            }
        }
        return true;
    }

    private void takeText(FieldUse use, byte[] bytes, int from, int to) {
        boolean isAbsent = (to - from == 1 && bytes[from] == '-')
                || (use.kind == ValueKind.ADDRESSES && !ForwardedFor.last(bytes, from, to, forwarded));
        int end = isAbsent ? from : use.kind == ValueKind.HOST ? RequestLine.endOfHost(bytes, from, to) : to;
        int begin = use.kind == ValueKind.QUERY && from < end && bytes[from] == '?' ? from + 1 : from;
        entry.setText(use.slot, bytes, begin, end);
    }

    private boolean takeClient(byte[] bytes, int from, int to) {
        if (from == to) {
            return false;
        }
        ClientKey client = client();
        boolean isFollowed = to < bytes.length;
        if (!isFollowed || ClientField.readIpv4(bytes, from, bytes.length, bytes[to], client) != to) {
            ClientField.readAny(bytes, from, to, client);
        }
        return true;
    }

    private boolean takeStatus(byte[] bytes, int from, int to) {
        int value = 0;
        for (int at = from; at < to; at++) {
            int digit = bytes[at] - '0';
            if (digit < 0 || digit > 9) {
                return false;
            }
            value = value * 10 + digit;
        }
        if (to == from || to - from > MOST_STATUS_DIGITS) {
            return false;
        }
        status = value;
        return true;
    }

    /** The number, 0 when it is none or has more than {@value #LONGEST_BYTES} digits. */
    private static long number(byte[] bytes, int from, int to) {
        long value = 0;
        for (int at = from; at < to; at++) {
            int digit = bytes[at] - '0';
            if (digit < 0 || digit > 9) {
                return 0;
            }
            value = value * 10 + digit;
        }
        return to - from <= LONGEST_BYTES ? value : 0;
    }

    private void takeDuration(ValueKind kind, byte[] bytes, int from, int to) {
        long micros = switch (kind) {
            case MILLIS -> Durations.micros(bytes, from, to, 1_000_000);
            case MICROS -> Durations.micros(bytes, from, to, 1_000);
            case NANOS -> Durations.micros(bytes, from, to, 1);
            case ANY_DURATION -> anyDuration(bytes, from, to);
            default -> Durations.micros(bytes, from, to, NANOS_PER_SECOND);
        };
        if (micros >= 0) {
            durationMicros = kind == ValueKind.SUMMED_SECONDS ? Math.max(durationMicros, 0) + micros : micros;
        }
    }

    private static long anyDuration(byte[] bytes, int from, int to) {
        long withUnit = Durations.microsWithUnit(bytes, from, to);
        if (withUnit >= 0) {
            return withUnit;
        }
        boolean hasFraction = Swar.indexOf(bytes, from, to, (byte) '.') < to;
        return Durations.micros(bytes, from, to, hasFraction ? NANOS_PER_SECOND : 1_000_000);
    }

    private void takePartOfTarget(FieldUse use, byte[] bytes, int from, int to) {
        int end = to - from == 1 && bytes[from] == '-' ? from : to;
        if (use.kind == ValueKind.PATH) {
            pathBytes = bytes;
            pathFrom = from;
            pathTo = end;
        } else {
            queryBytes = bytes;
            queryFrom = from < end && bytes[from] == '?' ? from + 1 : from;
            queryTo = end;
        }
    }

    private void joinTarget() {
        int path = pathTo - pathFrom;
        int query = queryTo > queryFrom ? queryTo - queryFrom + 1 : 0;
        int at = take(path + query);
        System.arraycopy(pathBytes, pathFrom, room, at, path);
        if (query > 0) {
            room[at + path] = '?';
            System.arraycopy(queryBytes, queryFrom, room, at + path + 1, query - 1);
        }
        entry.setText(targetSlot, room, at, at + path + query);
    }

    /** Reads the part of a time that a pattern says from {@code from} on; where it ends, -1 when it is none. */
    int takePattern(FieldUse use, byte[] bytes, int from, int to) {
        return time.takePattern(use, bytes, from, to);
    }

    /** Where there is room in {@link #room} for so many bytes that are not a part of the line as it stands. */
    int take(int length) {
        if (room.length - used < length) {
            // Texts that were put into the old array keep it.
            room = new byte[Math.max(room.length * 2, used + length)];
            used = 0;
        }
        int at = used;
        used += length;
        return at;
    }

    /** Gives back what was taken and turned out to be too much. */
    void giveBack(int length) {
        used -= length;
    }

    /** See {@link #take(int)}. */
    byte[] room() {
        return room;
    }
}
