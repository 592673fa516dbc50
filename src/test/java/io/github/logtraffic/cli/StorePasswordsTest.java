package io.github.logtraffic.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logtraffic.traffic.balance.LiveServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong with a location, nobody reads the password that was typed in it. */
class StorePasswordsTest {
    private final String log;

    StorePasswordsTest(@TempDir Path folder) throws IOException {
        log = Files.writeString(
                        folder.resolve("log"), "10.0.0.1 - - [10/Oct/2026:00:00:00 +0000] \"GET / HTTP/1.1\" 200 1\n")
                .toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redis://bob:s3cret@127.0.0.1:PORT/0",
                "rediss://bob:s3cret@127.0.0.1:PORT/0",
                "redis://:s3cret@127.0.0.1:PORT",
                "redis://bob:s3cret%40more@127.0.0.1:PORT",
                "redis://bob:s3cret@more@127.0.0.1:PORT",
                "redis://bob:s3cret%zz@127.0.0.1:PORT",
                "redis://bob:s3cret@127.0.0.1:99999",
                "redis://bob:s3cret@127.0.0.1:PORT/many",
                "redis://bob:s3cret@no host/0",
                "redis:bob:s3cret@127.0.0.1",
                "REDIS://bob:s3cret@127.0.0.1",
                "memcached://bob:s3cret@127.0.0.1:PORT"
            })
    void whatIsTypedIsNotRepeated(String form) throws IOException {
        String store = form.replace("PORT", Integer.toString(LiveServer.freePorts(1)[0]));
        for (String[] command : new String[][] {
            {"analyze", "--json", log, "--store", store},
            {"analyze", "--json", log, store},
            {"snapshot", log, "--store", store, "--publish", "web-1"},
            {"merge", store, "web-*"},
            {"merge", "--store", store, "web-1"},
            {"diff", store, log},
            {"store", "stat", "--store", store},
            {"store", store}
        }) {
            CommandRun run = CommandRun.of(command);
            assertThat(run.err()).as(String.join(" ", command)).isNotEmpty().doesNotContain("s3cret");
            assertThat(run.out()).as(String.join(" ", command)).doesNotContain("s3cret");
        }
    }

    /** Whoever takes a URL for a file sees it with one slash. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://bob:s3cret@h/x",
                "https://bob:s3cret@more@h",
                "ftp://bob@here:s3cret/@h/x",
                "s3://s3cret@h/x",
                "http:/bob:s3cret@h/x"
            })
    void noFileIsNamedWithALogin(String file) {
        for (String[] command : new String[][] {
            {"analyze", file},
            {"lines", file},
            {"snapshot", file, "-o", "-"},
            {"merge", file},
            {"merge", log, file},
            {"diff", file, log},
            {"diff", log, file},
            {"formats", file},
            {"limit", "--rate", "1r/s", file},
            {file}
        }) {
            CommandRun run = CommandRun.of(command);
            assertThat(run.exit()).isNotZero();
            assertThat(run.err()).as(String.join(" ", command)).isNotEmpty().doesNotContain("s3cret");
        }
    }
}
