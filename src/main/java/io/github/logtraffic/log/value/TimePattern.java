package io.github.logtraffic.log.value;

/** A time, or a part of one, in a form that a server's configuration describes. */
public final class TimePattern {
    private TimePattern() {}
}
