package io.github.logtraffic.traffic.cache;

/**
 * The slots of the texts of entries that objects are known by.
 *
 * @param method the request's method
 * @param path the target without its query
 * @param query the query
 * @param host the virtual host
 * @param user the user that was authenticated
 * @param upstreamTime how long the server behind took, as nginx writes it
 */
public record ObjectSlots(int method, int path, int query, int host, int user, int upstreamTime) {}
