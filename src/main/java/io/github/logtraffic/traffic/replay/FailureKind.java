package io.github.logtraffic.traffic.replay;

/** Why a request was not answered. */
public enum FailureKind {
    /** No connection could be made. */
    CONNECT("connect"),
    /** TLS failed. */
    TLS("tls"),
    /** The connection was closed before the response was complete. */
    CLOSED("closed"),
    /** The response was not complete in time. */
    TIMEOUT("timeout"),
    /** What came was no response of HTTP/1. */
    PROTOCOL("protocol");

    private final String key;

    FailureKind(String key) {
        this.key = key;
    }

    /** Its name in reports. */
    public String key() {
        return key;
    }
}
