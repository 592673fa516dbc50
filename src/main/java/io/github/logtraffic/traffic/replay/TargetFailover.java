package io.github.logtraffic.traffic.replay;

/**
 * What came of a target's failures.
 *
 * @param retried how many of the requests sent there failed, or were answered with what counts as that, and were then tried
 *     once more, on another target or on a new connection
 * @param resent how many were sent there again because the server had closed their connection, idle, before it saw them, as far as
 *     one can know: they count once among those sent, and the target has logged that many, and at most these more
 * @param probes how many answers to probes came, none of which counts anywhere else
 */
public record TargetFailover(long retried, long resent, long probes) {
    /** Nothing was sent. */
    public static final TargetFailover NOTHING = new TargetFailover(0, 0, 0);
}
