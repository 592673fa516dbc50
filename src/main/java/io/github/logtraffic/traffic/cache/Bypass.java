package io.github.logtraffic.traffic.cache;

/** Why a cache is not asked for what a request wants. */
public enum Bypass {
    /** Neither GET nor HEAD. */
    METHOD,
    /** There is no request target. */
    TARGET,
    /** The user was authenticated. */
    USER,
    /** The user's patterns say so. */
    PATTERN,
    /** The status is of none that caches keep. */
    STATUS
}
