package io.github.logtraffic.engine;

import java.io.IOException;

/**
 * A log that could not be read, or not to its end.
 *
 * @param source the log's name
 * @param cause why
 */
public record InputFailure(String source, IOException cause) {
    /** Why, in a few words. */
    public String reason() {
        return FailureReason.of(cause);
    }
}
