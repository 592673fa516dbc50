package io.github.logtraffic.log.input;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/** Where a log comes from. */
public sealed interface LogSource permits FileSource, HeldFile, StreamSource {
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

    /** How many bytes will be read of all of them, 0 when that cannot be known. */
    static long sizeOf(List<LogSource> sources) {
        long sum = 0;
        for (LogSource source : sources) {
            if (source.size() == 0) {
                return 0;
            }
            sum += source.size();
        }
        return sum;
    }

    /**
     * Opens it for reading from its beginning.
     *
     * @return the bytes as they are stored
     * @throws IOException when it cannot be read; a directory cannot
     */
    InputStream open() throws IOException;
}
