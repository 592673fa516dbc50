package io.github.logtraffic.traffic.replay;

/** Is told how exchanges end: each exactly once. */
interface ExchangeEnd {
    /** The response has come to its end. */
    void answered(Exchange exchange);

    /** There will be no response, or not all of it. */
    void failed(Exchange exchange, FailureKind kind);

    /** It has not ended, but begins anew on another connection. */
    default void resent(Exchange exchange) {}
}
