package io.github.logtraffic.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a snapshot takes the place of. */
class SnapshotOutputTest {
    private static final String LINE = "10.0.0.1 - - [10/Oct/2026:00:00:00 +0000] \"GET / HTTP/1.1\" 200 1\n";

    private final Path folder;
    private final Path log;
    private final Path tally;

    SnapshotOutputTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        log = Files.writeString(folder.resolve("log"), LINE);
        tally = folder.resolve("tally");
    }

    private static CommandRun snapshot(Path log, Path file) {
        return CommandRun.of("snapshot", log.toString(), "-o", file.toString());
    }

    /** As with {@code -o access.log.*}. */
    @Test
    void aLogIsNotOverwritten() throws IOException {
        Path other = Files.writeString(folder.resolve("log.1"), LINE);
        CommandRun run = snapshot(log, other);
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("-o " + other + " would overwrite what is no snapshot");
        assertThat(other).hasContent(LINE);
    }

    @Test
    void snapshotsAndEmptyFilesAre() throws IOException {
        Files.createFile(tally);
        assertThat(snapshot(log, tally).exit()).isZero();
        byte[] before = Files.readAllBytes(tally);
        Files.writeString(log, LINE + LINE);
        assertThat(snapshot(log, tally).exit()).isZero();
        assertThat(Files.readAllBytes(tally)).isNotEqualTo(before);
    }

    @Test
    void whatIsNoLogLeavesItAlone() throws IOException {
        assertThat(snapshot(log, tally).exit()).isZero();
        byte[] before = Files.readAllBytes(tally);
        Path script = Files.writeString(folder.resolve("script"), "import sys\nprint(sys.argv)\n");
        assertThat(snapshot(script, tally).exit()).isEqualTo(3);
        assertThat(snapshot(folder.resolve("none"), tally).exit()).isEqualTo(1);
        assertThat(Files.readAllBytes(tally)).isEqualTo(before);
    }
}
