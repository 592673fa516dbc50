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

    private FieldNames() {}

    /**
     * A name as fields have it: {@code X-Forwarded-For}, {@code $http_x_forwarded_for}, {@code cs(X-Forwarded-For)} and
     * {@code %{X-Forwarded-For}i} are all {@code x_forwarded_for}.
     */
    public static String normalize(String typed) {
        String inner = typed.replaceFirst("^(?:\\$|%\\{|cs\\()", "").replaceFirst("[})]i?$", "");
        return inner.replace('-', '_').toLowerCase(Locale.ROOT).replaceFirst("^http_(?=.)", "");
    }
}
