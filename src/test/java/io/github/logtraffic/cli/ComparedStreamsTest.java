package io.github.logtraffic.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is compared may come through a pipe, be it a log or a snapshot; what is neither is compared with nothing. */
@Timeout(120)
class ComparedStreamsTest {
    private final Path log;
    private final Path snapshot;
    private final Path noLog;
    private final Path folder;
    private int pipes;

    ComparedStreamsTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 3_000; i++) {
            lines.append(String.format(
                    "192.0.2.%d - - [10/Oct/2026:%02d:%02d:00 +0000] \"GET /a HTTP/1.1\" 200 1%n",
                    i % 200, i / 600, i / 10 % 60));
        }
        log = Files.writeString(folder.resolve("a.log"), lines);
        noLog = Files.writeString(folder.resolve("none.log"), "nothing of the kind\n");
        snapshot = folder.resolve("a.tally");
        CommandRun.of("snapshot", log.toString(), "-o", snapshot.toString());
    }

    private static CommandRun diff(Path in, String... args) throws IOException {
        List<String> words = new ArrayList<>(List.of("diff", "--tz", "UTC"));
        words.addAll(List.of(args));
        return CommandRun.of(Files.readAllBytes(in), CommandRun.NO_TERMINAL, words.toArray(String[]::new));
    }

    /** What a pipe gives that something else writes a file into. */
    private String pipe(Path file) throws IOException {
        Path pipe = folder.resolve("pipe" + ++pipes);
        new ProcessBuilder("sh", "-c", "mkfifo \"$0\" && exec cat \"$1\" >\"$0\"", pipe.toString(), file.toString())
                .start();
        while (!Files.exists(pipe)) {
            Thread.onSpinWait();
        }
        return pipe.toString();
    }

    @Test
    void snapshotsAndLogsAreToldApartInStreams() throws IOException {
        for (Path in : List.of(log, snapshot)) {
            for (Path other : List.of(log, snapshot)) {
                CommandRun standard = diff(in, "-", other.toString());
                CommandRun piped = diff(in, pipe(in), pipe(other));
                for (CommandRun run : List.of(standard, piped)) {
                    assertThat(run.exit()).as(run.err()).isZero();
                    assertThat(run.out()).contains("3,000 requests of 200 clients", "Verdict   not worse: ");
                }
            }
        }
    }

    @Test
    void standardInputIsReadOnce() throws IOException {
        CommandRun run = diff(log, "-", "-");
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).startsWith("logtraffic: '-' is standard input, which can be read only once\n");
    }

    @Test
    void whatIsNoLogIsComparedWithNothing() throws IOException {
        String unreadable = folder.resolve("none.tally").toString();
        CommandRun.of("snapshot", noLog.toString(), "-o", unreadable, "-q", "--max-malformed", "100");
        for (String none : List.of(noLog.toString(), unreadable, "-")) {
            for (String[] args : new String[][] {{none, log.toString()}, {log.toString(), none}}) {
                CommandRun run = diff(noLog, args);
                assertThat(run.exit()).isEqualTo(3);
                assertThat(run.out()).isEmpty();
                assertThat(run.err()).endsWith(none + ": no line could be read, so there is nothing to compare\n");
            }
        }
        CommandRun allowed = diff(noLog, "--max-malformed", "100", "-", log.toString());
        assertThat(allowed.exit()).isEqualTo(1);
        assertThat(allowed.out()).isEmpty();
    }

    @Test
    void theCommandThatIsProposedNamesLogsAsAShellTakesThem() throws IOException {
        Path odd = Files.copy(log, folder.resolve("my 'day';id.log"));
        Path part = folder.resolve("part.log");
        Files.write(part, Files.readAllLines(log).subList(0, 600));
        CommandRun run = diff(log, odd.toString(), part.toString());
        assertThat(run.err())
                .endsWith(", as by: logtraffic diff <(logtraffic lines '" + folder
                        + "/my '\\''day'\\'';id.log' --until 2026-10-10T01:00:00Z) " + part + "\n");
        assertThat(diff(log, snapshot.toString(), part.toString()).err()).endsWith("the same part of the day\n");
        Path partly = folder.resolve("part.tally");
        CommandRun.of("snapshot", part.toString(), "-o", partly.toString());
        assertThat(diff(log, log.toString(), partly.toString()).err()).endsWith("the same part of the day\n");
        assertThat(diff(part, log.toString(), "-").err()).endsWith("the same part of the day\n");
    }
}
