package io.github.logtraffic.traffic.replay;

import io.github.logtraffic.traffic.balance.Picker;

/** A request on its way: where to, since when, and what has come back. */
final class Exchange {
    private static final int FIRST_FINAL_STATUS = 200;

    private final ReplayRequest request;
    private final int target;
    private final int triedOn;
    private boolean isDueKnown;
    private boolean isResent;
    private boolean mayBeUnseen;
    private long dueNanos;
    private long sentNanos;
    private int status;
    private long bodyBytes;

    /**
     * @param target the target's number
     * @param isScheduled whether the request was due at a time of its own; otherwise it is when it is sent
     */
    Exchange(ReplayRequest request, int target, boolean isScheduled, long dueNanos) {
        this(request, target, isScheduled, dueNanos, Picker.NONE);
    }

    private Exchange(ReplayRequest request, int target, boolean isDueKnown, long dueNanos, int triedOn) {
        this.request = request;
        this.target = target;
        this.isDueKnown = isDueKnown;
        this.dueNanos = dueNanos;
        this.triedOn = triedOn;
    }

    /** The same request's second try, due when this one was. */
    Exchange on(int next) {
        return new Exchange(request, next, true, dueNanos, target);
    }

    /** Whether the request was tried before. */
    boolean isRetry() {
        return triedOn != Picker.NONE;
    }

    /** The target it was tried on. */
    int triedOn() {
        return triedOn;
    }

    /** Whether it can be sent again on another connection when this one turns out to have been closed when it was idle. */
    boolean canBeResent() {
        return !isResent && request.isIdempotent();
    }

    /** Says that the server, which had answered on the connection before, closed it without a byte of an answer. */
    void setMayBeUnseen() {
        mayBeUnseen = true;
    }

    /** Whether that was said. */
    boolean mayBeUnseen() {
        return mayBeUnseen;
    }

    /** Says that it is to be sent again on another connection. */
    void resend() {
        isResent = true;
    }

    /** Whether that was said. */
    boolean isResent() {
        return isResent;
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
