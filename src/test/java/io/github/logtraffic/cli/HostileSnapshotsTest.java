package io.github.logtraffic.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logtraffic.analysis.Snapshot;
import io.github.logtraffic.log.input.LogSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Anybody can make a snapshot and hand it in: none makes a command open a file or do anything but merge and compare. */
class HostileSnapshotsTest {
    private static final String LINE =
            "192.0.2.1 - - [10/Oct/2026:10:00:00 +0000] \"GET /a HTTP/1.1\" 200 1 \"-\" \"Googlebot/2.1\"\n";

    private final Path folder;
    private final Path log;
    private final Path good;
    private final Path secret;

    HostileSnapshotsTest(@TempDir Path folder) {
        this.folder = folder;
        this.log = folder.resolve("a.log");
        this.good = folder.resolve("good.tally");
        this.secret = folder.resolve("secret");
    }

    @BeforeEach
    void makeFiles() throws IOException {
        Files.writeString(log, LINE);
        Files.writeString(secret, "hush\n");
        assertThat(CommandRun.of("snapshot", log.toString(), "-o", good.toString()))
                .isEqualTo(new CommandRun(0, "", ""));
    }

    private String with(String option) throws IOException {
        Snapshot snapshot = SnapshotFile.read(LogSource.file(good));
        List<String> options = new ArrayList<>(snapshot.options());
        options.add(option);
        Path made = folder.resolve("made.tally");
        SnapshotFile.write(
                new Snapshot(
                        options,
                        snapshot.shape(),
                        snapshot.inputs(),
                        snapshot.failures(),
                        snapshot.samples(),
                        snapshot.isInterrupted(),
                        snapshot.tally()),
                made);
        return made.toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@FILE",
                "--log-format=@FILE",
                "--agents=FILE",
                "--pseudonymize-key=FILE",
                "--rejects=FILE",
                "--geoip=FILE",
                "--memory=1",
                "--by",
                "FILE",
                "--window=x",
                "--status=FILE",
                "--since=2026-02-30"
            })
    void optionsThatAreNotKeptMakeNoSnapshot(String option) throws IOException {
        String made = with(option.replace("FILE", secret.toString()));
        String said = "logtraffic: " + made + ": no snapshot, or one of another version, or damaged\n";
        assertThat(CommandRun.of("merge", made)).isEqualTo(new CommandRun(1, "", said));
        assertThat(CommandRun.of("diff", log.toString(), made)).isEqualTo(new CommandRun(1, "", said));
        assertThat(CommandRun.of("diff", made, good.toString())).isEqualTo(new CommandRun(1, "", said));
        CommandRun both = CommandRun.of("merge", made, good.toString());
        assertThat(both.exit()).isEqualTo(1);
        assertThat(both.out()).contains("Requests  1");
        assertThat(both.err()).isEqualTo(said);
    }

    @Test
    void allThatIsKeptCanBeRead() {
        String all = folder.resolve("all.tally").toString();
        String options =
                "--top path --by status,agent --prefix4 24 --prefix6 48 --anonymize-bits 4,64 --interval 1h --window 5m "
                        + "--since 2026-10-01 --until 2026-11-01 --status 200 --client 192.0.0.0/8 --method GET --path * --host !b "
                        + "--user-agent Google --referer - --crawlers only";
        List<String> words = new ArrayList<>(List.of("snapshot", log.toString(), "-q", "-o", all));
        words.addAll(List.of(options.split(" ", -1)));
        assertThat(CommandRun.of(words.toArray(String[]::new))).isEqualTo(new CommandRun(0, "", ""));
        CommandRun merged = CommandRun.of("merge", all);
        assertThat(merged.exit()).isZero();
        assertThat(merged.out()).contains("Requests  1");
    }
}
