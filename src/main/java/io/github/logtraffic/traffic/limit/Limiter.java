package io.github.logtraffic.traffic.limit;

/**
 * One setting of one model. It holds no state: that of each key is {@value #STATE_LONGS} longs in an array of the caller,
 * all 0 for a key that was not seen before.
 */
sealed interface Limiter permits NginxLimitReq, HaproxyRequestRate, TokenBucket {
    /** How many longs the state of a key takes. */
    int STATE_LONGS = 2;

    /** What {@link #decide} says of a request that is refused. */
    long REJECTED = -1;

    /**
     * Decides about a request and keeps what the limit remembers of it.
     *
     * @param states holds the state of the request's key
     * @param at where it begins
     * @param micros when the request comes, in microseconds since 1970
     * @return {@link #REJECTED}, 0 for a request that passes, or how many milliseconds it is delayed before it passes
     */
    long decide(long[] states, int at, long micros);

    /**
     * Whether the state of a key is as good as none: from that time on nothing is decided otherwise if it is forgotten.
     */
    boolean isIdle(long[] states, int at, long micros);
}
