package io.github.logtraffic.traffic.replay;

import io.github.logtraffic.log.entry.ClientKey;
import org.jspecify.annotations.Nullable;

/** A request to be sent, apart from where to: a copy of what an entry says of it. Arrays are not to be changed. */
public final class ReplayRequest {
    private final String method;
    private final byte[] target;
    private final byte[] shownTarget;
    private final byte[] host;
    private final byte[] userAgent;
    private final byte[] body;
    private final @Nullable ClientKey key;
    private final int loggedStatus;
    private final long loggedBytes;

    /**
     * @param target in origin form, without bytes that end a line
     * @param shownTarget without its secrets, the same array when it has none
     * @param host empty when the log names none that could be sent
     * @param userAgent empty when the log names none that could be sent
     * @param body empty when the method has none
     * @param key what balancers hash; null when it has none
     * @param loggedStatus what it was answered with, according to the log
     * @param loggedBytes of that answer's body; 0 when the log does not say, or counts headers too
     */
    ReplayRequest(
            String method,
            byte[] target,
            byte[] shownTarget,
            byte[] host,
            byte[] userAgent,
            byte[] body,
            @Nullable ClientKey key,
            int loggedStatus,
            long loggedBytes) {
        this.method = method;
        this.target = target;
        this.shownTarget = shownTarget;
        this.host = host;
        this.userAgent = userAgent;
        this.body = body;
        this.key = key;
        this.loggedStatus = loggedStatus;
        this.loggedBytes = loggedBytes;
    }

    String method() {
        return method;
    }

    byte[] target() {
        return target;
    }

    /** The target as reports show it, which go to more people than servers' logs. */
    byte[] shownTarget() {
        return shownTarget;
    }

    byte[] host() {
        return host;
    }

    byte[] userAgent() {
        return userAgent;
    }

    byte[] body() {
        return body;
    }

    boolean hasBody() {
        return RequestRules.hasBody(method);
    }

    /** Whether it can be sent twice. */
    boolean isIdempotent() {
        return RequestRules.isIdempotent(method);
    }

    @Nullable
    ClientKey key() {
        return key;
    }

    int loggedStatus() {
        return loggedStatus;
    }

    long loggedBytes() {
        return loggedBytes;
    }
}
