package io.github.logtraffic.cli;

import java.io.IOException;

/** Says why a command could not go on. */
final class Failures {
    private Failures() {}

    static ExitCode say(Messages messages, Throwable e) {
        if (e instanceof IOException io) {
            if (BrokenPipe.isCauseOf(io)) {
                return ExitCode.DONE;
            }
            messages.error(Messages.reason(io), e);
        } else if (e instanceof OutOfMemoryError) {
            long megabytes = Runtime.getRuntime().maxMemory() >> 20;
            messages.error(
                    "out of memory: " + megabytes + " MiB are allowed; LOGTRAFFIC_JAVA_OPTS=-Xmx8g allows 8 GiB", e);
        } else {
            messages.error("this should not have happened: " + e + "; please report it, with what -vv says", e);
        }
        return ExitCode.FAILED;
    }
}
