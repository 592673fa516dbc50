package io.github.logtraffic.traffic.replay;

/**
 * A request and when it is to be sent.
 *
 * @param dueNanos behind the first request
 * @param request what is sent
 */
public record DueRequest(long dueNanos, ReplayRequest request) {}
