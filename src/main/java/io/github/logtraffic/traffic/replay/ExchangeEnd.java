package io.github.logtraffic.traffic.replay;

/** Is told how exchanges end, each exactly once, and what they wait for. */
interface ExchangeEnd {
    /** The response has come to its end. */
    void answered(Exchange exchange);

    /** There will be no response, or not all of it. */
    void failed(Exchange exchange, FailureKind kind);

    /** There is a new connection for a request that waits to be sent. */
    void ready();

    /** It has not ended: it met a connection that was closed when idle, and is to be sent on another one. */
    void interrupted(Exchange exchange);
}
