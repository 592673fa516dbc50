package io.github.logtraffic.traffic.replay;

/** Tells something of request targets. */
@FunctionalInterface
public interface TargetTest {
    /**
     * Whether it holds of a target.
     *
     * @param target as it would be sent, with its query
     */
    boolean holds(byte[] target);
}
