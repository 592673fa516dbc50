package io.github.logtraffic.cli;

import io.github.logtraffic.engine.RejectSink;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Keeps malformed lines in a file, when the user wants them. */
final class Rejects implements AutoCloseable {
    private final OptionFile file;

    /**
     * @param path where to keep them; null is nowhere
     */
    Rejects(@Nullable Path path, Messages messages) {
        file = new OptionFile("--rejects", path, messages);
    }

    /** Where malformed lines are to go, null for nowhere. */
    @Nullable
    RejectSink sink() {
        OutputStream out = file.out();
        return out == null ? null : (bytes, length) -> write(out, bytes, length);
    }

    private void write(OutputStream out, byte[] bytes, int length) {
        if (file.isWell()) {
            try {
                out.write(bytes, 0, length);
            } catch (IOException e) {
                file.fail(e);
            }
        }
    }

    /** Puts the file in its place; says whether everything went well. */
    ExitCode commit() {
        return file.commit();
    }

    @Override
    public void close() {
        file.close();
    }
}
