package io.github.logtraffic.store;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that a test moves. It begins with the time of the day, since servers have clocks of their own. */
final class SetClock implements InstantSource {
    private Instant now = InstantSource.system().instant();

    void advance(Duration time) {
        now = now.plus(time);
    }

    @Override
    public Instant instant() {
        return now;
    }
}
