package io.github.logtraffic.log.format;

/** What a field's text means, and so how it is read. */
public enum ValueKind {
    /** Text that means nothing in particular. */
    TEXT,
    /** The address of who sent the request, or its name; maybe with a port. */
    CLIENT,
    /** The address of who sent the request and, behind its last colon, the port. */
    CLIENT_AND_PORT,
    /** A list of addresses; anything else is none. */
    ADDRESSES,
    /** Addresses of which the last one sent the request, as Envoy logs {@code X-Forwarded-For}. */
    LAST_CLIENT,
    /** A name of a user, which may hold blanks even where nothing is quoted. */
    USER,
    /** A request line, {@code METHOD TARGET PROTOCOL}. */
    REQUEST,
    /** A request line whose target names the host. */
    ABSOLUTE_REQUEST,
    /** The method of a request. */
    METHOD,
    /** The target of a request with its query. */
    TARGET,
    /** The target without its query. */
    PATH,
    /** The query of a target, with or without its question mark. */
    QUERY,
    /** The protocol of a request. */
    PROTOCOL,
    /** A virtual host, maybe with a port. */
    HOST,
    /** The status of the response. */
    STATUS,
    /** Bytes sent. */
    BYTES,
    /** Any other number, or {@code -}. */
    NUMBER,
    /** A time as in the common log format, {@code 17/May/2015:10:05:03 +0000}. */
    CLF_TIME,
    /** A time as in RFC 3339. */
    ISO_TIME,
    /** Seconds since 1970, maybe with a fraction; or milli-, micro- or nanoseconds, by the number of digits. */
    EPOCH_TIME,
    /** A time in any of the known forms. */
    ANY_TIME,
    /** A time, or a part of one, in the form that the field's pattern says. */
    PATTERN_TIME,
    /** A duration in seconds. */
    SECONDS,
    /** A duration in milliseconds. */
    MILLIS,
    /** A duration in microseconds. */
    MICROS,
    /** A duration in nanoseconds. */
    NANOS,
    /** A duration in milliseconds when it is a whole number, in seconds when it has a fraction; or one with its unit. */
    ANY_DURATION,
    /** One of several durations in seconds that add up. */
    SUMMED_SECONDS;

    /** Whether a line without such a field's value is no entry, when its format has the field. */
    boolean isRequired() {
        return switch (this) {
            case CLIENT, CLIENT_AND_PORT, LAST_CLIENT, REQUEST, ABSOLUTE_REQUEST, METHOD, TARGET, PATH, STATUS -> true;
            case CLF_TIME, ISO_TIME, EPOCH_TIME, ANY_TIME, PATTERN_TIME -> true;
            case TEXT, ADDRESSES, USER, QUERY, PROTOCOL, HOST, BYTES, NUMBER -> false;
            case SECONDS, MILLIS, MICROS, NANOS, ANY_DURATION, SUMMED_SECONDS -> false;
        };
    }
}
