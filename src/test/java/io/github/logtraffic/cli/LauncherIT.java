package io.github.logtraffic.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the built launcher as users do: streams, pipes, exit codes, interrupts. */
class LauncherIT {
    private static final String LINE =
            "203.0.113.7 - - [23/Nov/2026:10:00:01 +0000] \"GET / HTTP/1.1\" 200 5120 \"-\" \"curl/8.5\"\n";
    private static final int LINES = 3;

    private final Path folder;
    private final BuiltLauncher launcher;

    LauncherIT(@TempDir Path folder) {
        this.folder = folder;
        this.launcher = new BuiltLauncher(folder);
    }

    @BeforeEach
    void aLogStandsInTheFolder() throws IOException {
        Files.writeString(folder.resolve("access.log"), LINE.repeat(LINES));
        Files.writeString(folder.resolve("broken.log"), "what?\n");
    }

    private static JsonNode json(CommandRun run) throws IOException {
        return new ObjectMapper().readTree(run.out());
    }

    private static void assertReport(CommandRun run) throws IOException {
        assertThat(run.err()).isEmpty();
        assertThat(run.exit()).isZero();
        assertThat(json(run).at("/totals/requests").asInt()).isEqualTo(LINES);
    }

    private static void assertOneLine(CommandRun run, int exit, String line) {
        assertThat(run).isEqualTo(new CommandRun(exit, "", line + "\n"));
    }

    @Test
    void readsAFile() throws IOException {
        assertReport(launcher.run("\"$L\" analyze --json access.log"));
    }

    @Test
    void readsAPipe() throws IOException {
        assertReport(launcher.run("cat access.log | \"$L\" analyze --json"));
        assertReport(launcher.run("gzip -c access.log | \"$L\" analyze --json -"));
        assertReport(launcher.run("(cat access.log | head -1; sleep 0.2; tail -2 access.log) | \"$L\" analyze --json"));
    }

    @Test
    void readsWhatStandardInputIsRedirectedTo() throws IOException {
        assertReport(launcher.run("\"$L\" analyze --json <access.log"));
        assertReport(launcher.run("\"$L\" analyze --json <(cat access.log)"));
    }

    @Test
    void aReaderThatGoesAwayEndsTheRunQuietly() throws IOException {
        Path many = folder.resolve("many.log");
        StringBuilder lines = new StringBuilder();
        for (int client = 0; client < 20_000; client++) {
            lines.append(LINE.replace("203.0.113.7", "10.0." + client / 256 + "." + client % 256));
        }
        Files.writeString(many, lines);
        CommandRun run = launcher.run("\"$L\" analyze -n 0 --json many.log | head -1; echo ${PIPESTATUS[0]}");
        assertThat(run).isEqualTo(new CommandRun(0, "{\n0\n", ""));
    }

    @Test
    void helpIntoAReaderThatGoesAwayEndsQuietly() throws IOException {
        CommandRun run = launcher.run("\"$L\" analyze --help | true; echo ${PIPESTATUS[0]}");
        assertThat(run).isEqualTo(new CommandRun(0, "0\n", ""));
    }

    @Test
    void aClosedStandardInputIsAnEmptyLog() throws IOException {
        for (String stdin : new String[] {"<&-", "</dev/null"}) {
            CommandRun run = launcher.run("\"$L\" analyze --json " + stdin);
            assertThat(run.exit()).isZero();
            assertThat(run.err()).isEmpty();
            assertThat(json(run).at("/inputs/0/bytes").asInt()).isZero();
        }
    }

    @Test
    void aClosedStandardOutputIsAFailureSaidInOneLine() throws IOException {
        for (String output : new String[] {"access.log", "access.log --json", "--help", "--json-schema"}) {
            assertOneLine(
                    launcher.run("\"$L\" analyze " + output + " >&-"),
                    1,
                    "logtraffic: standard output: Bad file descriptor");
        }
    }

    @Test
    void aFullDiskIsAFailureSaidInOneLine() throws IOException {
        for (String output : new String[] {"access.log", "access.log --json", "--help", "--json-schema"}) {
            assertOneLine(
                    launcher.run("\"$L\" analyze " + output + " >/dev/full"),
                    1,
                    "logtraffic: standard output: No space left on device");
        }
    }

    @Test
    void aClosedStandardErrorChangesNothingButTheMessages() throws IOException {
        CommandRun run = launcher.run("\"$L\" analyze --json access.log missing.log 2>&-");
        assertThat(run.exit()).isEqualTo(1);
        assertThat(json(run).at("/totals/requests").asInt()).isEqualTo(LINES);
    }

