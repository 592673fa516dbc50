package io.github.logtraffic.count;

/**
 * The busiest window of a client.
 *
 * @param requests the requests in it
 * @param window its number: it begins at that many window lengths after the epoch
 */
public record Peak(long requests, long window) {}
