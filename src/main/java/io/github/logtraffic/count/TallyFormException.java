package io.github.logtraffic.count;

import java.io.IOException;

/** Says that some bytes are not what was counted. */
public final class TallyFormException extends IOException {
    private static final long serialVersionUID = 1L;

    /** @param message what is wrong with them */
    public TallyFormException(String message) {
        super(message);
    }
}
