package io.github.logtraffic.analysis;

import io.github.logtraffic.count.key.AgentKey;
import io.github.logtraffic.count.key.EntryKey;
import io.github.logtraffic.count.key.NetworkKey;
import io.github.logtraffic.count.key.PlaceKey;
import io.github.logtraffic.count.key.SegmentsKey;
import io.github.logtraffic.count.key.StatusKey;
import io.github.logtraffic.count.key.TextKey;
import io.github.logtraffic.count.key.WallClockKey;
import io.github.logtraffic.identity.NetworkPrefix;
import io.github.logtraffic.log.format.EntryPlan;
import io.github.logtraffic.log.format.FieldNames;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What entries can be grouped by, as users type it: {@code path}, {@code path:2}, {@code client/24}, {@code hour}, or any
 * field that a log's format names.
 *
 * @param keyName what reports call it
 * @param kind how it is found in an entry
 * @param field the field that it is taken from; empty when no text is needed
 * @param argument the number behind the name; 0 without one
 */
public record GroupKey(String keyName, Kind kind, String field, int argument) {
    private static final int MOST_SEGMENTS = 100;
    private static final int USUAL_IPV6_BITS = 64;

    /** What an entry has, but what stands for too many different things to make groups. */
    private static final Set<String> NO_KEYS = Set.of(FieldNames.TIME, FieldNames.BYTES, FieldNames.DURATION);

    /** What a key depends on besides the entry. */
    record Context(EntryPlan entries, ZoneId zone, NetworkPrefix prefix, KeySources sources) {}

    /** The kinds of keys; each makes its own. */
    public enum Kind {
        /** The client, or its network of so many bits. */
        CLIENT(FieldNames.CLIENT) {
            @Override
            EntryKey make(GroupKey key, Context context) {
                return new NetworkKey(key.clientPrefix(context.prefix));
            }
        },
        /** The status. */
        STATUS(FieldNames.STATUS) {
            @Override
            EntryKey make(GroupKey key, Context context) {
                return new StatusKey(false);
            }
        },
        /** The class of the status. */
        STATUS_CLASS("status_class") {
            @Override
            EntryKey make(GroupKey key, Context context) {
                return new StatusKey(true);
            }
        },
        /** The hour of the day. */
        HOUR("hour") {
            @Override
            EntryKey make(GroupKey key, Context context) {
                return new WallClockKey(WallClockKey.Part.HOUR, context.zone);
            }
        },
        /** The day of the week. */
        WEEKDAY("weekday") {
            @Override
            EntryKey make(GroupKey key, Context context) {
                return new WallClockKey(WallClockKey.Part.WEEKDAY, context.zone);
            }
        },
        /** The path, or so many of its segments. */
        PATH(FieldNames.PATH) {
            @Override
            EntryKey make(GroupKey key, Context context) {
                int slot = context.entries.slot(key.field);
                return key.argument == 0 ? new TextKey(slot) : new SegmentsKey(slot, key.argument);
            }
        },
        /** The program that sent the request. */
        AGENT("agent") {
            @Override
            EntryKey make(GroupKey key, Context context) {
                return agentKey(AgentKey.Part.NAME, key, context);
            }
        },
        /** What sort of program it is. */
        AGENT_KIND("agent_kind") {
            @Override
            EntryKey make(GroupKey key, Context context) {
                return agentKey(AgentKey.Part.KIND, key, context);
            }
        },
        /** The crawler that the request claims to be of. */
        CRAWLER("crawler") {
            @Override
            EntryKey make(GroupKey key, Context context) {
                return agentKey(AgentKey.Part.CRAWLER, key, context);
            }
        },
        /** The country of the client. */
        COUNTRY("country") {
            @Override
            EntryKey make(GroupKey key, Context context) {
                return new PlaceKey(PlaceKey.Part.COUNTRY, context.sources.knownPlaces());
            }
        },
        /** The city of the client. */
        CITY("city") {
            @Override
            EntryKey make(GroupKey key, Context context) {
                return new PlaceKey(PlaceKey.Part.CITY, context.sources.knownPlaces());
            }
        },
        /** The autonomous system of the client. */
        ASN("asn") {
            @Override
            EntryKey make(GroupKey key, Context context) {
                return new PlaceKey(PlaceKey.Part.ASN, context.sources.knownPlaces());
            }
        },
        /** The text of any other field, by the field's name. */
        FIELD("") {
            @Override
            EntryKey make(GroupKey key, Context context) {
                return new TextKey(context.entries.slot(key.field));
            }
        };

        private static final Set<Kind> ABOUT_AGENTS = Set.of(AGENT, AGENT_KIND, CRAWLER);

