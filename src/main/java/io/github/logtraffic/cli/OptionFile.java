package io.github.logtraffic.cli;

import io.github.logtraffic.engine.FailureReason;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file that an option names, for what is written meanwhile; it takes its place when all is in it. */
final class OptionFile implements AutoCloseable {
    private final String option;
    private final @Nullable Path path;
    private final Messages messages;
    private @Nullable ReplacedFile file;
    private ExitCode exitCode = ExitCode.DONE;

    /**
     * Opens it, and says when that cannot be.
     *
     * @param path null is no file
     */
    OptionFile(String option, @Nullable Path path, Messages messages) {
        this.option = option;
        this.path = path;
        this.messages = messages;
        try {
            file = path == null ? null : ReplacedFile.open(path);
        } catch (IOException e) {
            fail(e);
        }
    }

    /** Where to write, null for nowhere. */
    @Nullable
    OutputStream out() {
        return file == null ? null : file.out();
    }

    /** Whether all has gone well so far. */
    boolean isWell() {
        return exitCode == ExitCode.DONE;
    }

    /** Says that it cannot be written; then it is not put in its place. */
    void fail(IOException e) {
        messages.error(option + " " + path + ": " + FailureReason.of(e), e);
        exitCode = ExitCode.FAILED;
    }

    /** Puts the file in its place; says whether everything went well. */
    ExitCode commit() {
        if (file != null && isWell()) {
            try {
                file.commit();
            } catch (IOException e) {
                fail(e);
            }
        }
        return exitCode;
    }

    @Override
    public void close() {
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            fail(e);
        }
    }
}
