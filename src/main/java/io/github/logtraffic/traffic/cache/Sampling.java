package io.github.logtraffic.traffic.cache;

/**
 * What caches are asked for to find a curve.
 *
 * @param every one of so many objects, a power of two; of all when it is 1
 * @param isOfRequests whether only stretches of the log are simulated, of all objects
 */
public record Sampling(int every, boolean isOfRequests) {
    /** All requests for all objects. */
    public static final Sampling NONE = new Sampling(1, false);
}
