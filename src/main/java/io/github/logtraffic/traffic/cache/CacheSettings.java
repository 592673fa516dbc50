package io.github.logtraffic.traffic.cache;

/**
 * What servers are told besides the size of their caches.
 *
 * @param inactiveSeconds nginx drops what was not asked for within so long
 * @param minUses nginx keeps what was asked for so often
 * @param graceSeconds Varnish hands out what is so much older than its time to live
 */
public record CacheSettings(int inactiveSeconds, int minUses, int graceSeconds) {
    /** What nginx and Varnish have by default. */
    public static final CacheSettings DEFAULT = new CacheSettings(600, 1, 10);

    /** What nginx counts files by: the blocks of most file systems, or pages of memory. */
    public static final int NGINX_BLOCK_BYTES = 4_096;

    /** Varnish's {@code default_ttl}, when the user says none. */
    public static final int VARNISH_TTL_SECONDS = 120;
}
