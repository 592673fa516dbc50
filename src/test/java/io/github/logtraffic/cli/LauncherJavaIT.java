package io.github.logtraffic.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the built launcher from other places, with other Javas, and with archives that are missing or broken. */
class LauncherJavaIT {
    private static final String LINE =
            "203.0.113.7 - - [23/Nov/2026:10:00:01 +0000] \"GET / HTTP/1.1\" 200 5120 \"-\" \"curl/8.5\"\n";
    private static final String ANALYZE = "\"$L\" analyze --json --tz UTC access.log";
    private static final Path INSTALLED = Path.of("/usr/lib/jvm");

    private final Path folder;
    private final BuiltLauncher launcher;

    LauncherJavaIT(@TempDir Path folder) {
        this.folder = folder;
        this.launcher = new BuiltLauncher(folder);
    }

    @BeforeEach
    void aLogStandsInTheFolder() throws IOException {
        Files.writeString(folder.resolve("access.log"), LINE);
    }

    @AfterEach
    void linksGo() throws IOException {
        BuiltLauncher.deleteLinks(folder);
    }

    /** Nothing but the report, on whatever Java it runs. */
    private void assertReport(CommandRun run) throws IOException {
        assertThat(run)
                .isEqualTo(
                        new CommandRun(0, new BuiltLauncher(folder).run(ANALYZE).out(), ""));
        assertThat(run.out()).startsWith("{\n");
    }

    /** An archive leaves out, without a word, what implements an interface of old libraries that a lambda was made for. */
    @Test
    void allClassesOfTheCommandLineComeFromTheArchive() throws IOException {
        assumeThat(BuiltLauncher.archives()).anyMatch(archive -> archive.endsWith(".jsa"));
        CommandRun run = launcher.with("LOGTRAFFIC_JAVA_OPTS", "-Xlog:class+load:file=loaded.txt")
                .run(ANALYZE);
        assertThat(run.exit()).isZero();
        List<String> loaded = Files.readAllLines(folder.resolve("loaded.txt"));
        assertThat(loaded).anyMatch(line -> line.contains("picocli") && line.endsWith("shared objects file"));
        assertThat(loaded).noneMatch(line -> line.contains("picocli") && line.contains("source: file:"));
    }

    @Test
    void theBuildMadeAnArchiveForItsOwnJavaThatIsUsed() throws IOException {
        assertThat(BuiltLauncher.archives()).isNotEmpty();
        launcher.with("LOGTRAFFIC_JAVA_OPTS", "-Xlog:class+load:file=loaded.txt")
                .run(ANALYZE);
        assertThat(Files.readAllLines(folder.resolve("loaded.txt")))
                .anyMatch(line ->
                        line.contains("io.github.logtraffic.cli.Main ") && line.endsWith("shared objects file"));
    }

    @Test
    void startsThroughSymbolicLinksFromAnotherFolder() throws IOException {
        Path bin = Files.createDirectories(folder.resolve("my bin"));
        Files.createSymbolicLink(bin.resolve("absolute"), BuiltLauncher.path());
        Files.createSymbolicLink(
                bin.resolve("relative"),
                bin.toRealPath().relativize(BuiltLauncher.path().toRealPath()));
        Files.createSymbolicLink(bin.resolve("chained"), Path.of("absolute"));
        for (String link : List.of("absolute", "relative", "chained")) {
            assertReport(launcher.with("L", "my bin/" + link).run(ANALYZE));
        }
    }

    @Test
    void startsFromThePath() throws IOException {
        String script = "PATH=\"$(dirname \"$L\"):$PATH\"; L=logtraffic; ";
        assertReport(launcher.run(script + ANALYZE));
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Files.createSymbolicLink(bin.resolve("lt"), BuiltLauncher.path());
        assertReport(launcher.run("PATH=\"$PWD/bin:$PATH\"; L=lt; " + ANALYZE));
    }

    @Test
    void aFolderThatIsSearchedForCdChangesNothing() throws IOException {
        assertReport(launcher.with("CDPATH", "/:/usr").run("cd " + folder + "; " + ANALYZE));
    }

    @Test
    void aJavaThatIsNoneIsSaidInOneLine() throws IOException {
        CommandRun run = launcher.with("LOGTRAFFIC_JAVA", "/no/java").run(ANALYZE);
        assertThat(run)
                .isEqualTo(new CommandRun(1, "", "logtraffic: LOGTRAFFIC_JAVA is /no/java, which is no command\n"));
    }

    @Test
    void noJavaAtAllIsSaidInOneLine() throws IOException {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        for (String tool : List.of("sh", "readlink", "dirname", "sed", "stty")) {
            String path = launcher.run("command -v " + tool).out().strip();
            Files.createSymbolicLink(bin.resolve(tool), Path.of(path));
        }
        CommandRun run = launcher.run("unset JAVA_HOME; PATH=$PWD/bin " + ANALYZE);
        assertThat(run)
                .isEqualTo(
                        new CommandRun(
                                1,
                                "",
                                "logtraffic: needs Java 17 or newer: install it, or name it in LOGTRAFFIC_JAVA or JAVA_HOME\n"));
    }

    @Test
    void aJavaHomeThatIsTooOldGivesWayToThePath() throws IOException {
        fakeJava("JAVA_VERSION=\"11.0.2\"\n");
        assertReport(
                launcher.with("JAVA_HOME", folder.resolve("fake").toString()).run(ANALYZE));
    }

