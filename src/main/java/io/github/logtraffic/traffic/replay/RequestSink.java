package io.github.logtraffic.traffic.replay;

/** Takes requests in the order in which they are due. */
public sealed interface RequestSink permits Replay, TrafficSurvey, WarmList {
    /**
     * Takes one; may wait until there is room for it.
     *
     * @return whether more are wanted
     */
    boolean accept(DueRequest request);
}
