package io.github.logtraffic.log.input;

import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A log in a file. */
record FileSource(Path path) implements LogSource {
    @Override
    public String name() {
        return path.toString();
    }

    @Override
    public long size() {
        return path.toFile().isFile() ? path.toFile().length() : 0;
    }

    @Override
    public InputStream open() throws IOException {
        try {
            return new FileInputStream(path.toFile());
        } catch (FileNotFoundException e) {
            throw because(e);
        }
    }

    /** Java says "not found" of anything that cannot be opened; users want to know why. */
    private IOException because(FileNotFoundException e) {
        if (Files.isDirectory(path)) {
            return new IOException("is a directory", e);
        }
        if (Files.notExists(path)) {
            return new NoSuchFileException(name());
        }
        return Files.isReadable(path) ? e : new AccessDeniedException(name());
    }
}
