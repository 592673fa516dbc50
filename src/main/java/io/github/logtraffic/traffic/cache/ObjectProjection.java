package io.github.logtraffic.traffic.cache;

import io.github.logtraffic.log.entry.AccessLogEntry;
import io.github.logtraffic.log.entry.ClientKey;
import io.github.logtraffic.log.entry.EntryProjection;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What a request is to a cache: why it is asked for nothing, or for which object. */
public final class ObjectProjection implements EntryProjection {
    /** How many texts a projected entry has: the object, and how long the server behind took. */
    public static final int TEXTS = 2;

    static final int UPSTREAM_TIME = 1;

    private static final int OBJECT = 0;

    /** In front of what an object is known by: the kind of request, and which of the times is the object's. */
    private static final int HEADER = 2;

    /** Kinds of requests: these bits of those that ask for an object; otherwise behind them why they do not. */
    private static final int FULL = 1;

    private static final int QUERY = 2;
    private static final int FIRST_BYPASS = 4;

    private static final int HIGHEST_STATUS = 999;
    private static final byte[] GET = {'G', 'E', 'T'};
    private static final byte[] HEAD = {'H', 'E', 'A', 'D'};
    private static final Bypass[] BYPASSES = new Bypass[Bypass.values().length];

    static {
        for (Bypass bypass : Bypass.values()) {
            BYPASSES[bypass.code] = bypass;
        }
    }

    private final ObjectSlots slots;
    private final ObjectRules rules;
    private final ObjectReader reader;
    private final boolean[] isKept = new boolean[HIGHEST_STATUS + 1];

    /**
     * @param slots of the entries that will come
     * @param rules of one thread
     */
    public ObjectProjection(ObjectSlots slots, ObjectRules rules) {
        this.slots = slots;
        this.rules = rules;
        this.reader = new ObjectReader(slots, rules.query(), HEADER);
        for (int status : ObjectRules.STATUSES) {
            isKept[status] = true;
        }
        isKept[ObjectRules.CLIENT_LEFT] = true;
    }

    @Override
    public void project(AccessLogEntry entry, AccessLogEntry projected) {
        Bypass bypass = bypass(entry);
        if (bypass == null) {
            reader.read(entry);
            reader.bytes()[0] = (byte) ((isFull(entry) ? FULL : 0) | (entry.hasText(slots.query()) ? QUERY : 0));
            reader.bytes()[1] = (byte) rules.ttlClass().applyAsInt(entry);
            projected.setText(OBJECT, reader.bytes(), 0, reader.end());
            int time = slots.upstreamTime();
            projected.setText(UPSTREAM_TIME, entry.textBytes(time), entry.textFrom(time), entry.textTo(time));
        } else {
            reader.bytes()[0] = (byte) (FIRST_BYPASS + bypass.code);
            projected.setText(OBJECT, reader.bytes(), 0, 1);
            projected.setText(UPSTREAM_TIME, reader.bytes(), 0, 0);
        }
    }

    private @Nullable Bypass bypass(AccessLogEntry entry) {
        if (!entry.hasText(slots.path())) {
            return Bypass.TARGET;
        }
        if (entry.hasText(slots.method()) && !isMethod(entry, GET) && !isMethod(entry, HEAD)) {
            return Bypass.METHOD;
        }
        if (entry.hasText(slots.user())) {
            return Bypass.USER;
        }
        if (!rules.isWanted().test(entry)) {
            return Bypass.PATTERN;
        }
        return isKept[entry.status()] ? null : Bypass.STATUS;
    }

    private boolean isMethod(AccessLogEntry entry, byte[] method) {
        int slot = slots.method();
        return Arrays.equals(entry.textBytes(slot), entry.textFrom(slot), entry.textTo(slot), method, 0, method.length);
    }

    /** The answers of an object that the client has, left, or wants a part or only the head of, say little of its size. */
    private boolean isFull(AccessLogEntry entry) {
        int status = entry.status();
        return status != 304 && status != 206 && status != ObjectRules.CLIENT_LEFT && !isMethod(entry, HEAD);
    }

    /** Why a projected entry asks a cache for nothing; null when it does. */
    static @Nullable Bypass bypassOf(AccessLogEntry projected) {
        int kind = header(projected, 0);
        return kind < FIRST_BYPASS ? null : BYPASSES[kind - FIRST_BYPASS];
    }

    /** Whether the answer was all of the object. */
    static boolean isFullAnswer(AccessLogEntry projected) {
        return (header(projected, 0) & FULL) != 0;
    }

    static boolean hasQuery(AccessLogEntry projected) {
        return (header(projected, 0) & QUERY) != 0;
    }

    /** Which of the times of the rules is the object's. */
    static int ttlClassOf(AccessLogEntry projected) {
        return header(projected, 1);
    }

    /** Writes what the object is known by. */
    static void readObject(AccessLogEntry projected, ClientKey key) {
        key.setName(projected.textBytes(OBJECT), projected.textFrom(OBJECT) + HEADER, projected.textTo(OBJECT));
    }

    private static int header(AccessLogEntry projected, int at) {
        return projected.textBytes(OBJECT)[projected.textFrom(OBJECT) + at];
    }
}
