package io.github.logtraffic.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logtraffic.store.LiveStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Passwords from the environment and from files open stores, and are nowhere to be read. */
class StorePasswordsIT {
    private static final String PASSWORD = "s3cret";

    private final Path folder;

    StorePasswordsIT(@TempDir Path folder) throws IOException {
        this.folder = folder;
        Files.writeString(
                folder.resolve("log"), "10.0.0.1 - - [10/Oct/2026:00:00:00 +0000] \"GET / HTTP/1.1\" 200 1\n");
        Files.writeString(folder.resolve("password"), PASSWORD + "\n");
        Files.writeString(folder.resolve("wrong"), "wrong-" + PASSWORD + "\n");
    }

    private BuiltLauncher launcher() {
        return new BuiltLauncher(folder);
    }

    private static void assertSaysNoPassword(CommandRun run) {
        assertThat(run.out() + run.err()).doesNotContain(PASSWORD);
    }

    @Test
    void theRightOneOpensTheStore() throws Exception {
        try (LiveStore server = LiveStore.redis(folder, "--requirepass", PASSWORD)) {
            String stat = "$L store stat -vv --store " + server.location().shown();
            CommandRun byVariable =
                    launcher().with("LOGTRAFFIC_STORE_PASSWORD", PASSWORD).run(stat);
            assertThat(byVariable.exit()).isZero();
            assertThat(byVariable.out()).contains("nothing is kept");
            assertSaysNoPassword(byVariable);
            CommandRun byFile = launcher()
                    .with("LOGTRAFFIC_STORE_PASSWORD_FILE", "password")
                    .run(stat);
            assertThat(byFile.exit()).isZero();
            assertSaysNoPassword(byFile);
        }
    }

    @Test
    void withoutOneTheReportIsRight() throws Exception {
        try (LiveStore server = LiveStore.redis(folder, "--requirepass", PASSWORD)) {
            String store = server.location().shown();
            for (String file : new String[] {"none", "."}) {
                CommandRun run = launcher()
                        .with("LOGTRAFFIC_STORE_PASSWORD_FILE", file)
                        .run("$L analyze --json log --store " + store + " && $L store stat --store " + store);
                assertThat(run.out()).contains("\"requests\"");
                assertThat(run.err().lines())
                        .hasSize(2)
                        .allMatch(line -> line.contains("LOGTRAFFIC_STORE_PASSWORD_FILE: " + file + ": "));
                assertThat(run.exit()).isEqualTo(1); // the second command's
            }
        }
    }

    @Test
    void theWrongOneIsNotShown() throws Exception {
        try (LiveStore server = LiveStore.redis(folder, "--requirepass", PASSWORD)) {
            String store = " --store " + server.location().shown() + " ";
            for (String command : new String[] {
                "store stat" + store,
                "analyze -vv --json log" + store,
                "snapshot -vv log --publish web-1" + store,
                "merge -vv web-1" + store
            }) {
                CommandRun run = launcher()
                        .with("LOGTRAFFIC_STORE_PASSWORD_FILE", "wrong")
                        .run("$L " + command);
                assertThat(run.err()).contains(server.location().shown());
                assertSaysNoPassword(run);
            }
        }
    }
}
