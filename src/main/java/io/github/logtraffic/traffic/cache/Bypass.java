package io.github.logtraffic.traffic.cache;

/** Why a cache is not asked for what a request wants. */
public enum Bypass {
    /** Neither GET nor HEAD. */
    METHOD(0),
    /** There is no request target. */
    TARGET(1),
    /** The user was authenticated. */
    USER(2),
    /** The user's patterns say so. */
    PATTERN(3),
    /** The status is of none that caches keep. */
    STATUS(4);

    /** Stands for the reason; one of the numbers from 0. */
    final int code;

    Bypass(int code) {
        this.code = code;
    }
}
