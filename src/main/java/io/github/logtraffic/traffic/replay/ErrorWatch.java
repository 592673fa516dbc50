package io.github.logtraffic.traffic.replay;

/** Finds that targets suffer: that half of the requests of the last ten seconds failed, or were answered with a status of 5xx. */
final class ErrorWatch {
    static final int SECONDS = 10;
    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final int FIRST_SERVER_ERROR = 500;

    /** Of fewer requests than these a half says nothing. */
    static final int LEAST_REQUESTS = 10;

    private final long[] ended = new long[SECONDS];
    private final long[] errors = new long[SECONDS];
    private long startNanos;
    private long second = -1;
    private boolean hasBegun;

    /** Counts a request that ended with this status, 0 for none; returns whether it is time to stop. */
    boolean add(int status, long nowNanos) {
        if (!hasBegun) {
            startNanos = nowNanos;
            hasBegun = true;
        }
        boolean isTooMuch = false;
        for (long now = (nowNanos - startNanos) / NANOS_PER_SECOND; second < now; ) {
            isTooMuch |= second + 1 >= SECONDS && areTooMany();
            second = now - second > SECONDS ? now - SECONDS : second + 1;
            ended[(int) (second % SECONDS)] = 0;
            errors[(int) (second % SECONDS)] = 0;
        }
        ended[(int) (second % SECONDS)]++;
        errors[(int) (second % SECONDS)] += status == 0 || status >= FIRST_SERVER_ERROR ? 1 : 0;
        return isTooMuch;
    }

    private boolean areTooMany() {
        long all = 0;
        long failed = 0;
        for (int i = 0; i < SECONDS; i++) {
            all += ended[i];
            failed += errors[i];
        }
        return all >= LEAST_REQUESTS && failed * 2 >= all;
    }
}