    @Test
    void aJavaHomeWithoutAJavaGivesWayToThePath() throws IOException {
        assertReport(launcher.with("JAVA_HOME", "/no/home").run(ANALYZE));
    }

    @Test
    void aJavaThatIsTooOldIsSaidInOneLine() throws IOException {
        Path java = fakeJava("JAVA_VERSION=\"1.8.0_392\"\n");
        CommandRun run = launcher.with("LOGTRAFFIC_JAVA", java.toString()).run(ANALYZE);
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).matches("logtraffic: needs Java 17 or newer: .*; \\Q" + java + "\\E is Java 8\n");
    }

    private Path fakeJava(String release) throws IOException {
        Path bin = Files.createDirectories(folder.resolve("fake/bin"));
        Files.writeString(folder.resolve("fake/release"), release);
        Path java = Files.writeString(bin.resolve("java"), "#!/bin/sh\necho started the wrong Java\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        return java;
    }

    @Test
    void withoutAnArchiveItOnlyStartsSlower() throws IOException {
        Path copy = BuiltLauncher.copyWithoutArchive(folder.resolve("unpacked"));
        assertReport(launcher.with("L", copy.toString()).run(ANALYZE));
    }

    @Test
    void aBrokenArchiveOrOneOfAnotherJarLeavesNoTraceOnStandardOutput() throws IOException {
        Path copy = BuiltLauncher.copyWithoutArchive(folder.resolve("unpacked"));
        for (String archive : BuiltLauncher.archives()) {
            Path beside = copy.resolveSibling(archive);
            Files.writeString(beside, "no archive");
            assertReport(launcher.with("L", copy.toString()).run(ANALYZE));
            Files.write(beside, new byte[0]);
            assertReport(launcher.with("L", copy.toString()).run(ANALYZE));
            Files.delete(beside);
            Files.copy(BuiltLauncher.path().resolveSibling(archive), beside);
            assertReport(launcher.with("L", copy.toString()).run(ANALYZE));
        }
    }

    @Test
    void aMissingJarIsSaidInOneLine() throws IOException {
        Path copy = BuiltLauncher.copyWithoutArchive(folder.resolve("unpacked"));
        Files.delete(copy.resolveSibling("logtraffic.jar"));
        CommandRun run = launcher.with("L", copy.toString()).run(ANALYZE);
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).matches("logtraffic: .*/logtraffic.jar is missing; build it with: .*\n");
    }

    @Test
    void requestsAreSentByTheFirstCompilersCodeWhenTheyAreDueAndByTheSecondOnesWhenThereIsNoTime() throws IOException {
        Path java = fakeJava("JAVA_VERSION=\"17.0.2\"\n");
        Files.writeString(java, "#!/bin/sh\necho \"$*\"\n");
        launcher.with("LOGTRAFFIC_JAVA", java.toString());
        for (String due :
                List.of("replay access.log", "replay --rate 5r/s access.log", "replay --speed 2x access.log")) {
            assertThat(launcher.run("\"$L\" " + due).out()).contains("-XX:TieredStopAtLevel=1", "-Xmn64m");
        }
        for (String other :
                List.of("replay access.log --speed max", "replay --speed=max", "analyze replay access.log")) {
            assertThat(launcher.run("\"$L\" " + other).out())
                    .contains("-Xmn16m")
                    .doesNotContain("TieredStopAtLevel");
        }
    }

    @Test
    void aHeapThatTheUserMadeIsLeftAsItIs() throws IOException {
        Path java = fakeJava("JAVA_VERSION=\"17.0.2\"\n");
        Files.writeString(java, "#!/bin/sh\necho \"$*\"\n");
        launcher.with("LOGTRAFFIC_JAVA", java.toString());
        assertThat(launcher.with("LOGTRAFFIC_JAVA_OPTS", "-Xmx64m")
                        .run("\"$L\" replay access.log")
                        .out())
                .contains("-Xmn16m");
        assertThat(launcher.with("LOGTRAFFIC_JAVA_OPTS", "-Xmn99m")
                        .run("\"$L\" replay access.log")
                        .out())
                .contains("-Xmn99m")
                .doesNotContain("-Xmn16m", "-Xmn64m");
    }

    @Test
    void optionsForJavaAreWords() throws IOException {
        assertReport(
                launcher.with("LOGTRAFFIC_JAVA_OPTS", "-Xmx64m -Dsome=thing").run(ANALYZE));
    }

    @Test
    void theSameReportComesFromJava25() throws IOException {
        try (Stream<Path> installations = Files.isDirectory(INSTALLED) ? Files.list(INSTALLED) : Stream.empty()) {
            List<Path> javas = installations
                    .filter(home -> home.getFileName().toString().matches(".*\\b25\\b.*"))
                    .map(home -> home.resolve("bin/java"))
                    .filter(Files::isExecutable)
                    .toList();
            assumeThat(javas).as("a Java 25 under %s", INSTALLED).isNotEmpty();
            for (Path java : javas) {
                BuiltLauncher on25 = new BuiltLauncher(folder).with("LOGTRAFFIC_JAVA", java.toString());
                assertReport(on25.run(ANALYZE));
                assertThat(on25.run("\"$L\" analyze -v access.log >/dev/full").exit())
                        .isEqualTo(1);
            }
        }
    }
}
