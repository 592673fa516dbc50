package io.github.logtraffic.traffic.limit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The log of a server that is about to be stopped. */
final class ServerLog {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private ServerLog() {}

    /** Waits until so many lines are there, for a while: a server writes a line after its answer. */
    static void await(Path log, int lines) throws IOException, InterruptedException {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (Files.readAllLines(log).size() < lines && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }
}