    @Test
    void exitCodesTellTheShellHowItWent() throws IOException {
        assertThat(launcher.run("\"$L\" analyze access.log").exit()).isEqualTo(0);
        assertThat(launcher.run("\"$L\" analyze access.log missing.log").exit()).isEqualTo(1);
        assertThat(launcher.run("\"$L\" analyze --nonsense").exit()).isEqualTo(2);
        assertThat(launcher.run("\"$L\"").exit()).isEqualTo(2);
        assertThat(launcher.run("\"$L\" analyze broken.log").exit()).isEqualTo(3);
    }

    @Test
    void argumentsArriveAsTheyWereGiven() throws IOException {
        for (String name :
                new String[] {"a b", "*", "\"quoted\"", "it's", "$HOME", "back\\slash", "ünï", "new\nline"}) {
            Files.writeString(folder.resolve(name), LINE.repeat(LINES));
            CommandRun run = launcher.with("NAME", name).run("\"$L\" analyze --json -- \"$NAME\"");
            assertReport(run);
            assertThat(json(run).at("/inputs/0/source").asText()).isEqualTo(name);
        }
    }

    @Test
    void aNameBeyondAsciiIsFoundWithoutALocale() throws IOException {
        Files.writeString(folder.resolve("ünï.log"), LINE.repeat(LINES));
        assertReport(launcher.run("env -u LANG -u LC_ALL -u LC_CTYPE \"$L\" analyze --json ünï.log"));
        assertReport(launcher.run("LC_ALL=C \"$L\" analyze --json ünï.log"));
    }

    @Test
    void anInterruptReportsWhatWasCounted() throws IOException {
        BuiltLauncher.Interruptible run = launcher.start("analyze --json --threads 1 -");
        run.awaitReading();
        run.type(LINE.repeat(50_000)); // several chunks of a mebibyte: all but the last are counted
        CommandRun ended = run.interrupt();
        assertThat(ended.exit()).isEqualTo(130);
        assertThat(ended.err()).isEqualTo("logtraffic: interrupted; this is what was read so far\n");
        assertThat(json(ended).at("/totals/requests").asInt()).isBetween(1, 50_000);
    }

    @Test
    void anInterruptBeforeAnyInputReportsNothingCounted() throws IOException {
        assertThat(launcher.run("mkfifo nobody-writes").exit()).isZero();
        for (String input : new String[] {"", "-", "nobody-writes", "access.log nobody-writes"}) {
            BuiltLauncher.Interruptible run = launcher.start("analyze --json " + input);
            run.awaitReading();
            CommandRun ended = run.interrupt();
            assertThat(ended.exit()).isEqualTo(130);
            assertThat(ended.err()).isEqualTo("logtraffic: interrupted; this is what was read so far\n");
            assertThat(json(ended).at("/totals/requests").asInt()).isIn(0, LINES);
        }
    }

    @Test
    void anInterruptLeavesOutputFilesWhole() throws IOException {
        Path report = Files.writeString(folder.resolve("report.json"), "old");
        BuiltLauncher.Interruptible run = launcher.start("analyze -o json=report.json --rejects rejects");
        run.awaitReading();
        assertThat(report).hasContent("old");
        assertThat(run.interrupt().exit()).isEqualTo(130);
        assertThat(new ObjectMapper().readTree(report.toFile()).at("/schema").asText())
                .isNotEmpty();
        assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void jsonIsTheSameOnATerminal() throws IOException {
        assumeThat(launcher.run("command -v script").exit())
                .as("script of util-linux is here")
                .isZero();
        String command = "analyze --json --tz UTC access.log";
        String piped = launcher.run("\"$L\" " + command).out();
        CommandRun onTerminal = launcher.run("script -qec '\"$L\" " + command + "' /dev/null </dev/null");
        assertThat(onTerminal.out().replace("\r\n", "\n")).isEqualTo(piped);
    }

    @Test
    void tablesFitTheTerminalAndAreColoured() throws IOException {
        assumeThat(launcher.run("command -v script").exit())
                .as("script of util-linux is here")
                .isZero();
        CommandRun run =
                launcher.run("script -qec 'stty cols 70; \"$L\" analyze --tz UTC access.log' /dev/null </dev/null");
        assertThat(run.out()).contains("\u001B[1mSummary\u001B[0m").doesNotContain("Last seen");
        CommandRun plain = launcher.with("NO_COLOR", "1")
                .run("script -qec 'stty cols 70; \"$L\" analyze --tz UTC access.log' /dev/null </dev/null");
        assertThat(plain.out()).contains("Summary").doesNotContain("\u001B");
    }
}
