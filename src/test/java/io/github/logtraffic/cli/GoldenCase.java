package io.github.logtraffic.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A folder that holds a command line and what is expected of it:
 *
 * <ul>
 *   <li>{@code args}, one argument a line; {@code {in}} stands for the folder, {@code {out}} for a new one, {@code {tmp}} for
 *       another new one, whose files are not looked at
 *   <li>{@code before}, if anything is to be run before that: command lines of the same kind, with a blank line between two
 *   <li>{@code stdin}, if there is to be any, and inputs under any other names
 *   <li>{@code terminal}, if standard output is to be one: how many columns it has; {@code in} makes standard input one
 *   <li>{@code exit}, {@code stdout} and {@code stderr}, and the files of {@code {out}} under {@code out/}
 * </ul>
 *
 * The folders are written back by these names in what is expected.
 */
record GoldenCase(Path folder) {
    private static final Set<String> EXPECTED = Set.of("exit", "stdout", "stderr");

    static List<GoldenCase> allIn(Path folder) throws IOException {
        try (Stream<Path> folders = Files.list(folder)) {
            return folders.filter(Files::isDirectory)
                    .sorted()
                    .map(GoldenCase::new)
                    .toList();
        }
    }

    String name() {
        return String.valueOf(folder.getFileName());
    }

    /** What is expected, by file. */
    Map<String, String> expected() throws IOException {
        Map<String, String> expected = new TreeMap<>();
        for (String file : EXPECTED) {
            expected.put(file, Files.readString(folder.resolve(file)));
        }
        putFiles(folder.resolve("out"), expected);
        return expected;
    }

    /** What the program does. */
    Map<String, String> actual(Path out, Path tmp) throws IOException {
        runBefore(out, tmp);
        Path stdin = folder.resolve("stdin");
        CommandRun run = CommandRun.of(
                Files.exists(stdin) ? Files.readAllBytes(stdin) : new byte[0],
                terminal(),
                withFolders(Files.readString(folder.resolve("args")), out, tmp));
        Map<String, String> actual = new TreeMap<>();
        actual.put("exit", run.exit() + "\n");
        actual.put("stdout", run.out());
        actual.put("stderr", run.err());
        putFiles(out, actual);
        actual.replaceAll((file, text) -> withoutFolders(text, out, tmp));
        return actual;
    }

    private void runBefore(Path out, Path tmp) throws IOException {
        Path before = folder.resolve("before");
        if (Files.exists(before)) {
            for (String args : Files.readString(before).split("\n\n", -1)) {
                CommandRun run = CommandRun.of(withFolders(args, out, tmp));
                if (run.exit() != 0) {
                    throw new AssertionError(args + ": " + run.err());
                }
            }
        }
    }

    private String[] withFolders(String args, Path out, Path tmp) {
        return args.lines()
                .map(arg -> arg.replace("{in}", folder.toString())
                        .replace("{out}", out.toString())
                        .replace("{tmp}", tmp.toString()))
                .toArray(String[]::new);
    }

    private String withoutFolders(String text, Path out, Path tmp) {
        return text.replace(tmp.toString(), "{tmp}")
                .replace(out.toString(), "{out}")
                .replace(folder.toString(), "{in}");
    }

    private Terminal terminal() throws IOException {
        Path columns = folder.resolve("terminal");
        if (!Files.exists(columns)) {
            boolean isRedirected = Files.exists(folder.resolve("stdin"));
            return isRedirected ? Terminal.of("r", null, Map.of()) : CommandRun.NO_TERMINAL;
        }
        String text = Files.readString(columns).strip();
        return text.equals("in") ? Terminal.of("0", null, Map.of()) : Terminal.of("1", text, Map.of());
    }

    private static void putFiles(Path folder, Map<String, String> files) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : all.toList()) {
                files.put("out/" + file.getFileName(), Files.readString(file, StandardCharsets.UTF_8));
            }
        }
    }

    /** Makes what the program does what is expected. */
    void expect(Map<String, String> actual) {
        actual.forEach((file, text) -> {
            try {
                Path path = folder.resolve(file);
                Files.createDirectories(path.toAbsolutePath().getParent());
                Files.writeString(path, text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