        private static final Set<Kind> ABOUT_PLACES = Set.of(COUNTRY, CITY, ASN);

        private final String kindName;

        Kind(String kindName) {
            this.kindName = kindName;
        }

        abstract EntryKey make(GroupKey key, Context context);

        private static EntryKey agentKey(AgentKey.Part part, GroupKey key, Context context) {
            return new AgentKey(part, context.sources.knownAgents(), context.entries.slot(key.field));
        }

        /** The field that a key of this name is taken from. */
        private String field(String name) {
            if (ABOUT_AGENTS.contains(this)) {
                return FieldNames.USER_AGENT;
            }
            return this == FIELD || this == PATH ? name : "";
        }
    }

    /**
     * The key that a user means.
     *
     * @throws IllegalArgumentException with what was expected
     */
    public static GroupKey parse(String typed) {
        int mark = Math.max(typed.indexOf('/'), typed.indexOf(':'));
        String name = FieldNames.normalize(mark < 0 ? typed : typed.substring(0, mark));
        Kind kind = Arrays.stream(Kind.values())
                .filter(any -> any.kindName.equals(name))
                .findFirst()
                .orElse(Kind.FIELD);
        if (name.isEmpty() || NO_KEYS.contains(name)) {
            throw new IllegalArgumentException("expected a key such as client, client/24, path, path:2, host, status, "
                    + "user_agent, referer, method, hour, weekday, agent or crawler");
        }
        String field = kind.field(name);
        if (mark < 0) {
            return new GroupKey(name, kind, field, 0);
        }
        int argument = argument(kind, typed.substring(mark));
        return new GroupKey(name + typed.charAt(mark) + argument, kind, field, argument);
    }

    /** The number behind a name, with the sign in front of it. */
    private static int argument(Kind kind, String typed) {
        int number = typed.matches(".\\d{1,3}") ? Integer.parseInt(typed.substring(1)) : 0;
        if (kind == Kind.CLIENT && typed.charAt(0) == '/') {
            return inRange(number, NetworkPrefix.IPV6_BITS, "client/1 to client/128");
        }
        if (kind == Kind.PATH && typed.charAt(0) == ':') {
            return inRange(number, MOST_SEGMENTS, "path:1 to path:" + MOST_SEGMENTS);
        }
        throw new IllegalArgumentException("expected client/24 for networks, path:2 for the first segments of paths; "
                + "other keys are only names");
    }

    private static int inRange(int number, int most, String expected) {
        if (number < 1 || number > most) {
            throw new IllegalArgumentException("expected " + expected);
        }
        return number;
    }

    /** Networks of up to 32 bits are IPv4's, which go with the usual ones of IPv6; longer ones are IPv6's alone. */
    private static NetworkPrefix networks(int bits) {
        return bits <= NetworkPrefix.IPV4_BITS
                ? new NetworkPrefix(bits, USUAL_IPV6_BITS)
                : new NetworkPrefix(NetworkPrefix.IPV4_BITS, bits);
    }

    /**
     * Which part of an address the client is, by this key.
     *
     * @param prefix which part it is at the most
     */
    public NetworkPrefix clientPrefix(NetworkPrefix prefix) {
        return argument == 0 ? prefix : prefix.and(networks(argument));
    }

    /** The names that are keys whatever the format. */
    public static Set<String> names() {
        Set<String> names = new TreeSet<>(FieldNames.STANDARD);
        Arrays.stream(Kind.values()).map(kind -> kind.kindName).forEach(names::add);
        names.removeAll(NO_KEYS);
        names.remove("");
        return names;
    }

    /** Whether a field can be a key. */
    public static boolean mayBe(String fieldName) {
        return !NO_KEYS.contains(fieldName);
    }

    /** The fields whose texts it needs. */
    public List<String> texts() {
        return field.isEmpty() ? List.of() : List.of(field);
    }

    /** Whether it is about networks of clients. */
    public boolean isNetwork() {
        return kind == Kind.CLIENT && argument != 0;
    }

    /** Whether it is about the programs of clients, which {@link KeySources} must know then. */
    public boolean needsAgents() {
        return Kind.ABOUT_AGENTS.contains(kind);
    }

    /** Whether it is about where clients are, which {@link KeySources} must know then. */
    public boolean needsPlaces() {
        return Kind.ABOUT_PLACES.contains(kind);
    }

    /** Whether it is about times of the wall clock. */
    public boolean needsZone() {
        return kind == Kind.HOUR || kind == Kind.WEEKDAY;
    }

    EntryKey make(Context context) {
        return kind.make(this, context);
    }
}
