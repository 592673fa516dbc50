package io.github.logtraffic.cli;

import io.github.logtraffic.traffic.replay.HistogramLog;
import io.github.logtraffic.traffic.replay.ReplayWatch;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The file of {@code --hlog}, when the user wants one. */
final class HistogramFile implements AutoCloseable {
    private final OptionFile file;
    private @Nullable HistogramLog log;

    /**
     * Opens it, and says when that cannot be.
     *
     * @param path null is no file
     */
    HistogramFile(@Nullable Path path, Messages messages) {
        file = new OptionFile("--hlog", path, messages);
    }

    /** Whether it can be written, as far as is known. */
    boolean isPossible() {
        return file.isWell();
    }

    /** What keeps the times that are to be written, if any. */
    ReplayWatch newWatch() {
        return new ReplayWatch(file.out() != null);
    }

    /** Begins to write what this one keeps. */
    void start(String program, ReplayWatch watch) {
        OutputStream out = file.out();
        if (out != null) {
            log = new HistogramLog(watch, out).start(program, System.currentTimeMillis());
        }
    }

    /** Puts the file in its place; says whether everything went well. */
    ExitCode commit() {
        if (log == null) { // there was nothing to write
            return file.isWell() ? ExitCode.DONE : ExitCode.FAILED;
        }
        closeLog();
        return file.commit();
    }

    private void closeLog() {
        try {
            if (log != null) {
                log.close();
                log = null;
            }
        } catch (IOException e) {
            file.fail(e);
        }
    }

    @Override
    public void close() {
        closeLog();
        file.close();
    }
}
