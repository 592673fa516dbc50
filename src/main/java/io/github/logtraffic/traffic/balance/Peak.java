package io.github.logtraffic.traffic.balance;

/**
 * The most there was of something.
 *
 * @param count how much
 * @param second when, or when its window began, in seconds since 1970; 0 when there was nothing
 */
public record Peak(long count, long second) {}
