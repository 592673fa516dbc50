package io.github.logtraffic.traffic.replay;

/** A request on its way: where to, since when, and what has come back. */
final class Exchange {
    private static final int FIRST_FINAL_STATUS = 200;

    private final ReplayRequest request;
    private final int target;
    private final boolean isRetry;
    private boolean isDueKnown;
    private boolean isResent;
    private long dueNanos;
    private long sentNanos;
    private int status;
    private long bodyBytes;

    /**
     * @param target the target's number
     * @param isScheduled whether the request was due at a time of its own; otherwise it is when it is sent
     */
    Exchange(ReplayRequest request, int target, boolean isScheduled, long dueNanos) {
        this(request, target, isScheduled, dueNanos, false);
    }

    private Exchange(ReplayRequest request, int target, boolean isDueKnown, long dueNanos, boolean isRetry) {
        this.request = request;
        this.target = target;
        this.isDueKnown = isDueKnown;
        this.dueNanos = dueNanos;
        this.isRetry = isRetry;
    }

    /** The same request's try on another target, due when this one was. */
    Exchange on(int other) {
        return new Exchange(request, other, true, dueNanos, true);
    }

    /** Whether the request was tried on another target before. */
    boolean isRetry() {
        return isRetry;
    }

    /** Whether it can be sent again on another connection when this one turns out to have been closed when it was idle. */
    boolean canBeResent() {
        return !isResent && request.isIdempotent();
    }

    /** Says that it will be sent again. */
    void resent() {
        isResent = true;
    }

    ReplayRequest request() {
        return request;
    }

    int target() {
        return target;
    }

    long dueNanos() {
        return dueNanos;
    }

    long sentNanos() {
        return sentNanos;
    }

    /** Says that it is written to its connection. */
    void sent(long nowNanos) {
        sentNanos = nowNanos;
        dueNanos = isDueKnown ? dueNanos : nowNanos;
        isDueKnown = true;
    }

    int status() {
        return status;
    }

    /** Whether the response has begun, and not only interim ones. */
    boolean isBeingAnswered() {
        return status >= FIRST_FINAL_STATUS;
    }

    void setStatus(int code) {
        status = code;
    }

    long bodyBytes() {
        return bodyBytes;
    }

    void addBodyBytes(int bytes) {
        bodyBytes += bytes;
    }
}
