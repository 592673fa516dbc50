package io.github.logtraffic.cli;

import io.github.logtraffic.engine.FailureReason;
import io.github.logtraffic.engine.RejectSink;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Keeps malformed lines in a file, when the user wants them. */
final class Rejects implements AutoCloseable {
    private final Messages messages;
    private final @Nullable Path path;
    private @Nullable ReplacedFile file;
    private ExitCode exitCode = ExitCode.DONE;

    /**
     * @param path where to keep them; null is nowhere
     */
    Rejects(@Nullable Path path, Messages messages) {
        this.path = path;
        this.messages = messages;
        try {
            file = path == null ? null : ReplacedFile.open(path);
        } catch (IOException e) {
            fail(e);
        }
    }

    /** Where malformed lines are to go, null for nowhere. */
    @Nullable
    RejectSink sink() {
        return file == null ? null : this::accept;
    }

    private void accept(byte[] bytes, int length) {
        if (file != null && exitCode == ExitCode.DONE) {
            try {
                file.out().write(bytes, 0, length);
            } catch (IOException e) {
                fail(e);
            }
        }
    }

    /** Puts the file in its place; says whether everything went well. */
    ExitCode commit() {
        if (file != null && exitCode == ExitCode.DONE) {
            try {
                file.commit();
            } catch (IOException e) {
                fail(e);
            }
        }
        return exitCode;
    }

    private void fail(IOException e) {
        messages.error("--rejects " + path + ": " + FailureReason.of(e), e);
        exitCode = ExitCode.FAILED;
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
