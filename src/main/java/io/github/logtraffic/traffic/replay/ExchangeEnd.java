package io.github.logtraffic.traffic.replay;

/** Is told how exchanges end: each exactly once. */
interface ExchangeEnd {
    /** The response has come to its end. */
    void answered(Exchange exchange);

    /** There will be no response, or not all of it. */
    void failed(Exchange exchange, FailureKind kind);

    /** It has not ended: it met a connection that was closed when idle, and is to be sent on another one. */
    void interrupted(Exchange exchange);
}
