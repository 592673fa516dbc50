package io.github.logtraffic.cli;

/** What a run says to the shell. Where several hold, the one that stands first is said. */
enum ExitCode {
    WRONG_USAGE(2),
    INTERRUPTED(130),
    FAILED(1),
    TOO_MANY_MALFORMED(3),
    DONE(0);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    /** The one of both to say. */
    ExitCode and(ExitCode other) {
        return compareTo(other) <= 0 ? this : other;
    }
}
