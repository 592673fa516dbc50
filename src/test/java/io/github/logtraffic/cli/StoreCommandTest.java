package io.github.logtraffic.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept, as users see it who type commands one after the other. */
class StoreCommandTest {
    private static final String LOG = "samples/access.log";

    private final Path folder;

    StoreCommandTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private String store(String... args) {
        String[] all = new String[args.length + 3];
        all[0] = "store";
        System.arraycopy(args, 0, all, 1, args.length);
        all[args.length + 1] = "--store";
        all[args.length + 2] = folder.resolve("store").toString();
        CommandRun run = CommandRun.of(all);
        assertThat(run.exit()).as(run.err()).isZero();
        return run.out().replace(folder.toString(), "").strip();
    }

    @Test
    void whatIsKeptIsToldAndForgotten() {
        String location = folder.resolve("store").toString();
        assertThat(store("stat")).isEqualTo("/store: nothing is kept");
        assertThat(CommandRun.of("analyze", "--store", location, LOG).exit()).isZero();
        String time = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d)?(Z|[+-]\\d\\d:\\d\\d)";
        assertThat(store("stat"))
                .matches("/store: 3 entries of [\\d,]+ bytes, the oldest of " + time + ", the newest of " + time);
        assertThat(store("prune", "--older-than", "1h")).isEqualTo("/store: 0 entries forgotten");
        assertThat(store("clear")).isEqualTo("/store: 3 entries forgotten");
        assertThat(store("stat")).isEqualTo("/store: nothing is kept");
    }

    @Test
    void aSnapshotGoesThroughAPipe() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exit = CommandRun.into(
                out, err, new ByteArrayInputStream(new byte[0]), CommandRun.NO_TERMINAL, "snapshot", LOG, "-o", "-");
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(exit).isZero();
        Path file = folder.resolve("file.tally");
        CommandRun.of("snapshot", LOG, "-o", file.toString());
        assertThat(out.toByteArray()).isEqualTo(Files.readAllBytes(file));
        CommandRun piped = CommandRun.of(out.toByteArray(), CommandRun.NO_TERMINAL, "merge", "-");
        assertThat(piped).isEqualTo(CommandRun.of("merge", file.toString()));
        assertThat(piped.out()).contains("3,797");
    }

    @Test
    void passwordsAreInNoMessage() {
        String secret = "user:secret@127.0.0.1:1";
        for (String location : List.of("redsi://" + secret, "redis:" + secret, "redis://" + secret + "/zero")) {
            CommandRun analyzed = CommandRun.of("analyze", "--store", location, LOG);
            assertThat(analyzed.err()).isNotEmpty().doesNotContain("secret");
            CommandRun merged = CommandRun.of("merge", location, "web-*");
            assertThat(merged.err()).isNotEmpty().doesNotContain("secret");
            assertThat(CommandRun.of("store", "stat", "--store", location).err())
                    .doesNotContain("secret");
        }
        for (String[] args : List.of(
                new String[] {"merge", "redis://" + secret, "web-*"},
                new String[] {"merge", "redis://" + secret},
                new String[] {"store", "clear", "--store", "redis://" + secret},
                new String[] {"snapshot", LOG, "--publish", "web-1", "--store", "redis://" + secret})) {
            CommandRun run = CommandRun.of(args);
            assertThat(run.exit()).isNotZero();
            assertThat(run.err()).isNotEmpty().doesNotContain("secret");
        }
    }

    @Test
    void aFolderThatIsNoStoreIsSaidToBeNone() throws IOException {
        String folder = Files.createDirectory(this.folder.resolve("logs")).toString();
        Files.createFile(Path.of(folder, "access.log"));
        CommandRun named = CommandRun.of("merge", "--store", folder, "web-*");
        assertThat(named).isEqualTo(new CommandRun(1, "", "logtraffic: " + folder + ": not a store: " + folder + "\n"));
        assertThat(CommandRun.of("merge", folder).err())
                .contains("is a folder; when it is a store, name it behind --store");
    }
}
