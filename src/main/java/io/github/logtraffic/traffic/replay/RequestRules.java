package io.github.logtraffic.traffic.replay;

import java.util.Set;

/**
 * Which requests are sent, and as what.
 *
 * @param methods those that are sent, as they stand in requests
 * @param denied the targets that are not sent
 * @param sample the share of clients whose requests are sent, from 0 to 1
 * @param body the bodies of requests that have one
 * @param keepsSecrets whether values of parameters that look like secrets go out as they are
 * @param onlyCacheable whether only those are sent whose answer, according to the log, a cache may keep
 */
public record RequestRules(
        Set<String> methods,
        TargetTest denied,
        double sample,
        FormBody body,
        boolean keepsSecrets,
        boolean onlyCacheable) {
    /** The methods that change nothing on a server that keeps to HTTP. */
    public static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD");

    /** Those of them with a body. */
    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");

    /** Sent twice, they do what they do once (RFC 9110, 9.2.2). */
    private static final Set<String> IDEMPOTENT = Set.of("GET", "HEAD", "OPTIONS", "PUT", "DELETE");

    /** Keeps a copy. */
    public RequestRules {
        methods = Set.copyOf(methods);
    }

    /** Rules for requests of any answer. */
    public RequestRules(Set<String> methods, TargetTest denied, double sample, FormBody body, boolean keepsSecrets) {
        this(methods, denied, sample, body, keepsSecrets, false);
    }

    /** The same for warming caches: what may be kept, and only what is asked for by {@code GET}. */
    public RequestRules warming() {
        return new RequestRules(Set.of("GET"), denied, sample, body, keepsSecrets, true);
    }

    /**
     * Whether a cache may keep such an answer without being told to (RFC 9110, 15.1). To have asked whether there is something
     * newer, a client must have had one.
     */
    static boolean isCacheable(int status) {
        return switch (status) {
            case 200, 203, 204, 300, 301, 304, 308, 404, 405, 410, 414, 501 -> true;
            default -> false;
        };
    }

    static boolean isIdempotent(String method) {
        return IDEMPOTENT.contains(method);
    }

    /** Whether requests of a method have a body. */
    public static boolean hasBody(String method) {
        return WITH_BODY.contains(method);
    }
}
