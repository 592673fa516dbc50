package io.github.logtraffic.log.input;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** Where a log comes from. */
public sealed interface LogSource permits FileSource, StreamSource {
    /** A file. */
    static LogSource file(Path path) {
        return new FileSource(path);
    }

    /**
     * A stream that is open already, as standard input is.
     *
     * @param name how reports and messages call it
     */
    static LogSource stream(String name, InputStream stream) {
        return new StreamSource(name, stream);
    }

    /** How reports and messages call it: the path as the user wrote it, or {@code -}. */
    String name();

    /** How many bytes will be read, before decompression; 0 when that cannot be known. */
    long size();

    /**
     * Opens it for reading from its beginning.
     *
     * @return the bytes as they are stored
     * @throws IOException when it cannot be read; a directory cannot
     */
    InputStream open() throws IOException;
}
