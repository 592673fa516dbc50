package io.github.logtraffic.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.logtraffic.reference.Latin1;
import io.github.logtraffic.reference.RandomLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was counted by other settings is not taken for what is asked now. */
class CountingSettingsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final int MOST_RUNS = 300;

    private final Path folder;
    private final Path log;

    CountingSettingsTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.log = Files.write(
                folder.resolve("access.log"), Latin1.bytes(new RandomLines(new Random(1), false, true).log(100, 0)));
        Files.setLastModifiedTime(log, FileTime.fromMillis(1_700_000_000_000L));
    }

    private CommandRun run(String... options) {
        List<String> args = new ArrayList<>(List.of("analyze", "--json", "--store", folder + "/store"));
        args.addAll(List.of(options));
        args.add(log.toString());
        return CommandRun.of(args.toArray(String[]::new));
    }

    private boolean isCached(String... options) throws IOException {
        JsonNode report = JSON.readTree(run(options).out());
        return report.get("inputs").get(0).path("cached").asBoolean();
    }

    /** It is trusted not to have changed when it was written some time ago. */
    private void assertSoonCached(String... options) throws IOException {
        boolean isCached = false;
        for (int i = 0; i < MOST_RUNS && !isCached; i++) {
            isCached = isCached(options);
        }
        assertThat(isCached).isTrue();
    }

    @Test
    void aFileWhoseNameHasAnEqualsSignIsLookedInto() throws IOException {
        Path agents = Files.writeString(
                Files.createDirectory(folder.resolve("d=x")).resolve("agents.tsv"), "crawler\tFoo\tfoo\n");
        String[] options = {"--by", "agent", "--agents", agents.toString()};
        assertThat(run(options).exit()).as(run(options).err()).isZero();
        assertSoonCached(options);
        Files.writeString(agents, "crawler\tBar\tbar\n");
        assertThat(isCached(options)).isFalse();
    }

    @Test
    void noValueLooksLikeAnotherOption() throws IOException {
        assertSoonCached("--path", "/", "--referer", "no");
        assertThat(isCached("--path", "/\n--referer no")).isFalse();
    }

    /** It cannot be looked into without taking what it says away from the option. */
    @Test
    void whatAPipeSaysIsNotKept() throws Exception {
        Path pipe = folder.resolve("key");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        for (int i = 0; i < 2; i++) {
            Thread writer = new Thread(() -> write(pipe));
            writer.start();
            CommandRun run = run("--pseudonymize-key", pipe.toString());
            writer.join();
            assertThat(run.err()).contains("--store: not used, since an option names a pipe");
            assertThat(JSON.readTree(run.out()).get("inputs").get(0).has("cached"))
                    .isFalse();
        }
    }

    private static void write(Path pipe) {
        try {
            Files.writeString(pipe, "0123456789abcdef0123456789abcdef\n");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
