package io.github.logtraffic.traffic.replay;

/**
 * The slots of the texts of entries that requests are made of.
 *
 * @param method the request's method
 * @param target the request's target
 * @param host the virtual host
 * @param userAgent the user agent
 * @param mark the header {@link ReplayMark#HEADER}
 */
public record EntrySlots(int method, int target, int host, int userAgent, int mark) {}
