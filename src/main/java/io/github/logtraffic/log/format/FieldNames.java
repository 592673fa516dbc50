package io.github.logtraffic.log.format;

import java.util.List;
import java.util.Locale;

/** The names by which an entry's fields are known everywhere: in filters, groups, formats, dumps. */
public final class FieldNames {
    /** Who sent the request, behind proxies that are trusted. */
    public static final String CLIENT = "client";
    /** Who was connected to the server. */
    public static final String PEER = "peer";
    /** The user that was authenticated. */
    public static final String USER = "user";
    /** When. */
    public static final String TIME = "time";
    /** The request's method. */
    public static final String METHOD = "method";
    /** The request's target, with its query. */
    public static final String TARGET = "target";
    /** The target without its query. */
    public static final String PATH = "path";
    /** The target's query, without the question mark. */
    public static final String QUERY = "query";
    /** The request's protocol. */
    public static final String PROTOCOL = "protocol";
    /** The response's status. */
    public static final String STATUS = "status";
    /** The bytes of the response's body. */
    public static final String BYTES = "bytes";
    /** The virtual host, without port. */
    public static final String HOST = "host";
    /** The {@code Referer} header. */
    public static final String REFERER = "referer";
    /** The {@code User-Agent} header. */
    public static final String USER_AGENT = "user_agent";
    /** How long the request took, in microseconds. */
    public static final String DURATION = "duration";
    /** The server behind this one. */
    public static final String UPSTREAM = "upstream";
    /** The {@code X-Forwarded-For} header. */
    public static final String X_FORWARDED_FOR = "x_forwarded_for";
    /** The request line, from which method, target and protocol are taken. */
    public static final String REQUEST = "request";

    /** The names that any format may have, in the order of reports. */
    public static final List<String> STANDARD = List.of(
            CLIENT,
            PEER,
            USER,
            TIME,
            METHOD,
            TARGET,
            PATH,
            QUERY,
            PROTOCOL,
            STATUS,
            BYTES,
            HOST,
            REFERER,
            USER_AGENT,
            DURATION,
            UPSTREAM);

    /** The fields that hold addresses besides the client's: whom proxies speak for, and who was connected. */
    public static final List<String> ADDRESSES = List.of(
            X_FORWARDED_FOR,
            "forwarded",
            "x_real_ip",
            "cf_connecting_ip",
            "true_client_ip",
            "binary_remote_addr",
            PEER);

    private FieldNames() {}

    /** Whether a field of this name and kind is what the kind stands for, and not a second one of it. */
    static boolean isMain(String name, ValueKind kind) {
        return switch (kind) {
            case TEXT, NUMBER, USER, ADDRESSES -> true;
            case CLIENT, CLIENT_AND_PORT, LAST_CLIENT -> name.equals(CLIENT);
            case REQUEST, ABSOLUTE_REQUEST -> name.equals(REQUEST);
            case METHOD -> name.equals(METHOD);
            case TARGET -> name.equals(TARGET);
            case PATH -> name.equals(PATH);
            case QUERY -> name.equals(QUERY);
            case PROTOCOL -> name.equals(PROTOCOL);
            case HOST -> name.equals(HOST);
            case STATUS -> name.equals(STATUS);
            case BYTES -> name.equals(BYTES);
            case CLF_TIME, ISO_TIME, EPOCH_TIME, ANY_TIME, PATTERN_TIME -> name.equals(TIME);
            case SECONDS, MILLIS, MICROS, NANOS, ANY_DURATION, SUMMED_SECONDS -> name.equals(DURATION);
        };
    }

    /** Adds a name to a list that has it only once; of a request or a target also its parts. */
    static void addWithParts(List<String> names, String name, ValueKind kind) {
        List<String> parts = switch (kind) {
            case REQUEST -> name.equals(REQUEST) ? List.of(METHOD, TARGET, PATH, QUERY, PROTOCOL) : List.of(name);
            case ABSOLUTE_REQUEST -> List.of(METHOD, TARGET, PATH, QUERY, PROTOCOL, HOST);
            case TARGET -> name.equals(TARGET) ? List.of(TARGET, PATH, QUERY) : List.of(name);
            case PATH -> name.equals(PATH) ? List.of(TARGET, PATH) : List.of(name);
            default -> List.of(name);
        };
        for (String part : parts) {
            if (!names.contains(part) && !part.equals("_")) {
                names.add(part);
            }
        }
    }

    /**
     * A name as fields have it: {@code X-Forwarded-For}, {@code $http_x_forwarded_for}, {@code cs(X-Forwarded-For)} and
     * {@code %{X-Forwarded-For}i} are all {@code x_forwarded_for}.
     */
    public static String normalize(String typed) {
        String inner = typed.replaceFirst("^(?:\\$|%\\{|cs\\()", "").replaceFirst("[})]i?$", "");
        return inner.replace('-', '_').toLowerCase(Locale.ROOT).replaceFirst("^http_(?=.)", "");
    }
}
