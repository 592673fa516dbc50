package io.github.logtraffic.traffic.replay;

import java.util.Set;

/**
 * Which requests are sent, and as what.
 *
 * @param methods those that are sent, as they stand in requests
 * @param denied the targets that are not sent
 * @param sample the share of clients whose requests are sent, from 0 to 1
 * @param body the bodies of requests that have one
 * @param keepsSecrets whether values of query parameters that look like secrets go out as they are
 */
public record RequestRules(Set<String> methods, TargetTest denied, double sample, FormBody body, boolean keepsSecrets) {
    /** The methods that change nothing on a server that keeps to HTTP. */
    public static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD");

    /** Those of them with a body. */
    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");

    /** Keeps a copy. */
    public RequestRules {
        methods = Set.copyOf(methods);
    }

    static boolean hasBody(String method) {
        return WITH_BODY.contains(method);
    }
}
