package io.github.logtraffic.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs shell commands in a folder, with the built launcher as {@code $L}, and what they need. */
final class BuiltLauncher {
    private static final Path TARGET = Path.of("target").toAbsolutePath();

    /** Only a safety net: so long takes no run. */
    private static final int SECONDS_AT_MOST = 120;

    private final Path folder;
    private final Map<String, String> environment = new HashMap<>();

    BuiltLauncher(Path folder) {
        this.folder = folder;
        environment.put("L", path().toString());
        environment.put("TZ", "UTC");
    }

    static Path path() {
        return TARGET.resolve("logtraffic");
    }

    /** Sets a variable of the environment, or takes it away. */
    BuiltLauncher with(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** A copy of the launcher and the jar without archives, in a folder of their own. */
    static Path copyWithoutArchive(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.copy(TARGET.resolve("logtraffic.jar"), folder.resolve("logtraffic.jar"));
        return Files.copy(path(), folder.resolve("logtraffic"));
    }

    /** Takes away the links of a test, of which JUnit would warn when it takes away their folder. */
    static void deleteLinks(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path link : all.filter(Files::isSymbolicLink).toList()) {
                Files.delete(link);
            }
        }
    }

    /** Names of the archives that were built. */
    static List<String> archives() throws IOException {
        try (Stream<Path> files = Files.list(TARGET)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("logtraffic-.*\\.(jsa|aot)"))
                    .toList();
        }
    }

    /** How much memory a running process had at most, all that Java takes included. */
    static long peakMegabytes(Process process) throws IOException {
        String status = Files.readString(Path.of("/proc/" + process.pid() + "/status"));
        String peak = status.lines()
                .filter(line -> line.startsWith("VmHWM:"))
                .findFirst()
                .orElseThrow();
        return Long.parseLong(peak.replaceAll("\\D", "")) / 1_024;
    }

    /** Runs commands of bash. */
    CommandRun run(String script) throws IOException {
        Path out = Files.createTempFile(folder, "out", "");
        Path err = Files.createTempFile(folder, "err", "");
        Process process = start(script, ProcessBuilder.Redirect.to(out.toFile()), err);
        process.getOutputStream().close();
        return end(process, out, err);
    }

    /** Runs the launcher as the very process that is returned, so that it can be interrupted. */
    Interruptible start(String arguments) throws IOException {
        Path out = Files.createTempFile(folder, "out", "");
        Path err = Files.createTempFile(folder, "err", "");
        // A build that runs in the background ignores interrupts, and so would what it starts.
        String script = "exec env --default-signal=INT \"$L\" " + arguments;
        return new Interruptible(start(script, ProcessBuilder.Redirect.to(out.toFile()), err), out, err);
    }

    private Process start(String script, ProcessBuilder.Redirect out, Path err) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("/bin/bash", "-c", script)
                .directory(folder.toFile())
                .redirectOutput(out)
                .redirectError(err.toFile());
        List.of("NO_COLOR", "COLUMNS", "LOGTRAFFIC_JAVA", "LOGTRAFFIC_JAVA_OPTS", "JAVA_TOOL_OPTIONS")
                .forEach(builder.environment()::remove);
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static CommandRun end(Process process, Path out, Path err) throws IOException {
        try {
            boolean ended = process.waitFor(SECONDS_AT_MOST, TimeUnit.SECONDS);
            if (!ended) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
            assertThat(ended)
                    .as("ended within %s s; %s", SECONDS_AT_MOST, Files.readString(err))
                    .isTrue();
            return new CommandRun(process.exitValue(), Files.readString(out), Files.readString(err));
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A run of the launcher that waits for standard input. */
    record Interruptible(Process process, Path out, Path err) {
        void type(String text) throws IOException {
            OutputStream in = process.getOutputStream();
            in.write(text.getBytes(StandardCharsets.UTF_8));
            in.flush();
        }

        /** Waits until the process has got so far that it handles interrupts: its threads that read have started. */
        void awaitReading() throws IOException {
            Path threads = Path.of("/proc", Long.toString(process.pid()), "task");
            for (int tries = 0; tries < SECONDS_AT_MOST * 20; tries++) {
                try (Stream<Path> all = Files.list(threads)) {
                    if (all.anyMatch(thread -> name(thread).startsWith("logtraffic-"))) {
                        return;
                    }
                }
                pause();
            }
            throw new IllegalStateException("no thread reads");
        }

        private static String name(Path thread) {
            try {
                return Files.readString(thread.resolve("comm"));
            } catch (IOException e) {
                return ""; // it has ended
            }
        }

        private static void pause() {
            try {
                Thread.sleep(50); // only between two looks; what is waited for is what decides
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        /** Does what Ctrl-C does. */
        CommandRun interrupt() throws IOException {
            try {
                new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                        .start()
                        .waitFor();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return end(process, out, err);
        }
    }
}
