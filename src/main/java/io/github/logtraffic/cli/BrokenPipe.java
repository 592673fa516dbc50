package io.github.logtraffic.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tells a reader that went away, as {@code head} does, from a disk that is full. */
final class BrokenPipe {
    private static final Path STANDARD_OUTPUT = Path.of("/proc/self/fd/1");

    private BrokenPipe() {}

    /**
     * Whether writing to standard output failed because nobody reads it. The system's message says so in English only;
     * where it says something else, a pipe or socket leaves no other cause.
     */
    static boolean isCauseOf(IOException e) {
        if ("Broken pipe".equals(e.getMessage()) || "Connection reset by peer".equals(e.getMessage())) {
            return true;
        }
        try {
            String name = Files.readSymbolicLink(STANDARD_OUTPUT).toString();
            return name.startsWith("pipe:") || name.startsWith("socket:");
        } catch (IOException | UnsupportedOperationException notLinux) {
            return false;
        }
    }
}
