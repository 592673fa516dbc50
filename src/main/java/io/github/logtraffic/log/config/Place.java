package io.github.logtraffic.log.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** A line of a configuration; lines count from 1. */
record Place(Path file, int line) {
    /** Linux's PATH_MAX: a longer path cannot be opened. */
    private static final int MAX_PATH = 4096;

    /**
     * A path that is written here.
     *
     * @param root what it is relative to
     * @throws ServerConfigException if it cannot be a path
     */
    Path resolve(Path root, String path) throws ServerConfigException {
        if (path.length() > MAX_PATH) {
            throw new ServerConfigException(this, "a path is longer than " + MAX_PATH + " characters");
        }
        try {
            return root.resolve(path);
        } catch (InvalidPathException e) {
            throw new ServerConfigException(this, "not a path: " + e.getReason());
        }
    }

    @Override
    public String toString() {
        return file + ":" + line;
    }
}
