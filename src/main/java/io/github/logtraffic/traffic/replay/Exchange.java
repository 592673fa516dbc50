package io.github.logtraffic.traffic.replay;

/** A request on its way: where to, since when, and what has come back. */
final class Exchange {
    private final ReplayRequest request;
    private final int target;
    private final boolean isScheduled;
    private long dueNanos;
    private long sentNanos;
    private int status;
    private long bodyBytes;

    /**
     * @param target the target's number
     * @param isScheduled whether the request was due at a time of its own; otherwise it is when it is sent
     */
    Exchange(ReplayRequest request, int target, boolean isScheduled, long dueNanos) {
        this.request = request;
        this.target = target;
        this.isScheduled = isScheduled;
        this.dueNanos = dueNanos;
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
        dueNanos = isScheduled ? dueNanos : nowNanos;
    }

    int status() {
        return status;
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
