package io.github.logtraffic.traffic.limit;

/**
 * A bucket of tokens, full at first, as {@code TokenBucketImpl::consume} of Envoy's source/common/common/token_bucket_impl.cc
 * has it: tokens are fractions that fill in all the time, each request takes one. The bucket holds the burst and one more, which
 * makes it nginx's {@code nodelay} but for rounding.
 *
 * <p>State: the bits of the tokens plus 1, so that 0 is a new key; and when they were counted, in microseconds.
 */
final class TokenBucket implements Limiter {
    private static final double SECOND_MICROS = 1e6;

    private final double tokensPerSecond;
    private final double capacity;

    TokenBucket(LimitSetting setting) {
        tokensPerSecond = (double) setting.rate().requests() / setting.rate().seconds();
        capacity = setting.burst() + 1.0;
    }

    @Override
    public long decide(long[] states, int at, long micros) {
        double tokens = capacity;
        long counted = micros;
        if (states[at] != 0) {
            tokens = tokens(states, at, micros);
            counted = Math.max(micros, states[at + 1]);
        }
        boolean passes = tokens >= 1;
        states[at] = Double.doubleToRawLongBits(passes ? tokens - 1 : tokens) + 1;
        states[at + 1] = counted;
        return passes ? 0 : REJECTED;
    }

    @Override
    public boolean isIdle(long[] states, int at, long micros) {
        return states[at] == 0 || tokens(states, at, micros) >= capacity;
    }

    private double tokens(long[] states, int at, long micros) {
        double seconds = Math.max(0, micros - states[at + 1]) / SECOND_MICROS;
        return Math.min(seconds * tokensPerSecond + Double.longBitsToDouble(states[at] - 1), capacity);
    }
}
