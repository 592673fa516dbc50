package io.github.logtraffic.cli;

import io.github.logtraffic.engine.FailureReason;
import java.io.IOException;

/** Says why a command could not go on. Commands let through what standard output throws, and nothing else of the kind. */
final class Failures {
    private Failures() {}

    static ExitCode say(Messages messages, Throwable e) {
        if (e instanceof IOException io) {
            return sayOfStandardOutput(messages, io);
        } else if (e instanceof OutOfMemoryError) {
            long megabytes = Runtime.getRuntime().maxMemory() >> 20;
            messages.error(
                    "out of memory: " + megabytes + " MiB are allowed; LOGTRAFFIC_JAVA_OPTS=-Xmx8g allows 8 GiB", e);
        } else {
            messages.error("this should not have happened: " + e + "; please report it, with what -vv says", e);
        }
        return ExitCode.FAILED;
    }

    /** Says why standard output could not be written. That nobody wants to read it any more is no failure. */
    static ExitCode sayOfStandardOutput(Messages messages, IOException e) {
        if (BrokenPipe.isCauseOf(e)) {
            return ExitCode.DONE;
        }
        messages.error("standard output: " + FailureReason.of(e), e);
        return ExitCode.FAILED;
    }
}
