package io.github.logtraffic.store;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/** A directory of this machine, or one that it has mounted. */
record DirectoryLocation(Path path) implements StoreLocation {
    private static final String NAME = "logtraffic";

    /** The directory that is meant where none is named, as the XDG Base Directory Specification has it. */
    static DirectoryLocation usual(Map<String, String> environment) {
        String caches = environment.getOrDefault("XDG_CACHE_HOME", "");
        if (caches.startsWith("/")) { // others are to be ignored, says the specification
            return new DirectoryLocation(Path.of(caches, NAME));
        }
        String home = environment.getOrDefault("HOME", "");
        if (home.isEmpty()) {
            throw new IllegalArgumentException("there is no HOME for dir: name a path");
        }
        return new DirectoryLocation(Path.of(home, ".cache", NAME));
    }

    @Override
    public String shown() {
        return path.toString();
    }

    @Override
    public ResultStore open(InstantSource clock, Duration patience) {
        return new DirectoryStore(path, clock);
    }

    @Override
    public String toString() {
        return shown();
    }
}
