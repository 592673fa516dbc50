package io.github.logtraffic.cli;

import io.github.logtraffic.engine.FailureReason;
import io.github.logtraffic.traffic.replay.HistogramLog;
import io.github.logtraffic.traffic.replay.ReplayWatch;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The file of {@code --hlog}, when the user wants one. */
final class HistogramFile implements AutoCloseable {
    private final @Nullable Path path;
    private final Messages messages;
    private @Nullable ReplacedFile file;
    private @Nullable HistogramLog log;
    private ExitCode exitCode = ExitCode.DONE;

    /**
     * Opens it, and says when that cannot be.
     *
     * @param path null is no file
     */
    HistogramFile(@Nullable Path path, Messages messages) {
        this.path = path;
        this.messages = messages;
        try {
            file = path == null ? null : ReplacedFile.open(path);
        } catch (IOException e) {
            fail(e);
        }
    }

    /** Whether it can be written, as far as is known. */
    boolean isPossible() {
        return exitCode == ExitCode.DONE;
    }

    /** What keeps the times that are to be written, if any. */
    ReplayWatch newWatch() {
        return new ReplayWatch(file != null);
    }

    /** Begins to write what this one keeps. */
    void start(String program, ReplayWatch watch) {
        if (file != null) {
            log = new HistogramLog(watch, file.out()).start(program, System.currentTimeMillis());
        }
    }

    /** Puts the file in its place; says whether everything went well. */
    ExitCode commit() {
        try {
            if (log != null && file != null) {
                log.close();
                log = null;
                file.commit();
            }
        } catch (IOException e) {
            fail(e);
        }
        return exitCode;
    }

    private void fail(IOException e) {
        messages.error("--hlog " + path + ": " + FailureReason.of(e), e);
        exitCode = ExitCode.FAILED;
    }

    @Override
    public void close() {
        try {
            if (log != null) {
                log.close();
            }
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            fail(e);
        }
    }
}
